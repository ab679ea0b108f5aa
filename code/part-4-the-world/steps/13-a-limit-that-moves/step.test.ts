import { expect, expectTypeOf, test } from 'vitest';
import { sleep, timeout, timeoutAt, within, type Timeout } from '../../src/index.ts';
import { inTime, outcome, outcomeOf } from '../kit.ts';

const LATE = 'threw FutureTimeoutError';

test.each<[string, number | null, number | null, unknown, number]>([
  ['later', 20, 40, LATE, 40],
  ['sooner', 20, 15, LATE, 15],
  ['into the past', 20, 5, LATE, 10],
  ['to none', 20, null, 'done', 110],
  ['from none', null, 40, LATE, 40],
])('a limit that is moved %s', (_, first, then, came, at) => {
  const result = inTime(() =>
    within(timeout(first), function* (limit) {
      expectTypeOf(limit).toEqualTypeOf<Timeout>();
      yield* sleep(10);
      limit.reschedule(then);
      return yield* sleep(100, 'done');
    }),
  );
  expect([result.came, result.at, result.told]).toEqual([came, at, []]);
});

test('a limit that was moved again and again leaves no alarm behind', () => {
  const { came, at } = inTime(() =>
    within(timeout(1000), function* (limit) {
      for (const when of [2000, 500, 3000, null, 4000]) limit.reschedule(when);
      return yield* sleep(5, 'done');
    }),
  );
  expect([came, at]).toEqual(['done', 5]);
});

test('a limit says which moment it is, and if its time is over', () => {
  const { came } = inTime(function* () {
    const seen: unknown[] = [];
    yield* sleep(5);
    yield* within(timeout(20), function* (limit) {
      const look = (): unknown => seen.push([limit.when(), limit.expired()]);
      look();
      for (const when of [null, 50, 15]) {
        limit.reschedule(when);
        look();
      }
      yield* outcomeOf(sleep(1000));
      look();
    });
    return seen;
  });
  expect(came).toEqual([
    [25, false],
    [null, false],
    [50, false],
    [15, false],
    [15, true],
  ]);
});

test('when the time is over, the limit cannot be moved any more', () => {
  const { came } = inTime(() =>
    within(timeout(20), function* (limit) {
      yield* outcomeOf(sleep(1000));
      return [50, null, -1].map((when) => outcome(() => limit.reschedule(when)));
    }),
  );
  expect(came).toEqual(Array<string>(3).fill('threw LoopStateError'));
});

test('nor when the body has ended, and then nothing is cancelled', () => {
  const { came, at } = inTime(function* () {
    const kept: Timeout[] = [];
    for (const ms of [5, 1000])
      yield* outcomeOf(
        within(timeout(20), function* (limit) {
          kept.push(limit);
          yield* sleep(ms);
        }),
      );
    const ends = kept.map((limit) => outcome(() => limit.reschedule(50)));
    return [
      ...ends,
      ...kept.map((limit) => limit.expired()),
      yield* sleep(100, 'slept'),
    ];
  });
  expect([came, at]).toEqual([
    ['threw LoopStateError', 'threw LoopStateError', false, true, 'slept'],
    125,
  ]);
});

test('timeoutAt limits up to a moment, and null does not limit', () => {
  const { pages } = inTime(function* ({ note }) {
    yield* sleep(10);
    for (const when of [15, 5, null])
      note(String(yield* outcomeOf(within(timeoutAt(when), () => sleep(10, 'done')))));
    note(String(yield* within(timeout(null), () => sleep(1000, 'done'))));
  });
  expect(pages).toEqual([`15 ${LATE}`, `15 ${LATE}`, '25 done', '1025 done']);
});

test('a limit that is moved in the turn in which its time was over is not moved', () => {
  const { came } = inTime(function* ({ loop }) {
    const limits: Timeout[] = [];
    const moved: unknown[] = [];
    loop.callAt(20, () => {
      loop.callSoon(() => void moved.push(outcome(() => limits[0]!.reschedule(50))));
    });
    const end = yield* outcomeOf(
      within(timeout(20), function* (limit) {
        limits.push(limit);
        yield* sleep(1000);
      }),
    );
    return [end, ...moved];
  });
  expect(came).toEqual([LATE, 'threw LoopStateError']);
});
