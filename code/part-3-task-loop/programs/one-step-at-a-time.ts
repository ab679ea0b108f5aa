import { TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function* countTo3(name: string) {
  for (let step = 0; step < 3; step++) {
    console.log(name + step);
    yield;
  }
}

function* both() {
  const a = loop.addTask(countTo3('A'));
  const b = loop.addTask(countTo3('B'));
  yield* a;
  yield* b;
}

const work = loop.addTask(both());
while (!work.done()) {
  loop.runOnce();
  console.log('  ready', loop.totalTasks(), 'not done', loop.allTasks().size);
}
