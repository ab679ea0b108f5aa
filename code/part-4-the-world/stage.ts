import type { Stage } from '../../src/fork/stage.ts';

export default {
  part: 4,
  title: 'The loop meets the world',
  whom: 'For those who want a loop for real work: timers, time limits, groups, locks, promises and sockets.',
  given: [
    'coroutine.ts',
    'threads/crossing.ts',
    'threads/executor.ts',
    'threads/thread.ts',
  ],
  goesOn: { from: 'part-3-task-loop', passes: '24-who-waited' },
  makesOfBefore: {
    same: [
      'awaited-by.ts',
      'coroutine.ts',
      'handle.ts',
      'ready-queue.ts',
      'threads/crossing.ts',
      'threads/executor.ts',
      'threads/thread.ts',
      'unheard-errors.ts',
    ],
    changed: [
      'errors.ts',
      'future.ts',
      'index.ts',
      'scheduler.ts',
      'task-loop.ts',
      'task.ts',
      'threads/bell.ts',
      'threads/threaded-executor.ts',
      'transform-future.ts',
    ],
    gone: [],
  },
  plays: ['core', 'fuzz', 'beyond', 'beyond2'],
} satisfies Stage;
