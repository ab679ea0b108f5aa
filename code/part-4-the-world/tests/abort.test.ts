// Cancelled by a signal, and a signal for being cancelled.
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
} from '../src/index.ts';
import { boom, inTime, newDiary, outcomeOf, returns, throws } from './watched-loop.ts';

const reason = new SyntaxError('no more of this');
const LONG = 1000;

/** Aborts at a moment. */
function* abortedAt(
  moment: number,
  body: (signal: AbortSignal, controller: AbortController) => Coroutine<unknown>,
): Coroutine<unknown> {
  const controller = new AbortController();
  getRunningLoop().callAt(moment, () => controller.abort(reason));
  const end = yield* outcomeOf(body(controller.signal, controller));
  return [end, getCurrentTask().cancelling()];
}
function* swallowing(): Coroutine<string> {
  try {
    yield* sleep(LONG);
  } catch {
    // it goes on
  }
  return yield* sleep(5, 'swallowed');
}
function* cleaning(): Coroutine<void> {
  try {
    yield* sleep(LONG);
  } finally {
    yield* sleep(5);
  }
}

test.each<[string, () => Coroutine<unknown>, unknown, number]>([
  ['has ended', () => sleep(5, 'done'), 'done', 5],
  ['waits', () => sleep(LONG), 'threw SyntaxError', 10],
  ['ends in the same turn', () => sleep(10, 'done'), 'threw SyntaxError', 10],
  ['swallows it', swallowing, 'swallowed', 15],
  ['cleans up', cleaning, 'threw SyntaxError', 15],
  [
    'throws another',
    function* () {
      try {
        yield* sleep(LONG);
      } finally {
        yield* throws(boom);
      }
    },
    'threw RangeError',
    10,
  ],
])('a signal that aborts when the body %s', (_, body, came, at) => {
  const result = inTime(() =>
    abortedAt(10, (signal) => within(cancelledBy(signal), body)),
  );
  expect({ ...result, at: Math.max(result.at, at) }).toEqual({
    came: [came, 0],
    at: Math.max(at, 10), // at 10 the signal aborts in any case
    told: [],
  });
});

test('a signal that has aborted already: its reason is thrown, and the body never runs', () => {
  const seen: string[] = [];
  const { came } = inTime(() =>
    within(cancelledBy(AbortSignal.abort(reason)), function* () {
      seen.push('body');
    }),
  );
  expect([came, seen]).toEqual(['threw SyntaxError', []]);
});

test('the reason is thrown as it is', () => {
  for (const given of [reason, 'a text', undefined]) {
    const controller = new AbortController();
    let thrown: unknown;
    inTime(function* () {
      getRunningLoop().callLater(1, () => controller.abort(given));
      try {
        yield* within(cancelledBy(controller.signal), () => sleep(LONG));
      } catch (error) {
        thrown = error;
      }
    });
    expect(thrown).toBe(controller.signal.reason);
  }
});

test.each([
  ['before', 9],
  ['in the same turn', 10],
])('a task that is also cancelled, %s, is cancelled', (_, moment) => {
  const { came } = inTime(function* () {
    const loop = getRunningLoop();
    const task = loop.addTask(
      abortedAt(10, (signal) => within(cancelledBy(signal), () => sleep(LONG))),
    );
    loop.callAt(moment, () => void task.cancel());
    return yield* task;
  });
  expect(came).toEqual(['threw FutureCancelledError', 1]);
});

test('one signal for a scope in a scope: the outer one throws', () => {
  const { pages, note } = newDiary();
  const { came } = inTime(() =>
    abortedAt(10, (signal) =>
      within(cancelledBy(signal), function* () {
        try {
          yield* within(cancelledBy(signal), () => sleep(LONG));
        } catch (error) {
          note((error as Error).name);
          throw error;
        }
      }),
    ),
  );
  expect(came).toEqual(['threw SyntaxError', 0]);
  expect(pages).toEqual(['10 FutureCancelledError']);
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

test('a signal is forgotten at the end, however that comes', () => {
  const bodies: (() => Coroutine<unknown>)[] = [
    () => returns(1),
    () => throws(boom),
    () => sleep(LONG),
  ];
  for (const body of bodies) {
    const controller = new AbortController();
    const { signal } = controller;
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
  ['throws', () => throws(boom), boom],
  ['is cancelled', () => sleep(LONG), expect.any(FutureCancelledError)],
])('a body that %s: its signal', (_, body, aborted) => {
  let signal: AbortSignal | undefined;
  inTime(() =>
    within(timeout(10), () =>
      within(abortSignal(), function* (given) {
        signal = given;
        expect(given.aborted).toBe(false);
        return yield* body();
      }),
    ),
  );
  expect([signal!.aborted, signal!.reason]).toEqual([aborted !== undefined, aborted]);
});

test('what is given the signal stops while the body is cancelled', () => {
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
