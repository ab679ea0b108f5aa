import type { Stage } from '../../src/fork/stage.ts';

export default {
  part: 3,
  title: 'The task loop',
  whom: 'For those who want the event loop, to use it, to take it apart, or to build timers and sockets on it.',
  given: [
    'coroutine.ts',
    'threads/bell.ts',
    'threads/crossing.ts',
    'threads/executor.ts',
    'threads/thread.ts',
  ],
  goesOn: { from: 'part-2-futures', passes: '06-standing-there' },
} satisfies Stage;
