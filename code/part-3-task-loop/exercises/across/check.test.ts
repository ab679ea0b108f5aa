import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  TaskLoop,
  type Coroutine,
  type Future,
} from '../../src/index.ts';
import { bring } from './exercise.ts';

/** Two loops on two threads, as it were, a future of the one, and a copy for the other. */
function twoLoops<T = string>(prepare: (work: Future<T>) => void = () => {}) {
  const errors: unknown[] = [];
  const trespasses: string[] = []; // a loop's own things, used in the other one's turn
  const [there, here] = [new TaskLoop(), new TaskLoop()];

  /** Notes each use of these methods in a turn of the other loop. */
  function guard(
    owner: object,
    name: string,
    other: TaskLoop,
    methods: string[],
  ): void {
    const its = owner as Record<string, (...args: unknown[]) => unknown>;
    for (const method of methods) {
      const original = its[method]!.bind(owner);
      its[method] = (...args) => {
        if (other.isRunning())
          trespasses.push(`${name}.${method}() in a turn of the other loop`);
        return original(...args);
      };
    }
  }
  const OF_A_FUTURE = [
    'done',
    'cancelled',
    'result',
    'exception',
    'cancel',
    'setResult',
  ];
  OF_A_FUTURE.push('setException', 'addDoneCallback', 'removeDoneCallback');

  function prepareLoop(loop: TaskLoop, name: string, other: TaskLoop): void {
    loop.setExceptionHandler((_, { exception, message }) => {
      errors.push(exception ?? message);
    });
    const { callSoon, callSoonThreadsafe } = loop;
    guard(loop, name, other, ['callSoon', 'addTask', 'createFuture', 'stop']);
    const guarded = loop.callSoon;
    loop.callSoonThreadsafe = ((...args: [() => void]) => {
      loop.callSoon = callSoon; // which it calls, and may
      try {
        return callSoonThreadsafe.apply(loop, args);
      } finally {
        loop.callSoon = guarded;
      }
    }) as typeof callSoonThreadsafe;
  }
  prepareLoop(there, 'there', here);
  prepareLoop(here, 'here', there);

  function turns(loop: TaskLoop): void {
    for (let left = 50; left > 0 && loop.totalTasks() > 0; left--) loop.runOnce();
  }
  const work = there.createFuture<T>();
  prepare(work);
  guard(work, 'work', here, OF_A_FUTURE);
  function* main(): Coroutine<Future<T>> {
    const copy = bring(work, there, here);
    guard(copy, 'the copy', there, OF_A_FUTURE);
    return copy;
  }
  const copy = here.runUntilComplete(main());
  const wrong = (): unknown[] => [...trespasses, ...errors];
  return { there, here, work, copy, turns, wrong };
}

test('a result arrives in a turn of the loop that it is brought to', () => {
  const { there, here, work, copy, turns, wrong } = twoLoops();
  expect(copy.loop === here).toBe(true);
  turns(there);
  work.setResult('soup');
  expect(copy.done()).toBe(false);
  turns(there);
  expect(copy.done(), 'while only the other loop has run').toBe(false);
  turns(here);
  expect([copy.done() && copy.result(), wrong()]).toEqual(['soup', []]);
});

test('so does an error, the very same', () => {
  const { there, here, work, copy, turns, wrong } = twoLoops();
  const error = new RangeError('burnt');
  work.setException(error);
  turns(there);
  expect(copy.done()).toBe(false);
  turns(here);
  expect([copy.done() && copy.exception() === error, wrong()]).toEqual([true, []]);
});

test('and a cancellation', () => {
  const { there, here, work, copy, turns, wrong } = twoLoops();
  work.cancel();
  turns(there);
  expect(copy.done()).toBe(false);
  for (const loop of [here, there, here]) turns(loop);
  expect([copy.cancelled(), wrong()]).toEqual([true, []]);
  expect(() => copy.result()).toThrow(FutureCancelledError);
});

test('cancelling the one here cancels the work there, in its turn', () => {
  const { there, here, work, copy, turns, wrong } = twoLoops();
  turns(there);
  copy.cancel();
  turns(here);
  expect(work.done(), 'while only the loop here has run').toBe(false);
  for (const loop of [there, here, there]) turns(loop);
  expect([work.cancelled(), wrong()]).toEqual([true, []]);
});

test('so does cancelling it before the loop there has had a turn', () => {
  const { there, here, work, copy, turns, wrong } = twoLoops();
  copy.cancel();
  for (const loop of [here, there, here]) turns(loop);
  expect([work.cancelled(), copy.cancelled(), wrong()]).toEqual([true, true, []]);
});

test('while the work goes on, neither loop has anything to do', () => {
  const { there, here, work, copy, turns, wrong } = twoLoops();
  turns(there);
  turns(here);
  expect([there.totalTasks(), here.totalTasks()]).toEqual([0, 0]);
  work.setResult('soup');
  turns(there);
  turns(here);
  expect([copy.done() && copy.result(), wrong()]).toEqual(['soup', []]);
});

test('a result that meets a cancellation on the way harms nothing', () => {
  const { there, here, work, copy, turns, wrong } = twoLoops();
  work.setResult('soup');
  turns(there);
  copy.cancel();
  for (const loop of [here, there, here]) turns(loop);
  expect([copy.cancelled(), work.result(), wrong()]).toEqual([true, 'soup', []]);
});

test('nor does work that ends after the loop here was closed', () => {
  const { there, here, work, turns, wrong } = twoLoops();
  turns(there);
  here.close();
  const before = wrong(); // of a task that waits, for instance
  work.setResult('soup');
  turns(there);
  expect(wrong()).toEqual(before);
});

test('nor a cancellation after the loop there was closed', () => {
  const { there, here, copy, turns, wrong } = twoLoops();
  turns(there);
  there.close();
  const before = wrong();
  copy.cancel();
  turns(here);
  expect([copy.cancelled(), wrong()]).toEqual([true, before]);
});

test('work that is done already', () => {
  const { there, here, copy, turns, wrong } = twoLoops((work) =>
    work.setResult('soup'),
  );
  turns(there);
  turns(here);
  expect([copy.done() && copy.result(), wrong()]).toEqual(['soup', []]);
});

test('a result may be undefined', () => {
  const { there, here, work, copy, turns, wrong } = twoLoops<undefined>();
  work.setResult(undefined);
  turns(there);
  turns(here);
  expect(wrong()).toEqual([]);
  expect([copy.done(), copy.result()]).toEqual([true, undefined]);
});

test('so may an error', () => {
  const { there, here, work, copy, turns, wrong } = twoLoops();
  work.setException(undefined);
  turns(there);
  turns(here);
  expect([copy.done(), copy.cancelled(), wrong()]).toEqual([true, false, []]);
  let thrown: unknown = 'nothing';
  try {
    copy.result();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBe(undefined);
});
