import { Task, TaskLoop, type Coroutine } from '../src/index.ts';

const loop = new TaskLoop();

function* paint() {
  for (let plank = 1; plank <= 5; plank++) {
    console.log('  plank', plank);
    yield;
  }
}

function* careless(): Coroutine<void> {
  const stranger = new TaskLoop().createFuture();
  for (const mistake of [5, Promise.resolve('a book'), paint(), stranger, task])
    try {
      yield mistake as never; // the compiler would refuse most of them
    } catch (error) {
      console.log((error as Error).message);
    }
}

const task: Task<void> = loop.addTask(careless());
loop.addTask(paint());
while (loop.totalTasks() > 0) loop.runOnce();
