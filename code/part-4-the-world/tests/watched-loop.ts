import {
  FutureCancelledError,
  getRunningLoop,
  hostClock,
  sleep,
  TaskLoop,
  VirtualClock,
  type Clock,
  type Coroutine,
  type ExceptionContext,
  type Future,
} from '../src/index.ts';

/** A loop, and what its exception handler was told. */
export function watchedLoop({ clock = hostClock }: { clock?: Clock } = {}): {
  loop: TaskLoop;
  told: ExceptionContext[];
} {
  const loop = new TaskLoop({ clock });
  const told: ExceptionContext[] = [];
  loop.setExceptionHandler((_, context) => void told.push(context));
  return { loop, told };
}

/**
 * Runs `main` and all that it begins to their ends, on a clock that jumps.
 * @returns What `main` came to, the moment at which the last of it ended, and what the
 *   exception handler was told, when the loop was closed too.
 */
export function inTime(main: () => Coroutine<unknown>): {
  came: unknown;
  at: number;
  told: unknown[];
} {
  const { loop, told } = watchedLoop({ clock: new VirtualClock() });
  const task = loop.addTask(main());
  runAll(loop);
  const came = outcome(() => task.result());
  loop.close();
  return { came, at: loop.time(), told: told.map(({ message }) => message) };
}

/** What came of a call: what it returned, or the name of what it threw. */
export function outcome(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return `threw ${(error as Error).name}`;
  }
}

/** What came of a coroutine, as `outcome` says it. */
export function* outcomeOf(work: Coroutine<unknown>): Coroutine<unknown> {
  try {
    return yield* work;
  } catch (error) {
    return `threw ${(error as Error).name}`;
  }
}

/** A list of what happened, each with the moment of the loop that runs. */
export function newDiary(): { pages: string[]; note(what: string): void } {
  const pages: string[] = [];
  return {
    pages,
    note: (what) => void pages.push(`${getRunningLoop().time()} ${what}`),
  };
}

/** Runs until nothing is ready. */
export const runAll = (loop: TaskLoop): void => loop.runForever({ untilIdle: true });

export const boom = new RangeError('boom');

export function* returns<T>(value: T): Coroutine<T> {
  return value;
}
export function* throws(error: unknown): Coroutine<never> {
  throw error;
}
export function* waiter(task: Future<unknown>): Coroutine<unknown> {
  return yield* task;
}
export function* failsAfter(ms: number, error: unknown = boom): Coroutine<never> {
  yield* sleep(ms);
  throw error;
}
export const cancelsItself = (): Coroutine<never> =>
  throws(new FutureCancelledError('mine'));
