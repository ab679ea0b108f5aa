// What chapter 3's drafts get wrong, beside the library, which doesn't.
import { expect, test } from 'vitest';
import { atMost as marked } from '../src/drafts/at-most-with-a-note.ts';
import { atMost } from '../src/drafts/at-most.ts';
import {
  FutureTimeoutError,
  getCurrentTask,
  getRunningLoop,
  sleep,
  timeout,
  within,
  type Coroutine,
} from '../src/index.ts';
import { inTime, outcomeOf } from './watched-loop.ts';

type Limit = (delayMs: number, work: Coroutine<unknown>) => Coroutine<unknown>;

const limits: Limit[] = [
  atMost,
  marked,
  (delayMs, work) => within(timeout(delayMs), () => work),
];

/** Work under a limit of 2000 ms; its task is cancelled from outside at a moment. */
const cancelledAt = (when: number) => (limit: Limit) =>
  inTime(function* () {
    const task = getCurrentTask();
    getRunningLoop().callAt(when, () => task.cancel());
    return yield* outcomeOf(limit(2000, sleep(60_000)));
  }).came;

test('a draft takes every cancellation for its own; one with a note, and the library, don’t', () => {
  expect(limits.map(cancelledAt(1000))).toEqual([
    'threw FutureTimeoutError',
    'threw FutureCancelledError',
    'threw FutureCancelledError',
  ]);
});

test('a request in the turn in which the time is over is lost on both drafts', () => {
  expect(limits.map(cancelledAt(2000))).toEqual([
    'threw FutureTimeoutError',
    'threw FutureTimeoutError',
    'threw FutureCancelledError',
  ]);
});

test('so is an outer limit that is over at the same moment', () => {
  const nested = (limit: Limit) => {
    function* twice(): Coroutine<void> {
      for (const work of [sleep(60_000), sleep(60_000)])
        try {
          yield* limit(2000, work);
        } catch (error) {
          if (!(error instanceof FutureTimeoutError)) throw error;
        }
      yield* sleep(1000);
    }
    const { came, at } = inTime(function* () {
      return yield* outcomeOf(limit(4000, twice()));
    });
    return [came, at];
  };
  expect(limits.map(nested)).toEqual([
    [undefined, 5000],
    [undefined, 5000],
    ['threw FutureTimeoutError', 4000],
  ]);
});
