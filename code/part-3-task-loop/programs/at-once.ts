import { TaskLoop, type Task } from '../src/index.ts';

const loop = new TaskLoop();

function watch(task: Task<string>) {
  task.addDoneCallback(() => {
    const error = task.exception();
    if (error) console.log('ALARM:', String(error));
  });
  return task;
}

function* text() {
  for (let line = 1; line <= 3; line++) yield;
  return 'three lines of text';
}

function* photo(): Generator<undefined, string> {
  yield;
  throw new Error('no such photo');
}

function* page() {
  const top = watch(loop.addTask(text()));
  const bottom = watch(loop.addTask(photo()));
  console.log(yield* top);
  try {
    console.log(yield* bottom);
  } catch {
    console.log('a grey square');
  }
}

loop.runUntilComplete(page());
