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
  // it starts afresh
  makesOfBefore: { same: [], changed: ['index.ts'] },
  plays: ['stage2'],
} satisfies Stage;
