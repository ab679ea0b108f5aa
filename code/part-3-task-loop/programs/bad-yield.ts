import { Task, TaskLoop, type Coroutine } from '../src/index.ts';

const loop = new TaskLoop();

function* careful(): Coroutine<string> {
  try {
    yield 5 as never; // the compiler would have refused it
  } catch (error) {
    console.log(String(error));
  }
  return 'went on';
}

function* inner() {
  return 42;
}

function* outer(): Coroutine<void> {
  yield inner() as never; // a star is missing
}

const [told, failed] = [new Task(careful(), loop), new Task(outer(), loop)];
while (loop.totalTasks() > 0) loop.runOnce();
console.log(told.result());
try {
  failed.result();
} catch (error) {
  console.log(String(error));
}
