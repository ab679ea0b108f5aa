import { TaskLoop } from '../src/index.ts';

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

for (let n = 0; n < 1000; n++) loop.addTask(waitAtTheDoor());
loop.addTask(paintTheFence());

while (loop.totalTasks() > 0) loop.runOnce();
console.log('looks through the door:', looks);
