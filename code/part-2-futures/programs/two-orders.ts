import { ThreadedExecutor } from '../src/index.ts';

function sleep(ms: number): string {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  return `slept for ${ms} ms`;
}

const executor = new ThreadedExecutor({ maxThreads: 1 });
const first = executor.submit(sleep, 100);
const second = executor.submit(sleep, 200);

console.log('cancel the second:', second.cancel());
console.log('cancel the first:', first.cancel());
console.log(first.result());
