import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  FutureTimeoutError,
  sleep,
  TaskLoop,
  VirtualClock,
  type Coroutine,
} from '../../src/index.ts';
import { atMost } from './exercise.ts';

/** Runs it all to its end, and says what came of the task, and when. */
function play(main: () => Coroutine<unknown>, ...cancelAt: number[]) {
  const loop = new TaskLoop({ clock: new VirtualClock() });
  const task = loop.addTask(main());
  for (const when of cancelAt) loop.callAt(when, () => task.cancel('from outside'));
  loop.runForever({ untilIdle: true });
  const error = task.cancelled() ? 'cancelled' : (task.exception() as Error)?.name;
  const came: unknown = error ?? task.result();
  return { came, at: loop.time(), left: task.cancelling() };
}

const long = (): Coroutine<void> => sleep(60_000);

/** What `atMost` comes to, as a word. */
function* inAWord(work: Coroutine<unknown>): Coroutine<unknown> {
  try {
    return yield* work;
  } catch (error) {
    if (!(error instanceof FutureTimeoutError)) throw error;
    return 'too late';
  }
}

test('work that takes too long is cancelled, and no request is left open', () => {
  const seen = play(() => inAWord(atMost(2000, long())));
  expect(seen).toEqual({ came: 'too late', at: 2000, left: 0 });
});

test('work that’s done in time gives its result, and nothing waits for the alarm', () => {
  const seen = play(() => atMost(2000, sleep(500, 'a room')));
  expect(seen).toEqual({ came: 'a room', at: 500, left: 0 });
});

test('a task that others cancel is cancelled', () => {
  const seen = play(() => inAWord(atMost(2000, long())), 500);
  expect(seen).toEqual({ came: 'cancelled', at: 500, left: 1 });
});

test('also if they do so at the moment in which the time is over', () => {
  const seen = play(() => inAWord(atMost(2000, long())), 2000);
  expect(seen).toEqual({ came: 'cancelled', at: 2000, left: 1 });
});

test('also if they were the first at that moment', () => {
  const loop = new TaskLoop({ clock: new VirtualClock() });
  loop.callAt(2000, () => task.cancel());
  const task = loop.addTask(inAWord(atMost(2000, long())));
  loop.runForever({ untilIdle: true });
  expect([task.cancelled(), task.cancelling()]).toEqual([true, 1]);
});

test('of two limits that are over at one moment, the outer one ends its work', () => {
  function* twice(): Coroutine<unknown> {
    yield* inAWord(atMost(2000, long()));
    return yield* inAWord(atMost(2000, long()));
  }
  const seen = play(() => inAWord(atMost(4000, twice())));
  expect(seen).toEqual({ came: 'too late', at: 4000, left: 0 });
});

test('an inner limit ends the inner work only', () => {
  function* twice(): Coroutine<unknown> {
    const first = yield* inAWord(atMost(1000, long()));
    return [first, yield* sleep(500, 'then the rest')];
  }
  const seen = play(() => inAWord(atMost(4000, twice())));
  expect(seen).toEqual({ came: ['too late', 'then the rest'], at: 1500, left: 0 });
});

test('an error of the clean-up comes out, and no request is left open', () => {
  function* clumsy(): Coroutine<void> {
    try {
      yield* long();
    } catch (error) {
      throw new RangeError('dropped', { cause: error });
    }
  }
  const seen = play(() => atMost(2000, clumsy()));
  expect(seen).toEqual({ came: 'RangeError', at: 2000, left: 0 });
});

test('so does the result of work that refuses to end', () => {
  function* stubborn(): Coroutine<string> {
    try {
      yield* long();
    } catch (error) {
      if (!(error instanceof FutureCancelledError)) throw error;
    }
    return 'here it is';
  }
  const seen = play(() => atMost(2000, stubborn()));
  expect(seen).toEqual({ came: 'here it is', at: 2000, left: 0 });
});

test('a task that was cancelled before can have a limit for its clean-up', () => {
  const seen: unknown[] = [];
  function* leaves(): Coroutine<void> {
    try {
      yield* long();
    } finally {
      seen.push(yield* inAWord(atMost(500, long())));
    }
  }
  expect(play(leaves, 1000)).toEqual({ came: 'cancelled', at: 1500, left: 1 });
  expect(seen).toEqual(['too late']);
});
