// What there is to build in a starter, in an order in which it can be built; and which tests say that it is done.

export interface Step {
  /** The file to write or to change, from the starter's root. */
  file: string;
  /** What goes into it. */
  what: string;
  /** The chapter that builds it: its path in content/. */
  chapter: string;
  /** The tests that are red until then. */
  tests: readonly string[];
}

export interface Starter {
  /** What of this stage's own finished code comes along, since it is not what the part is about. */
  given: readonly string[];
  /** Whether it goes on from the finished code of the previous part, as far as this part still has its files. */
  goesOn?: true;
  /** `src/index.ts` as it is at the start. */
  index?: string;
  steps: readonly Step[];
}

export const STARTERS: Readonly<Record<string, Starter>> = {
  'part-1-generators': {
    given: [],
    steps: [
      {
        file: 'exercises/collect-the-return-value/exercise.ts',
        what: '`collect`: run a generator to its end and keep what it returns',
        chapter: 'part-1-generators/a-function-that-pauses',
        tests: ['exercises/collect-the-return-value/check.test.ts'],
      },
      {
        file: 'exercises/running-average/exercise.ts',
        what: '`runningAverage`: answer what is sent',
        chapter: 'part-1-generators/a-two-way-door',
        tests: ['exercises/running-average/check.test.ts'],
      },
      {
        file: 'exercises/fair-round-robin/exercise.ts',
        what: '`roundRobin`: take turns',
        chapter: 'part-1-generators/the-caller-is-the-scheduler',
        tests: ['exercises/fair-round-robin/check.test.ts'],
      },
      {
        file: 'exercises/closing-context-manager/exercise.ts',
        what: '`withGenerator`: close whatever happens',
        chapter: 'part-1-generators/context-managers',
        tests: ['exercises/closing-context-manager/check.test.ts'],
      },
      {
        file: 'exercises/rows-as-a-generator/exercise.ts',
        what: '`rows`: ask for pages when they are wanted',
        chapter: 'part-1-generators/pulling-rows',
        tests: ['exercises/rows-as-a-generator/check.test.ts'],
      },
      {
        file: 'exercises/explicit-stack/exercise.ts',
        what: '`inorder`: walk a tree with one generator',
        chapter: 'part-1-generators/a-lazy-tree',
        tests: ['exercises/explicit-stack/check.test.ts'],
      },
    ],
  },
  'part-2-futures': {
    given: ['bell.ts', 'coroutine.ts', 'errors.ts', 'executor.ts', 'thread.ts'],
    index: `export { isCoroutine, isCoroutineFunction, type Coroutine } from './coroutine.ts';
export * from './errors.ts';
export type { Executor } from './executor.ts';
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
        file: 'src/threaded-executor.ts',
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
      { file: 'src/async-helper.ts', what: '`asyncHelper`: each call starts a task', chapter: 'part-2-futures/hiding-the-machinery', tests: ['tests/async-helper.test.ts'] },
    ],
  },
  'part-3-task-loop': {
    given: [],
    goesOn: true,
    index: `export { isCoroutine, isCoroutineFunction, type Coroutine } from './coroutine.ts';
export * from './errors.ts';
export type { Executor } from './executor.ts';
export { Future, type DoneCallback } from './future.ts';
export { Task } from './task.ts';
export { ThreadedExecutor } from './threaded-executor.ts';
// as you go on, export what you have built: Handle, TaskLoop, transformFuture
`,
    steps: [
      { file: 'src/errors.ts', what: 'the errors of a loop', chapter: 'part-3-task-loop/guards', tests: ['tests/errors.test.ts'] },
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
      { file: 'src/future.ts', what: '`Future`: tells of its end by way of its loop', chapter: 'part-3-task-loop/run-until-complete', tests: ['tests/future.test.ts'] },
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
        tests: ['tests/task-loop.test.ts'],
      },
      {
        file: 'src/threaded-executor.ts',
        what: '`ThreadedExecutor`: its results reach a loop that may be asleep',
        chapter: 'part-3-task-loop/threads-meet-the-loop',
        tests: ['tests/bell.test.ts', 'tests/executor.test.ts', 'tests/threads.test.ts'],
      },
    ],
  },
};
