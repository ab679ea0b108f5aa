import type { Stage } from '../../src/fork/stage.ts';

export default {
  part: 3,
  title: 'The task loop',
  whom: 'For those who want the event loop, to use it, to take it apart, or to build timers and sockets on it.',
  standsOn: 'part-2-futures',
  given: [
    'coroutine.ts',
    'threads/bell.ts',
    'threads/crossing.ts',
    'threads/executor.ts',
    'threads/thread.ts',
  ],
  index: `export { isCoroutine, isCoroutineFunction, type Coroutine } from './coroutine.ts';
export * from './errors.ts';
export type { Executor } from './threads/executor.ts';
export { Future, type DoneCallback } from './future.ts';
export { Task } from './task.ts';
export { ThreadedExecutor } from './threads/threaded-executor.ts';
// as you go on, export what you have built: Handle, TaskLoop, transformFuture
`,
  steps: [
    {
      file: 'src/errors.ts',
      what: 'the errors of a loop',
      chapter: 'part-3-task-loop/guards',
      tests: ['tests/errors.test.ts'],
    },
    {
      file: 'src/ready-queue.ts',
      what: '`ReadyQueue`: first in, first out, at the same cost for any length',
      chapter: 'part-3-task-loop/a-queue-of-callbacks',
      tests: ['tests/ready-queue.test.ts'],
    },
    {
      file: 'src/handle.ts',
      what: '`Handle`: a call that is made once, or taken back',
      chapter: 'part-3-task-loop/a-call-that-can-be-taken-back',
      tests: ['tests/handle.test.ts'],
    },
    {
      file: 'src/future.ts',
      what: '`Future`: tells of its end by way of its loop',
      chapter: 'part-3-task-loop/run-until-complete',
      tests: ['tests/future.test.ts'],
    },
    {
      file: 'src/task.ts',
      what: '`Task`: rides the loop, a step a turn; can be told to end',
      chapter: 'part-3-task-loop/a-task-that-rides-the-loop',
      tests: ['tests/task.test.ts'],
    },
    {
      file: 'src/task-loop.ts',
      what: '`TaskLoop`, and with it `src/transform-future.ts`',
      chapter: 'part-3-task-loop/running-for-ever-and-stopping',
      tests: [
        'tests/task-loop.test.ts',
        'tests/stop.test.ts',
        'tests/cancelling.test.ts',
        'tests/traces.test.ts',
        'tests/unheard.test.ts',
      ],
    },
    {
      file: 'src/threads/threaded-executor.ts',
      what: '`ThreadedExecutor`: its results reach a loop that may be asleep',
      chapter: 'part-3-task-loop/threads-meet-the-loop',
      tests: [
        'tests/bell.test.ts',
        'tests/closed-loops.test.ts',
        'tests/executor.test.ts',
        'tests/threads.test.ts',
        'tests/public.test.ts',
        'tests/states.test.ts',
      ],
    },
  ],
} satisfies Stage;
