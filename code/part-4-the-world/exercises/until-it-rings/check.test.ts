import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  sleep,
  TaskLoop,
  timeout,
  VirtualClock,
  within,
  type Coroutine,
  type Future,
} from '../../src/index.ts';
import { InterruptedError, untilItRings } from './exercise.ts';

const newLoop = (): TaskLoop => new TaskLoop({ clock: new VirtualClock() });
const long = (): Coroutine<void> => sleep(60_000);

/** Runs it all, and says what came of the task. */
function play<T>(loop: TaskLoop, work: Coroutine<T>) {
  const task = loop.addTask(work);
  return {
    task,
    outcome(): unknown {
      loop.runForever({ untilIdle: true });
      if (task.cancelled()) return ['cancelled', task.cancelling()];
      const error = task.exception() as Error | undefined;
      return [error ? error.name : task.result(), task.cancelling()];
    },
  };
}

const rings = (loop: TaskLoop, afterMs: number): Future<void> => {
  const bell = loop.createFuture<void>();
  loop.callLater(afterMs, () => void (bell.done() || bell.setResult()));
  return bell;
};

test('the bell ends the body, and no request is left open', () => {
  const loop = newLoop();
  const bell = rings(loop, 1000);
  expect(play(loop, within(untilItRings(bell), long)).outcome()).toEqual([
    'InterruptedError',
    0,
  ]);
  expect([loop.time(), bell.done(), bell.cancelled()]).toEqual([1000, true, false]);
});

test('its error can be caught, and then the task goes on', () => {
  const loop = newLoop();
  function* main(): Coroutine<string> {
    try {
      yield* within(untilItRings(rings(loop, 1000)), long);
    } catch (error) {
      if (!(error instanceof InterruptedError)) throw error;
    }
    return yield* sleep(500, 'went on');
  }
  expect(play(loop, main()).outcome()).toEqual(['went on', 0]);
});

test('a body that ends before is not harmed, and neither is what comes after it', () => {
  const loop = newLoop();
  const bell = rings(loop, 1000);
  function* main(): Coroutine<string> {
    yield* within(untilItRings(bell), () => sleep(500));
    return yield* sleep(5000, 'went on');
  }
  expect(play(loop, main()).outcome()).toEqual(['went on', 0]);
  expect(bell.cancelled(), 'the bell is cancelled').toBe(false);
});

test('nor one that ends in the turn in which the bell rings', () => {
  const loop = newLoop();
  const bell = loop.createFuture<void>();
  const done = loop.createFuture<void>();
  loop.callLater(1000, () => {
    done.setResult();
    bell.setResult();
  });
  function* main(): Coroutine<string> {
    yield* within(untilItRings(bell), function* () {
      yield* done;
    });
    return yield* sleep(5000, 'went on');
  }
  expect(play(loop, main()).outcome()).toEqual(['went on', 0]);
});

test('a bell that has rung already interrupts a body that waits', () => {
  const loop = newLoop();
  const bell = loop.createFuture<void>();
  bell.setResult();
  const seen = play(loop, within(untilItRings(bell), long));
  expect(seen.outcome()).toEqual(['InterruptedError', 0]);
});

test('a bell that was cancelled or broken has rung, too', () => {
  for (const end of [
    (bell: Future<void>) => void bell.cancel(),
    (bell: Future<void>) => bell.setException(new Error('cracked')),
  ]) {
    const loop = newLoop();
    const bell = loop.createFuture<void>();
    loop.callLater(1000, () => end(bell));
    const seen = play(loop, within(untilItRings(bell), long));
    expect(seen.outcome()).toEqual(['InterruptedError', 0]);
  }
});

test('a task that others cancel at that moment is cancelled', () => {
  const loop = newLoop();
  const bell = rings(loop, 1000);
  const seen = play(loop, within(untilItRings(bell), long));
  loop.callLater(1000, () => seen.task.cancel());
  expect(seen.outcome()).toEqual(['cancelled', 1]);
});

test('so is one that others cancel before', () => {
  const loop = newLoop();
  const bell = rings(loop, 1000);
  const seen = play(loop, within(untilItRings(bell), long));
  loop.callLater(500, () => seen.task.cancel());
  expect([...(seen.outcome() as unknown[]), bell.cancelled()]).toEqual([
    'cancelled',
    1,
    false,
  ]);
});

test('a time limit around it, over at that moment, is what is told', () => {
  const loop = newLoop();
  const bell = loop.createFuture<void>();
  function* main(): Coroutine<unknown> {
    loop.callLater(1000, () => bell.setResult());
    return yield* within(timeout(1000), () => within(untilItRings(bell), long));
  }
  expect(play(loop, main()).outcome()).toEqual(['FutureTimeoutError', 0]);
});

test('errors of the body come out, and results of a body that refuses', () => {
  function* refuses(last: () => string): Coroutine<string> {
    try {
      yield* long();
    } catch (error) {
      if (!(error instanceof FutureCancelledError)) throw error;
    }
    return last();
  }
  const ends: [() => string, string][] = [
    [() => 'well', 'well'],
    [
      () => {
        throw new RangeError('badly');
      },
      'RangeError',
    ],
  ];
  for (const [last, came] of ends) {
    const loop = newLoop();
    const work = within(untilItRings(rings(loop, 1000)), () => refuses(last));
    expect(play(loop, work).outcome()).toEqual([came, 0]);
  }
});

test('a task that is cleaning up can be interrupted in that', () => {
  const loop = newLoop();
  const seen: unknown[] = [];
  function* main(): Coroutine<void> {
    try {
      yield* long();
    } finally {
      try {
        yield* within(untilItRings(rings(loop, 500)), long);
      } catch (error) {
        seen.push((error as Error).name);
      }
    }
  }
  const played = play(loop, main());
  loop.callLater(1000, () => played.task.cancel());
  expect(played.outcome()).toEqual(['cancelled', 1]);
  expect(seen).toEqual(['InterruptedError']);
});
