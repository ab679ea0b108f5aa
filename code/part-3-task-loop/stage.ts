import type { Stage } from '../../src/fork/stage.ts';

const asInPart2 = [
  'coroutine.ts',
  'threads/bell.ts',
  'threads/crossing.ts',
  'threads/executor.ts',
  'threads/thread.ts',
];

export default {
  part: 3,
  title: 'The task loop',
  whom: 'For those who want the event loop, to use it, to take it apart, or to build timers and sockets on it.',
  given: asInPart2,
  goesOn: { from: 'part-2-futures', passes: '06-standing-there' },
  makesOfBefore: {
    same: asInPart2,
    changed: [
      'errors.ts',
      'future.ts',
      'index.ts',
      'task.ts',
      'threads/threaded-executor.ts',
    ],
    added: [
      'awaited-by.ts',
      'handle.ts',
      'ready-queue.ts',
      'scheduler.ts',
      'task-loop.ts',
      'transform-future.ts',
      'unheard-errors.ts',
    ],
    gone: ['async-helper.ts'],
  },
  plays: ['core', 'fuzz'],
} satisfies Stage;
