import { expect, test } from 'vitest';
import { gather, sleep, type Coroutine, type Future } from '../../src/index.ts';
import { inTime, outcomeOf } from '../kit.ts';

test('a task that waits for all is cancelled, and so is all that it waits for', () => {
  const { came, at } = inTime(function* ({ loop }) {
    const calls = [1, 2, 3].map(() => loop.addTask(sleep(1000)));
    const waiting = loop.addTask(outcomeOf(gather(calls)));
    yield* sleep(10);
    waiting.cancel();
    return [yield* waiting, ...calls.map((call) => call.cancelled())];
  });
  expect([came, at]).toEqual([['threw FutureCancelledError', true, true, true], 10]);
});

test.each([false, true])(
  'what is cancelled cleans up (returnExceptions: %s)',
  (returnExceptions) => {
    const { pages } = inTime(function* ({ note }) {
      function* call(ms: number): Coroutine<void> {
        try {
          yield* sleep(1000);
        } catch (error) {
          yield* sleep(ms);
          note((error as Error).message);
          throw error;
        }
      }
      const all: Future<unknown> = gather([call(5), call(10)], { returnExceptions });
      yield* sleep(10);
      note(`${all.cancel('bedtime')}, and done: ${all.done()}`);
      const end = yield* outcomeOf(all);
      if (returnExceptions) note(String(end));
      else expect(end).toBe('threw FutureCancelledError');
    });
    const end = returnExceptions ? ['20 threw FutureCancelledError'] : [];
    expect(pages).toEqual([
      '10 true, and done: false',
      '15 bedtime',
      '20 bedtime',
      ...end,
    ]);
  },
);

test('all that refuses to end, and returns, was cancelled all the same', () => {
  const { came } = inTime(function* () {
    function* stubborn(): Coroutine<string> {
      yield* outcomeOf(sleep(1000));
      return 'a room';
    }
    const all = gather([stubborn(), stubborn()]);
    yield* sleep(10);
    all.cancel('bedtime');
    try {
      return yield* all;
    } catch (error) {
      return [(error as Error).name, (error as Error).message];
    }
  });
  expect(came).toEqual(['FutureCancelledError', 'bedtime']);
});

test('work that is done is not touched, and if all of it is, there’s nothing to cancel', () => {
  const { came } = inTime(function* ({ loop }) {
    const [done, pending] = [loop.createFuture<string>(), loop.createFuture<string>()];
    done.setResult('a room');
    const [some, all] = [gather([done, pending]), gather([done, done])];
    const heard = [some.cancel(), all.cancel()];
    return [
      ...heard,
      pending.cancelled(),
      yield* outcomeOf(some),
      yield* all,
      all.cancel(),
    ];
  });
  expect(came).toEqual([
    true,
    false,
    true,
    'threw FutureCancelledError',
    ['a room', 'a room'],
    false,
  ]);
});
