import { expect, expectTypeOf, test } from 'vitest';
import {
  sleep,
  wait,
  type Coroutine,
  type ReturnWhen,
  type Task,
  type WaitOptions,
} from '../../src/index.ts';
import { inTime, outcome, outcomeOf } from '../kit.ts';

function* failsAfter(ms: number): Coroutine<never> {
  yield* sleep(ms);
  throw new RangeError('the line is dead');
}

const CANCELLED = 'threw FutureCancelledError';
test.each<[string, WaitOptions, () => Coroutine<unknown>[], string, string, number]>([
  ['all', {}, () => [sleep(10), sleep(20)], '01', '', 20],
  [
    'the first that is done',
    { returnWhen: 'FIRST_COMPLETED' },
    () => [sleep(20), sleep(10), sleep(30)],
    '1',
    '02',
    10,
  ],
  [
    'the first error',
    { returnWhen: 'FIRST_EXCEPTION' },
    () => [sleep(10), failsAfter(20), sleep(30)],
    '01',
    '2',
    20,
  ],
  [
    'an error that never comes',
    { returnWhen: 'FIRST_EXCEPTION' },
    () => [sleep(10), sleep(20)],
    '01',
    '',
    20,
  ],
  [
    'all, and for no longer than 15 ms',
    { timeoutMs: 15 },
    () => [sleep(10), sleep(20)],
    '0',
    '1',
    15,
  ],
  [
    'all, and for no time at all',
    { timeoutMs: 0 },
    () => [sleep(10), sleep(20)],
    '',
    '01',
    0,
  ],
  [
    'all, in a limit that’s never reached',
    { timeoutMs: 99 },
    () => [sleep(10)],
    '0',
    '',
    10,
  ],
  ['all, without a limit', { timeoutMs: null }, () => [sleep(10)], '0', '', 10],
])('wait for %s', (_, options, works, done, pending, at) => {
  const { came, at: end } = inTime(function* ({ loop }) {
    const tasks = works().map((work) => loop.addTask(work));
    const ends = yield* wait(tasks, options);
    const places = (some?: Set<unknown>): string =>
      tasks.map((task, place) => (some?.has(task) ? place : '')).join('');
    return [places(ends?.done), places(ends?.pending), loop.time()];
  });
  expect(came).toEqual([done, pending, at]);
  expect(end, 'when all of them had ended').toBeLessThan(50);
});

test('one that is cancelled is no error', () => {
  const { came } = inTime(function* ({ loop }) {
    const tasks = [loop.addTask(sleep(1000)), loop.addTask(sleep(20))];
    loop.callLater(10, () => void tasks[0]!.cancel());
    const ends = yield* wait(tasks, { returnWhen: 'FIRST_EXCEPTION' });
    return [ends?.done.size, loop.time(), outcome(() => tasks[0]!.result())];
  });
  expect(came).toEqual([2, 20, CANCELLED]);
});

test('what is pending goes on', () => {
  const { came } = inTime(function* ({ loop }) {
    const tasks = [10, 20].map((ms) => loop.addTask(sleep(ms, ms)));
    const { pending } = yield* wait(tasks, { timeoutMs: 15 });
    const [left] = pending;
    return [pending.size, yield* left!];
  });
  expect(came).toEqual([1, 20]);
});

test('a wait with a limit that is cancelled leaves no alarm behind', () => {
  const { came, at } = inTime(function* ({ loop }) {
    const future = loop.createFuture<void>();
    const waiting = loop.addTask(wait([future], { timeoutMs: 10_000 }));
    yield* sleep(10);
    waiting.cancel();
    return [yield* outcomeOf(waiting), future.done()];
  });
  expect([came, at]).toEqual([[CANCELLED, false], 10]);
});

test('the sets have the type of what is waited for', () => {
  const waiting = wait([] as Task<string>[]);
  expectTypeOf(waiting).toEqualTypeOf<
    Coroutine<{ done: Set<Task<string>>; pending: Set<Task<string>> }>
  >();
  expectTypeOf<WaitOptions['returnWhen']>().toEqualTypeOf<ReturnWhen | undefined>();
});
