// Whatever is thrown is an error, `undefined` and all else that is false, too.
import { describe, expect, test } from 'vitest';
import {
  abortSignal,
  asCompleted,
  cancelledBy,
  gather,
  getRunningLoop,
  HostedLoop,
  run,
  shield,
  sleep,
  TaskGroup,
  TaskLoop,
  timeout,
  transformFuture,
  VirtualClock,
  wait,
  waitFor,
  within,
  type Coroutine,
  type Future,
  type Work,
} from '../src/index.ts';
import { everySchedule, replay } from '../src/orders/schedules.ts';
import { connectTo, NETWORKS, runOn, serve, told } from './networks.ts';
import { inTime, returns, throws, waiter } from './watched-loop.ts';

const ONLY_A_HANG_MS = 10_000;

type Ended = { value: unknown } | { error: unknown };

const THROWN: [what: string, error: unknown][] = [undefined, null, 0, '', false].map(
  (error) => [JSON.stringify(error) ?? 'undefined', error],
);

const WORK: Record<string, (error: unknown) => Work<never>> = {
  'a task': throws,
  'a task that waits': function* (error) {
    yield* sleep(5);
    throw error;
  },
  'a future that has failed': (error) => {
    const future = getRunningLoop().createFuture<never>();
    future.setException(error);
    return future;
  },
  'a future that fails': (error) => {
    const future = getRunningLoop().createFuture<never>();
    getRunningLoop().callLater(5, () => future.setException(error));
    return future;
  },
  'a promise': (error) => ({ then: (_, reject) => reject!(error) as any }),
};

const futureOf = <T>(work: Work<T>): Future<T> =>
  transformFuture(work, getRunningLoop());
const workOf = <T>(work: Work<T>): Coroutine<T> =>
  waiter(futureOf(work)) as Coroutine<T>;

/** How a coroutine ends. */
function* endOf(work: Coroutine<unknown>): Coroutine<Ended> {
  try {
    return { value: yield* work };
  } catch (error) {
    return { error };
  }
}
const fails = (error: unknown): Ended => ({ error });

/** Each function that takes work, and what comes of work that fails. */
const WAYS: Record<
  string,
  [way: (work: Work<never>) => Coroutine<unknown>, came: (error: unknown) => Ended]
> = {
  'yield*': [workOf, fails],
  gather: [(work) => waiter(gather([work, returns(1)])), fails],
  'gather, with exceptions': [
    (work) => waiter(gather([work, returns(1)], { returnExceptions: true })),
    (error) => ({ value: [error, 1] }),
  ],
  shield: [(work) => waiter(shield(work)), fails],
  'waitFor, in time': [(work) => waitFor(work, 10), fails],
  'waitFor, for ever': [(work) => waitFor(work, null), fails],
  asCompleted: [(work) => waiter(asCompleted([work, sleep(9)])[0]!), fails],
  'wait, for the first error': [
    function* (work) {
      const both = [futureOf(work), futureOf(sleep(1000))];
      const { done } = yield* wait(both, { returnWhen: 'FIRST_EXCEPTION' });
      both[1]!.cancel();
      return done.size;
    },
    () => ({ value: 1 }),
  ],
  'a TaskGroup': [
    (work) =>
      within(new TaskGroup(), function* (group) {
        group.addTask(workOf(work));
        yield* sleep(1000);
      }),
    (error) => fails(new AggregateError([error], 'errors in a task group')),
  ],
  'the body of a TaskGroup': [
    (work) => within(new TaskGroup(), () => workOf(work)),
    (error) => fails(new AggregateError([error], 'errors in a task group')),
  ],
  timeout: [(work) => within(timeout(10), () => workOf(work)), fails],
  abortSignal: [(work) => within(abortSignal(), () => workOf(work)), fails],
  cancelledBy: [
    (work) => within(cancelledBy(new AbortController().signal), () => workOf(work)),
    fails,
  ],
  then: [
    (work) => waiter(futureOf(work).then(null, (error) => [error])),
    (error) => ({ value: [error] }),
  ],
  'then, passed on': [(work) => waiter(futureOf(work).then()), fails],
};

const works = Object.entries(WORK);
const ways = Object.entries(WAYS);

describe.each(THROWN)('%s', (_, error) => {
  for (const [what, work] of works)
    test.each(ways)(`%s ends with what ${what} fails with`, (_, [way, came]) => {
      const result = inTime(function* () {
        return yield* endOf(way(work(error)));
      });
      expect([result.came, result.told]).toEqual([came(error), []]);
      expect(result.at).toBeLessThan(10);
    });

  test('a main that throws it, and a task that is left and does', () => {
    const heard: unknown[] = [];
    function* left(): Coroutine<void> {
      try {
        yield* sleep(1000);
      } finally {
        yield* throws(error);
      }
    }
    function* main(): Coroutine<void> {
      const loop = getRunningLoop();
      loop.setExceptionHandler((_, { message, exception }) => {
        heard.push({ message, exception });
      });
      loop.addTask(left(), { name: 'left' });
      yield;
      throw error;
    }
    expect(ended(() => run(main(), { clock: new VirtualClock() }))).toEqual({ error });
    const message = 'left failed while it was cancelled at the end of run';
    expect(heard).toEqual([{ message, exception: error }]);
  });

  test('a program in every order, and in one', () => {
    const program = (loop: TaskLoop): unknown => loop.runUntilComplete(throws(error));
    expect([...everySchedule(program)]).toEqual([{ choices: [], end: 'threw', error }]);
    expect(ended(() => replay(program, []))).toEqual({ error });
    const callback = (loop: TaskLoop): void => {
      loop.callSoon(() => {
        throw error;
      });
      loop.runForever({ untilIdle: true });
    };
    expect(ended(() => replay(callback, []))).toEqual({ error });
  });

  test('a promise that is rejected so, and the promise of a hosted loop', async () => {
    const loop = new HostedLoop();
    const all = loop.run(
      (function* () {
        return yield* waitFor(gather([Promise.reject(error)]), ONLY_A_HANG_MS);
      })(),
    );
    expect(await all.then(null, (error) => ({ error }))).toEqual({ error });
    loop.close();
  });

  test.each(NETWORKS)('a handler of a server: it is told of ($name)', (network) => {
    runOn(network, function* () {
      const server = yield* serve(() => throws(error));
      const [reader] = yield* connectTo(server);
      expect(yield* reader.read()).toHaveLength(0);
      const message = 'Error in the handler of a client';
      expect(told.splice(0)).toEqual([{ message, exception: error }]);
    });
  });
});

/** How a call ends. */
function ended(call: () => unknown): Ended {
  try {
    return { value: call() };
  } catch (error) {
    return { error };
  }
}
