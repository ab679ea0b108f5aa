// Work that goes on when its waiter is cancelled.
import { expect, test } from 'vitest';
import {
  getRunningLoop,
  LoopStateError,
  shield,
  sleep,
  type Coroutine,
  type Future,
} from '../src/index.ts';
import {
  inTime,
  newDiary,
  outcomeOf,
  returns,
  waiter,
  watchedLoop,
  failsAfter,
  cancelsItself,
} from './watched-loop.ts';

test.each<[string, () => Coroutine<unknown>, unknown]>([
  ['returns', () => sleep(10, 'done'), 'done'],
  ['throws', () => failsAfter(10), 'threw RangeError'],
  ['is cancelled', cancelsItself, 'threw FutureCancelledError'],
])('shield has the outcome of work that %s', (_, work, came) => {
  expect(inTime(() => outcomeOf(waiter2(() => shield(work()))))).toMatchObject({
    came,
    told: [],
  });
});
function* waiter2(make: () => Future<unknown>): Coroutine<unknown> {
  return yield* make();
}

test('a shield that is cancelled lets the work go on', () => {
  const { pages, note } = newDiary();
  const { came, told } = inTime(function* () {
    const loop = getRunningLoop();
    const work = loop.addTask(sleep(100, 'work'));
    const task = loop.addTask(waiter2(() => shield(work)));
    yield* sleep(10);
    task.cancel();
    note(String(yield* outcomeOf(waiter(task))));
    return yield* work;
  });
  expect([came, pages, told]).toEqual(['work', ['10 threw FutureCancelledError'], []]);
});

test('a shield that was cancelled leaves the error of the work to whoever has that', () => {
  const { told } = inTime(function* () {
    const work = getRunningLoop().addTask(failsAfter(10), { name: 'work' });
    shield(work).cancel();
    yield* sleep(20);
  });
  expect(told).toEqual(['Nobody asked work for its error']);
});

test('a shield that is cancelled in the turn in which the work ends stays cancelled', () => {
  const { loop, told } = watchedLoop();
  const inner = loop.createFuture<number>();
  const outer = shield(inner);
  inner.setResult(1);
  outer.cancel();
  loop.runForever({ untilIdle: true });
  expect([outer.cancelled(), told]).toEqual([true, []]);
});

test('what is done needs no shield', () => {
  const { loop } = watchedLoop();
  const done = loop.createFuture<number>();
  done.setResult(1);
  expect(shield(done)).toBe(done);
  expect(() => shield(returns(1))).toThrow(LoopStateError);
});
