import { TaskLoop, ThreadedExecutor } from '../src/index.ts';

/** Runs in two threads: adds one to what is there. */
function addOne(balance: Int32Array, readers: Int32Array) {
  const before = balance[0]!;
  Atomics.add(readers, 0, 1);
  while (Atomics.load(readers, 0) < 2); // until the other thread has read it, too
  balance[0] = before + 1;
}

const loop = new TaskLoop();
const executor = new ThreadedExecutor(loop, { maxThreads: 2 });
const [balance, readers] = [1, 2].map(() => new Int32Array(new SharedArrayBuffer(4)));

const jobs = [1, 2].map(() => executor.submit(addOne, balance!, readers!));
for (const job of jobs) loop.runUntilComplete(job);
console.log('balance:', balance![0]);
