// Several at once, and all their results.
import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  gather,
  LoopStateError,
  sleep,
  type Coroutine,
  type Future,
} from '../src/index.ts';
import {
  boom,
  inTime,
  newDiary,
  outcomeOf,
  returns,
  waiter,
  watchedLoop,
  failsAfter,
  cancelsItself,
} from './watched-loop.ts';

test.each<[string, boolean, () => Coroutine<unknown>[], unknown, number]>([
  ['all end well', false, () => [sleep(20, 'a'), sleep(10, 'b')], ['a', 'b'], 20],
  ['there is nothing', false, () => [], [], 0],
  ['one fails', false, () => [failsAfter(10), sleep(5, 'b')], 'threw RangeError', 10],
  [
    'one fails and is asked for',
    true,
    () => [failsAfter(10), sleep(5, 'b')],
    [boom, 'b'],
    10,
  ],
  ['one is cancelled', false, () => [cancelsItself()], 'threw FutureCancelledError', 0],
  [
    'one is cancelled and is asked for',
    true,
    () => [cancelsItself(), returns(1)],
    [new FutureCancelledError('mine'), 1],
    0,
  ],
])('gather: %s', (_, returnExceptions, works, came, at) => {
  const result = inTime(() =>
    outcomeOf(
      (function* () {
        return yield* gather(works(), { returnExceptions });
      })(),
    ),
  );
  expect(result).toEqual({ came, at, told: [] });
});

test('gather: at the first error the rest goes on, and its errors are not told', () => {
  const { pages, note } = newDiary();
  const { told } = inTime(function* () {
    const all = gather([
      failsAfter(10),
      failsAfter(20, new SyntaxError('second')),
      (function* () {
        yield* sleep(30);
        note('went on');
      })(),
    ]);
    note(String(yield* outcomeOf(waiter(all))));
  });
  expect([pages, told]).toEqual([['10 threw RangeError', '30 went on'], []]);
});

test('gather: the same work twice is done once, and is two results', () => {
  const seen: string[] = [];
  const { came } = inTime(function* () {
    const work = (function* () {
      seen.push('done');
      return 7;
    })();
    return yield* gather([work, returns(1), work]);
  });
  expect([came, seen]).toEqual([[7, 1, 7], ['done']]);
});

test('gather takes futures where no loop runs, and only then', () => {
  const { loop } = watchedLoop();
  const futures = [1, 2].map(() => loop.createFuture<number>());
  const all = gather(futures);
  for (const [n, future] of futures.entries()) future.setResult(n);
  expect(loop.runUntilComplete(all)).toEqual([0, 1]);
  expect(() => gather([returns(1)])).toThrow(LoopStateError);
  expect(() => gather([])).toThrow(LoopStateError);
});

test.each([false, true])(
  'gather that is cancelled cancels all, waits for them, and ends cancelled (%s)',
  (returnExceptions) => {
    const { pages, note } = newDiary();
    function* child(ms: number): Coroutine<void> {
      try {
        yield* sleep(1000);
      } finally {
        yield* sleep(ms);
        note(`child ${ms}`);
      }
    }
    const { came } = inTime(function* () {
      const all: Future<unknown> = gather([child(5), child(10)], { returnExceptions });
      yield* sleep(10);
      const answers = [all.cancel(), all.done()];
      answers.push(yield* outcomeOf(waiter(all)) as any);
      return [...answers, all.cancel()];
    });
    expect(came).toEqual([true, false, 'threw FutureCancelledError', false]);
    expect(pages).toContain('15 child 5');
    expect(pages).toContain('20 child 10');
  },
);

test('gather whose children are all done cannot be cancelled any more', () => {
  const { loop } = watchedLoop();
  const future = loop.createFuture<number>();
  const all = gather([future]);
  future.setResult(1);
  expect(all.cancel()).toBe(false);
  expect(loop.runUntilComplete(all)).toEqual([1]);
});
