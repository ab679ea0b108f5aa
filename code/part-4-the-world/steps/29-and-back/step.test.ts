import { expect, test } from 'vitest';
import { FutureCancelledError, type Future, type TaskLoop } from '../../src/index.ts';
import { outcome, resultOf, runCalls } from '../kit.ts';
import { loopInTime } from '../kit-time.ts';

const boom = new RangeError('boom');
const settle = {
  finished: (future: Future<unknown>) => future.setResult('value'),
  failed: (future: Future<unknown>) => future.setException(boom),
  cancelled: (future: Future<unknown>) => future.cancel('why'),
};
type How = keyof typeof settle;

/** What becomes of `then`, of a future that's settled before or after. */
function thenOf(how: How, isLate: boolean, ...handlers: any[]): Future<unknown> {
  const { loop } = loopInTime();
  const future = loop.createFuture<unknown>();
  if (!isLate) settle[how](future);
  const next = future.then(...handlers);
  if (isLate) settle[how](future);
  expect(next.done(), 'done at once').toBe(false);
  runCalls(loop);
  return next;
}
const done = (loop: TaskLoop, value: unknown): Future<any> => {
  const future = loop.createFuture<unknown>();
  future.setResult(value);
  return future;
};

test('a function gets the result, in a turn, and what it returns is the next result', () => {
  for (const isLate of [false, true])
    expect(
      resultOf(thenOf('finished', isLate, (value: string) => `got ${value}`)),
    ).toBe('got value');
});

test('await takes a future', async () => {
  const { loop } = loopInTime();
  const future = loop.createFuture<number>();
  const seen: unknown[] = [];
  void (async () => seen.push(await future))();
  for (let n = 0; n < 5; n++) await null;
  future.setResult(42);
  for (let n = 0; n < 5; n++) {
    runCalls(loop);
    await null;
  }
  expect(seen).toEqual([42]);
});

test.each<[How, string, unknown, unknown]>([
  ['finished', 'value', 'value', 'threw SyntaxError'],
  ['failed', 'threw RangeError', 'heard RangeError', 'threw SyntaxError'],
  [
    'cancelled',
    'threw FutureCancelledError',
    'heard FutureCancelledError',
    'threw SyntaxError',
  ],
])('of a future that is %s', (how, passed, heard, thrown) => {
  const hears = (error: Error): string => `heard ${error.name}`;
  const fails = (): never => {
    throw new SyntaxError('from a handler');
  };
  for (const isLate of [false, true]) {
    const came = (...handlers: any[]): unknown =>
      resultOf(thenOf(how, isLate, ...handlers));
    expect([came(), came(5, null)], 'without a function').toEqual([passed, passed]);
    expect(came(undefined, hears), 'with one for errors').toBe(heard);
    expect(came(fails, fails), 'with one that throws').toBe(thrown);
  }
});

test('a cancelled future passes on that it is cancelled, and why', () => {
  const next = thenOf('cancelled', false);
  expect(next.cancelled()).toBe(true);
  expect(() => next.result()).toThrow(new FutureCancelledError('why'));
});

test('functions are called in the order in which they were given, each once', () => {
  const { loop } = loopInTime();
  const future = loop.createFuture<number>();
  const seen: unknown[] = [];
  for (const name of 'abc') void future.then((...given) => seen.push(name, ...given));
  future.setResult(5);
  expect(seen, 'at once').toEqual([]);
  runCalls(loop);
  expect(seen).toEqual(['a', 5, 'b', 5, 'c', 5]);
});

test('a future or a promise that a function returns is followed', () => {
  const { loop } = loopInTime();
  const pending = loop.createFuture<string>();
  const futures = [
    () => done(loop, 5),
    () => ({ then: (tell: (value: number) => void) => tell(6) }),
    () => pending,
  ].map((make) => done(loop, 0).then(make as () => unknown));
  runCalls(loop);
  expect(futures.map(resultOf)).toEqual([5, 6, 'not done yet']);
  pending.setResult('later');
  runCalls(loop);
  expect(futures.map(resultOf)).toEqual([5, 6, 'later']);
});

test('a function that returns the very future that it makes fails it', () => {
  const { loop } = loopInTime();
  const next: Future<unknown> = done(loop, 0).then(() => next);
  runCalls(loop);
  expect(resultOf(next)).toBe('threw TypeError');
});

test('a task has it, too', () => {
  const { loop } = loopInTime();
  const task = loop.addTask(
    (function* () {
      return 20;
    })(),
  );
  const next = task.then((n) => n + 1);
  runCalls(loop);
  expect(resultOf(next)).toBe(21);
});

test.each<[string, (future: Future<unknown>) => unknown, boolean]>([
  ['with a function for errors', (future) => future.then(null, () => 0), false],
  ['if the next one is asked', (future) => future.then().addDoneCallback(ask), false],
  ['if the next one is never asked', (future) => future.then(), true],
])('an error is heard or told: %s', (_, use, isTold) => {
  const { loop, told } = loopInTime();
  const future = loop.createFuture<unknown>();
  use(future);
  future.setException(boom);
  runCalls(loop);
  loop.close();
  expect(told.length).toBe(isTold ? 1 : 0);
});
const ask = (future: Future<unknown>): void => void outcome(() => future.result());
