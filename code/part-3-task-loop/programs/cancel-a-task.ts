import { FutureCancelledError, TaskLoop } from '../src/index.ts';

const loop = new TaskLoop();

function* work() {
  try {
    console.log('waiting');
    yield* loop.createFuture(); // nobody will ever bring it
  } catch (error) {
    console.log('thrown in:', String(error));
    throw error;
  } finally {
    console.log('cleaning up');
  }
}

const task = loop.addTask(work());
loop.runOnce();
console.log('cancel says', task.cancel('it takes too long'));
console.log('cancelled at once?', task.cancelled());

try {
  loop.runUntilComplete(task);
} catch (error) {
  console.log(error instanceof FutureCancelledError, task.cancelled());
}
