import type { Stage } from '../../src/fork/stage.ts';

export default {
  part: 2,
  title: 'Futures, threads and tasks',
  whom: 'For those who want futures and tasks without a loop: real threads, results that block or are waited for, in Node and on the web.',
  given: [
    'coroutine.ts',
    'errors.ts',
    'threads/bell.ts',
    'threads/crossing.ts',
    'threads/executor.ts',
    'threads/thread.ts',
  ],
  index: `export { isCoroutine, isCoroutineFunction, type Coroutine } from './coroutine.ts';
export * from './errors.ts';
export type { Executor } from './threads/executor.ts';
// as you go on, export what you have built: Future, ThreadedExecutor, Task, asyncHelper
`,
  steps: [
    {
      file: 'src/future.ts',
      what: '`Future`: a result that is not there yet, and `result()`, which waits for it',
      chapter: 'part-2-futures/a-result-that-is-not-there-yet',
      tests: ['tests/future.test.ts'],
    },
    {
      file: 'src/threads/threaded-executor.ts',
      what: '`ThreadedExecutor`: work on other threads, at most so many at once',
      chapter: 'part-2-futures/work-on-another-thread',
      tests: ['tests/bell.test.ts', 'tests/executor.test.ts'],
    },
    {
      file: 'src/task.ts',
      what: '`Task`: drives a generator from future to future, and is one itself',
      chapter: 'part-2-futures/a-task-is-a-future',
      tests: ['tests/task.test.ts'],
    },
    {
      file: 'src/async-helper.ts',
      what: '`asyncHelper`: each call starts a task',
      chapter: 'part-2-futures/hiding-the-machinery',
      tests: ['tests/async-helper.test.ts', 'tests/edges.test.ts'],
    },
  ],
} satisfies Stage;
