import { expect, expectTypeOf, test } from 'vitest';
import {
  getCurrentTask,
  shield,
  sleep,
  waitFor,
  type Coroutine,
} from '../../src/index.ts';
import { inTime, outcomeOf } from '../kit.ts';

const LATE = 'threw FutureTimeoutError';

function* failsAfter(ms: number): Coroutine<never> {
  yield* sleep(ms);
  throw new RangeError('burnt');
}
function* cleansUp(): Coroutine<void> {
  try {
    yield* sleep(1000);
  } finally {
    yield* sleep(5);
  }
}

test.each<[string, number | null, () => Coroutine<unknown>, unknown, number]>([
  ['ends in time', 20, () => sleep(10, 'cake'), 'cake', 10],
  ['takes longer', 20, () => sleep(30), LATE, 20],
  ['may take as long as it takes', null, () => sleep(1e6, 'cake'), 'cake', 1e6],
  ['fails', 20, () => failsAfter(10), 'threw RangeError', 10],
  ['cleans up', 20, cleansUp, LATE, 25],
  ['has no time', 0, () => sleep(30), LATE, 0],
  ['has less than no time', -1, () => sleep(30), LATE, 0],
])('work that %s, as a generator and as a task', (_, ms, work, came, at) => {
  for (const isTask of [false, true]) {
    const result = inTime(function* ({ loop }) {
      const end = yield* outcomeOf(waitFor(isTask ? loop.addTask(work()) : work(), ms));
      return [end, loop.time(), loop.allTasks().size, getCurrentTask().cancelling()];
    });
    expect([result.came, result.told]).toEqual([[came, at, 1, 0], []]);
  }
});

test('with no time work is not begun, but what is done is taken', () => {
  const seen: string[] = [];
  const { came } = inTime(function* ({ loop }) {
    function* begins() {
      seen.push('begun');
    }
    const [done, failed] = [loop.createFuture<string>(), loop.createFuture<string>()];
    done.setResult('cake');
    failed.setException(new RangeError('burnt'));
    const late = yield* outcomeOf(waitFor(begins(), 0));
    return [late, yield* waitFor(done, 0), yield* outcomeOf(waitFor(failed, 0))];
  });
  expect([came, seen]).toEqual([[LATE, 'cake', 'threw RangeError'], []]);
});

test('a waiter that is cancelled is cancelled, and so is the work', () => {
  const { came } = inTime(function* ({ loop }) {
    const work = loop.addTask(sleep(1000));
    const waiting = loop.addTask(waitFor(work, 500));
    yield* sleep(10);
    waiting.cancel();
    yield* outcomeOf(waiting);
    return [waiting.cancelled(), work.cancelled(), loop.time()];
  });
  expect(came).toEqual([true, true, 10]);
});

test('what is shielded is not cancelled when the time is over', () => {
  const { came } = inTime(function* ({ loop }) {
    const cake = loop.addTask(sleep(3000, 'cake'));
    expectTypeOf(waitFor(cake, 5)).toEqualTypeOf<Coroutine<string>>();
    const ann = loop.addTask(outcomeOf(waitFor(shield(cake), 1000)));
    const ben = loop.addTask(waitFor(cake, 5000));
    return [yield* ann, yield* ben];
  });
  expect(came).toEqual([LATE, 'cake']);
});
