import { expect, expectTypeOf, test } from 'vitest';
import { asCompleted, sleep, type Coroutine, type Future } from '../../src/index.ts';
import { inTime, outcome, outcomeOf } from '../kit.ts';

function* failsAfter(ms: number): Coroutine<never> {
  yield* sleep(ms);
  throw new RangeError('the line is dead');
}

test('what is done first is given first, and errors are, too', () => {
  const { pages, told } = inTime(function* ({ note }) {
    const works = [sleep(30, 'c'), failsAfter(20), sleep(10, 'a')];
    for (const next of asCompleted<unknown>(works))
      note(String(yield* outcomeOf(next)));
  });
  expect([pages, told]).toEqual([['10 a', '20 threw RangeError', '30 c'], []]);
});

test.each<[string, number | null, unknown[]]>([
  ['no limit', null, ['10 a', '20 b']],
  ['a limit that is never reached', 1000, ['10 a', '20 b']],
  ['a limit in between', 15, ['10 a', '15 threw FutureTimeoutError']],
  ['no time', 0, ['0 threw FutureTimeoutError', '0 threw FutureTimeoutError']],
])('with %s', (_, timeoutMs, expected) => {
  const { pages, at, told } = inTime(function* ({ loop, note }) {
    const late = loop.addTask(sleep(20, 'b'));
    for (const next of asCompleted([late, sleep(10, 'a')], { timeoutMs }))
      note(String(yield* outcomeOf(next)));
    expect(late.cancelled()).toBe(false);
    yield* late;
  });
  expect([pages, at, told]).toEqual([expected, 20, []]);
});

test('two of them can be waited for at once, in any order', () => {
  const { pages } = inTime(function* ({ loop, note }) {
    const [first, second] = asCompleted([sleep(20, 'b'), sleep(10, 'a')]);
    expectTypeOf(first!).toEqualTypeOf<Future<string>>();
    function* says(name: string, next: Future<string>) {
      note(`${name}: ${yield* next}`);
    }
    loop.addTask(says('second', second!));
    loop.addTask(says('first', first!));
  });
  expect(pages).toEqual(['10 first: a', '20 second: b']);
});

test('one that is not waited for any more disturbs no other', () => {
  const { came, told } = inTime(function* () {
    const [first, second, third] = asCompleted(
      [sleep(10, 'a'), sleep(20, 'b'), sleep(1000, 'c')],
      { timeoutMs: 50 },
    );
    first!.cancel();
    third!.cancel();
    return yield* second!;
  });
  expect([came, told]).toEqual(['b', []]);
});

test('the same work twice is one future, and no work is none', () => {
  const { came } = inTime(function* ({ loop }) {
    const work = loop.addTask(sleep(5, 'a'));
    const [only, ...more] = asCompleted([work, work]);
    return [yield* only!, more, asCompleted([])];
  });
  expect(came).toEqual(['a', [], []]);
  expect(outcome(() => asCompleted([]))).toBe('threw LoopStateError');
});
