import { expect, test } from 'vitest';
import {
  transformFuture,
  type Coroutine,
  type Future,
  type TaskLoop,
} from '../../src/index.ts';
import { outcome, resultOf, runCalls } from '../kit.ts';
import { loopInTime } from '../kit-time.ts';

const boom = new RangeError('boom');
type Tell = (value: unknown) => void;

const thenable = (then: (tell: Tell, fail: Tell) => void): PromiseLike<unknown> =>
  ({ then }) as never;

/** What comes of following it: at once, and after all that it has the loop do. */
function followed(make: (loop: TaskLoop) => unknown): unknown {
  const { loop, told } = loopInTime();
  const came = outcome(() => {
    const future = transformFuture(make(loop) as PromiseLike<unknown>, loop);
    runCalls(loop);
    return resultOf(future);
  });
  return told.length > 0 ? ['told', ...told] : came;
}

const calls = (...all: ['tell' | 'fail', unknown][]) => ({
  then(tell: Tell, fail: Tell) {
    for (const [which, value] of all) (which === 'tell' ? tell : fail)(value);
  },
});

test('what calls back with a value is a future of that value', () => {
  expect(followed(() => calls(['tell', 5]))).toBe(5);
  expect(followed(() => calls(['tell', undefined]))).toBe(undefined);
});

test('what calls back with an error is a future that has failed', () => {
  expect(followed(() => calls(['fail', boom]))).toBe('threw RangeError');
});

test('a promise ends its future when the host has told of it', async () => {
  const { loop } = loopInTime();
  const promises = [Promise.resolve(5), Promise.reject(boom), (async () => 6)()];
  for (const promise of promises) promise.catch(() => {});
  const futures = outcome(() =>
    promises.map((promise) => transformFuture(promise, loop)),
  ) as Future<unknown>[];
  expect(futures).toHaveLength(3);
  expect(futures.map(resultOf)).toEqual(Array(3).fill('not done yet'));
  for (let n = 0; n < 10; n++) await null;
  expect(futures.map(resultOf)).toEqual([5, 'threw RangeError', 6]);
});

test('a task can wait for it', () => {
  const { loop } = loopInTime();
  let tell: Tell | undefined;
  const price = thenable((yes) => void (tell = yes));
  const task = loop.addTask(
    (function* (): Coroutine<unknown> {
      return yield* transformFuture(price, loop);
    })(),
  );
  runCalls(loop);
  outcome(() => tell!(7));
  runCalls(loop);
  expect(resultOf(task)).toBe(7);
});

test.each<[string, (loop: TaskLoop) => unknown, unknown]>([
  ['calls back twice', () => calls(['tell', 5], ['tell', 6], ['fail', boom]), 5],
  [
    'calls back, and throws after it',
    () => ({
      then(tell: Tell) {
        tell(5);
        throw boom;
      },
    }),
    5,
  ],
  [
    'throws before it calls back',
    () => ({
      then() {
        throw boom;
      },
    }),
    'threw RangeError',
  ],
  [
    'throws when it is asked for its `then`',
    () => {
      let asked = 0;
      return Object.defineProperty({}, 'then', {
        get() {
          if (asked++ > 0) throw boom;
          return () => {};
        },
      });
    },
    'threw RangeError',
  ],
])('the first news counts, if it %s', (_, make, came) => {
  expect(followed(make)).toBe(came);
});

test('what it calls back with is followed in its turn', () => {
  expect(followed(() => calls(['tell', calls(['tell', 5])]))).toBe(5);
  expect(followed(() => calls(['tell', calls(['fail', boom])]))).toBe(
    'threw RangeError',
  );
  const other = calls(['tell', calls()], ['tell', 6], ['fail', boom]);
  expect(
    followed(() => other),
    'one that is pending, and then again',
  ).toBe('not done yet');
});

test('an error is taken as it is, even one with a `then`', () => {
  const { loop } = loopInTime();
  const error = calls(['tell', 5]);
  const future = outcome(() =>
    transformFuture(calls(['fail', error]) as PromiseLike<unknown>, loop),
  ) as Future<unknown>;
  expect(outcome(() => future.exception() === error)).toBe(true);
});

test('a function with a `then` is followed, and an object without one is a value', () => {
  expect(followed(() => Object.assign(() => 0, calls(['tell', 5])))).toBe(5);
  const value = Object.freeze({ then: 'later' });
  expect(followed(() => calls(['tell', value]))).toBe(value);
});

test('a future that is cancelled while it follows stays cancelled', () => {
  const { loop, told } = loopInTime();
  let tell: Tell = () => {};
  const pending = thenable((yes) => void (tell = yes));
  const future = outcome(() => transformFuture(pending, loop)) as Future<unknown>;
  const seen = outcome(() => {
    future.cancel();
    tell(5);
    runCalls(loop);
    return [future.cancelled(), told];
  });
  expect(seen).toEqual([true, []]);
});

test('a future that is told to follow itself fails', () => {
  const { loop } = loopInTime();
  let tell: Tell = () => {};
  const pending = thenable((yes) => void (tell = yes));
  const came = outcome(() => {
    const future = transformFuture(pending, loop);
    tell(future);
    runCalls(loop);
    return resultOf(future);
  });
  expect(came).toBe('threw TypeError');
});

test('futures and generators are what they were, and anything else is refused', () => {
  const { loop } = loopInTime();
  const own = loop.createFuture<number>();
  expect(transformFuture(own, loop)).toBe(own);
  expect(outcome(() => transformFuture(loopInTime().loop.createFuture(), loop))).toBe(
    'threw LoopMismatchError',
  );
  for (const work of [5, undefined, null, {}, function* () {}])
    expect(outcome(() => transformFuture(work as never, loop))).toBe('threw TypeError');
});
