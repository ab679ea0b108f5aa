import { FutureTimeoutError, ThreadedExecutor } from '../src/index.ts';

const add = (a: number, b: number): number => a + b;
const executor = new ThreadedExecutor();

const polled = executor.submit(add, 1, 2);
while (true) {
  try {
    console.log('poll:', polled.result(1));
    break;
  } catch (error) {
    if (!(error instanceof FutureTimeoutError)) throw error; // the job has failed
    // not yet: we could do something else here
  }
}

const blocking = executor.submit(add, 3, 4);
console.log('block:', blocking.result());

const called = executor.submit(add, 5, 6);
called.addDoneCallback((future) => {
  console.log('callback:', future.result());
});
console.log('the end');
