import { expect, test } from 'vitest';
import {
  abortSignal,
  cancelledBy,
  FutureCancelledError,
  getCurrentTask,
  getRunningLoop,
  sleep,
  timeout,
  within,
  type Coroutine,
} from '../../src/index.ts';
import { errorFrom, inTime, newDiary, outcomeOf } from '../kit-time.ts';

const boom = new RangeError('boom');
const reason = new SyntaxError('no more of this');
const LONG = 1000;

/** A body with a signal that aborts at a moment: what comes of it, and what's left of the request. */
function* abortedAt(
  moment: number,
  body: (signal: AbortSignal) => Coroutine<unknown>,
): Coroutine<unknown> {
  const controller = new AbortController();
  getRunningLoop().callAt(moment, () => controller.abort(reason));
  const end = yield* outcomeOf(body(controller.signal));
  return [end, getCurrentTask().cancelling()];
}

test('a body that waits is cancelled when the signal aborts, and the reason is thrown', () => {
  const { pages, note } = newDiary();
  const { came, told } = inTime(() =>
    abortedAt(10, (signal) =>
      within(cancelledBy(signal), function* () {
        try {
          yield* sleep(LONG);
        } catch (error) {
          note((error as Error).name);
          throw error;
        }
      }),
    ),
  );
  expect([came, pages, told]).toEqual([
    ['threw SyntaxError', 0],
    ['10 FutureCancelledError'],
    [],
  ]);
});

test('what is given the signal of abortSignal stops when the body is cancelled', () => {
  const { pages, note } = newDiary();
  inTime(() =>
    within(timeout(10), () =>
      within(abortSignal(), function* (signal) {
        signal.addEventListener('abort', () => note('stopped'));
        yield* sleep(LONG);
      }),
    ),
  );
  expect(pages).toEqual(['10 stopped']);
});

function* swallowing(): Coroutine<string> {
  try {
    yield* sleep(LONG);
  } catch {
    // it carries on
  }
  return yield* sleep(5, 'swallowed');
}
function* throwingAnother(): Coroutine<void> {
  try {
    yield* sleep(LONG);
  } catch {
    throw boom;
  }
}
test.each<[string, () => Coroutine<unknown>, unknown]>([
  ['has ended', () => sleep(5, 'done'), 'done'],
  ['ends in the same turn', () => sleep(10, 'done'), 'threw SyntaxError'],
  ['swallows the cancellation', swallowing, 'swallowed'],
  ['throws another error', throwingAnother, 'threw RangeError'],
])('a signal that aborts when the body %s', (_, body, came) => {
  const result = inTime(() =>
    abortedAt(10, (signal) => within(cancelledBy(signal), body)),
  );
  expect(result.came).toEqual([came, 0]);
});

test('a signal that has aborted already throws its reason, and the body never runs', () => {
  const seen: string[] = [];
  const { came } = inTime(() =>
    outcomeOf(
      within(cancelledBy(AbortSignal.abort(reason)), function* () {
        seen.push('body');
      }),
    ),
  );
  expect([came, seen]).toEqual(['threw SyntaxError', []]);
});

test('the reason is thrown as it is, whatever it is', () => {
  for (const given of [reason, 'a text', undefined]) {
    const controller = new AbortController();
    const { came } = inTime(function* () {
      getRunningLoop().callLater(1, () => controller.abort(given));
      return yield* errorFrom(
        within(cancelledBy(controller.signal), () => sleep(LONG)),
      );
    });
    expect(came).toBe(controller.signal.reason);
  }
});

test.each([
  ['before', 9],
  ['in the same turn', 10],
])('a task that is cancelled by others, too, %s, is cancelled', (_, moment) => {
  const { came } = inTime(function* (loop) {
    const task = loop.addTask(
      abortedAt(10, (signal) => within(cancelledBy(signal), () => sleep(LONG))),
    );
    loop.callAt(moment, () => void task.cancel());
    return yield* task;
  });
  expect(came).toEqual(['threw FutureCancelledError', 1]);
});

test.each([
  ['the limit', 10, 20, 'threw FutureTimeoutError'],
  ['the signal', 20, 10, 'threw SyntaxError'],
])('of a limit and a signal %s comes first', (_, limit, abort, came) => {
  const result = inTime(() =>
    abortedAt(abort, (signal) =>
      within(timeout(limit), () => within(cancelledBy(signal), () => sleep(LONG))),
    ),
  );
  expect(result.came).toEqual([came, 0]);
});

test('the signal is forgotten at the end, however that comes', () => {
  const bodies: (() => Coroutine<unknown>)[] = [
    () => sleep(1),
    function* () {
      throw boom;
    },
    () => sleep(LONG),
  ];
  for (const body of bodies) {
    const { signal } = new AbortController();
    const listening = new Set<unknown>();
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...given: any[]) => {
      listening.add(given[1]);
      Reflect.apply(addEventListener, signal, given);
    };
    signal.removeEventListener = (...given: any[]) => {
      listening.delete(given[1]);
      Reflect.apply(removeEventListener, signal, given);
    };
    inTime(() => within(timeout(10), () => within(cancelledBy(signal), body)));
    expect(listening.size).toBe(0);
  }
});

test.each<[string, () => Coroutine<unknown>, unknown]>([
  ['ends well', () => sleep(5), undefined],
  [
    'throws',
    function* () {
      throw boom;
    },
    boom,
  ],
  ['is cancelled', () => sleep(LONG), expect.any(FutureCancelledError)],
])('the signal that a body gets, if it %s', (_, body, aborted) => {
  let signal: AbortSignal | undefined;
  const { told } = inTime(() =>
    outcomeOf(
      within(timeout(10), () =>
        within(abortSignal(), function* (given) {
          signal = given;
          expect(given.aborted).toBe(false);
          return yield* body();
        }),
      ),
    ),
  );
  expect([signal?.aborted, signal?.reason, told]).toEqual([
    aborted !== undefined,
    aborted,
    [],
  ]);
});

test('the error of the body passes abortSignal', () => {
  const { came } = inTime(() =>
    errorFrom(
      within(abortSignal(), function* () {
        throw boom;
      }),
    ),
  );
  expect(came).toBe(boom);
});
