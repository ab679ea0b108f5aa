import { expect, expectTypeOf, test } from 'vitest';
import {
  gather,
  sleep,
  type Coroutine,
  type Future,
  type Results,
} from '../../src/index.ts';
import { inTime, outcome, outcomeOf, resultOf, runAll, timedLoop } from '../kit.ts';

const error = new RangeError('the line is dead');
function* failsAfter(ms: number, thrown: unknown = error): Coroutine<never> {
  yield* sleep(ms);
  throw thrown;
}

test('all work is done at once, and the results are in its order', () => {
  const { came, at } = inTime(function* () {
    const all = gather([sleep(20, 'a'), sleep(10, 2), sleep(15)]);
    expectTypeOf(all).toEqualTypeOf<Future<[string, number, void]>>();
    expectTypeOf<Results<Coroutine<string>[]>>().toEqualTypeOf<string[]>();
    return yield* all;
  });
  expect([came, at]).toEqual([['a', 2, undefined], 20]);
});

test('the first error comes out at once, and the rest goes on', () => {
  const { pages, told } = inTime(function* ({ note }) {
    function* goesOn(): Coroutine<void> {
      yield* sleep(30);
      note('went on');
    }
    note(String(yield* outcomeOf(gather([sleep(20), failsAfter(10), goesOn()]))));
  });
  expect([pages, told]).toEqual([['10 threw RangeError', '30 went on'], []]);
});

test('that others fail later is not told', () => {
  const { came, told } = inTime(function* () {
    const all = gather([failsAfter(20, new SyntaxError('later')), failsAfter(10)]);
    return yield* outcomeOf(all);
  });
  expect([came, told]).toEqual(['threw RangeError', []]);
});

test('if it’s asked for, errors are among the results', () => {
  const { came, at, told } = inTime(function* ({ loop }) {
    const cancelled = loop.addTask(sleep(1000));
    loop.callLater(15, () => void cancelled.cancel());
    const [first, second, third] = yield* gather(
      [failsAfter(20), sleep(5, 'b'), cancelled],
      { returnExceptions: true },
    );
    return [first, second, (third as Error).name];
  });
  expect([came, at, told]).toEqual([[error, 'b', 'FutureCancelledError'], 20, []]);
});

test('a cancellation is an error like others', () => {
  const { came } = inTime(function* ({ loop }) {
    const cancelled = loop.addTask(sleep(1000));
    loop.callLater(15, () => void cancelled.cancel());
    const end = yield* outcomeOf(gather([sleep(20), cancelled]));
    return [end, loop.time()];
  });
  expect(came).toEqual(['threw FutureCancelledError', 15]);
});

test('the same work twice is done once, and is two results', () => {
  const seen: string[] = [];
  const { came } = inTime(function* ({ loop }) {
    function* call() {
      seen.push('called');
      return 7;
    }
    const work = call();
    const task = loop.addTask(sleep(5, 'task'));
    return yield* gather([work, task, work, task]);
  });
  expect([came, seen]).toEqual([[7, 'task', 7, 'task'], ['called']]);
});

test('nothing to do is done', () => {
  expect(
    inTime(function* () {
      return yield* gather([]);
    }).came,
  ).toEqual([]);
});

test('futures are gathered where no loop runs, and generators are not', () => {
  const { loop } = timedLoop();
  const futures = [1, 2].map(() => loop.createFuture<number>());
  const all = gather(futures);
  for (const [n, future] of futures.entries()) future.setResult(n);
  runAll(loop);
  expect(resultOf(all)).toEqual([0, 1]);
  expect(outcome(() => gather([sleep(5)]))).toBe('threw LoopStateError');
});
