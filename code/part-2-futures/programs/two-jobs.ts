import { ThreadedExecutor } from '../src/index.ts';

const threads = 2; // try 1 or 2

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

const executor = new ThreadedExecutor({ maxThreads: threads });

function timeOf(...sleeps: number[]): number {
  const begin = performance.now();
  const futures = sleeps.map((ms) => executor.submit(sleep, ms));
  for (const future of futures) future.result();
  return performance.now() - begin;
}

timeOf(1, 1); // now both threads are there
const ms = 300;
const two = timeOf(ms, ms);
console.log(
  'two jobs took',
  two < 2 * ms ? 'less than' : 'no less than',
  'the time of two',
);
