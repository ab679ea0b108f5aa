import { TaskLoop } from '../src/index.ts';

const neighbours = 1000; // try 0 to 1000 by 100

const loop = new TaskLoop();
const parcel = loop.createFuture<string>();
let looks = 0;

function* waitAtTheDoor() {
  while (!parcel.done()) {
    looks++;
    yield; // let others run
  }
}

function* paintTheFence() {
  for (let plank = 1; plank <= 10; plank++) yield;
  console.log('ten planks are painted, and the parcel is here');
  parcel.setResult('a book');
}

for (let n = 0; n < neighbours; n++) loop.addTask(waitAtTheDoor());
loop.addTask(paintTheFence());

while (loop.totalTasks() > 0) loop.runOnce();
console.log('looks through the door:', looks);
