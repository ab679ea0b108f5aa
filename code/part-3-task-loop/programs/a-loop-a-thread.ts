import { TaskLoop, ThreadedExecutor } from '../src/index.ts';

/** Runs in another thread, with a loop of its own. */
async function work(library: string, name: string): Promise<string> {
  const { TaskLoop } = (await import(library)) as typeof import('../src/index.ts');
  const loop = new TaskLoop();
  function* longTask() {
    for (const end = Date.now() + 50; Date.now() < end;) yield; // many turns
    return `${name}: long task done`;
  }
  return loop.runUntilComplete(longTask());
}

const loop = new TaskLoop();
const executor = new ThreadedExecutor(loop, { maxThreads: 2 });
const library = import.meta.resolve('../src/index.ts');

function* both() {
  const first = executor.submit(work, library, 'Work1');
  const second = executor.submit(work, library, 'Work2');
  console.log(yield* first);
  console.log(yield* second);
}

loop.runUntilComplete(both());
console.log('Work1 and Work2 done');
