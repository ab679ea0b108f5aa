import { TaskLoop, ThreadedExecutor } from '../src/index.ts';

/** Runs in two threads, and wants to run the loop that they share. */
async function work(draft: string, running: Int32Array, tries: Int32Array) {
  const library: typeof import('../src/drafts/shared-loop.ts') = await import(draft);
  function* longTask() {
    Atomics.add(tries, 0, 1);
    while (Atomics.load(tries, 0) < 2) yield; // until the other thread has tried too
    return 'done';
  }
  try {
    return new library.SharedLoop(running).runUntilComplete(longTask());
  } catch (error) {
    Atomics.add(tries, 0, 1);
    return String(error);
  }
}

const draft = import.meta.resolve('../src/drafts/shared-loop.ts');
const [running, tries] = [1, 2].map(() => new Int32Array(new SharedArrayBuffer(4)));

const loop = new TaskLoop();
const executor = new ThreadedExecutor(loop, { maxThreads: 2 });
const jobs = [1, 2].map(() => executor.submit(work, draft, running!, tries!));
const results = jobs.map((job) => loop.runUntilComplete(job));
for (const result of results.sort()) console.log(result);
