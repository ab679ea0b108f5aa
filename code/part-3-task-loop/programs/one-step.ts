import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function* countTo3(name: string) {
  for (let step = 0; step < 3; step++) {
    console.log(name + step);
    yield; // let others run
  }
}

function* both() {
  const a = loop.addTask(countTo3('A'));
  const b = loop.addTask(countTo3('B'));
  yield* a; // wait here until task A is done
  yield* b;
}

loop.addTask(both());
loop.runOnce();
console.log('ready:', loop.totalTasks());
console.log('not done:', loop.allTasks().size);
