// What the tests of the steps share. Time passes in them on a clock that is played.
import { onTestFailed, vi } from 'vitest';
import {
  DeadlockError,
  TaskLoop,
  type Clock,
  type Coroutine,
  type Future,
} from '../src/index.ts';

/** An error that begins where `asked` was called: in here there's nothing to look for. */
function endedAt(asked: Function, message: string): Error {
  const error = new Error(message);
  Error.captureStackTrace?.(error, asked);
  return error;
}

/** A clock that jumps, and ends a run that does not end by itself. */
export function playedClock(): Clock {
  let now = 0;
  let looks = 5_000;
  return {
    now() {
      if (looks-- <= 0) throw endedAt(playedClock, 'the run did not end by itself');
      return now;
    },
    waitUntil(ready, moment) {
      if (ready()) return;
      if (moment === Infinity) throw new DeadlockError('nothing can wake this thread');
      now = Math.max(now, moment);
    },
  };
}

interface Watched {
  loop: TaskLoop;
  /** What was noted, each with the loop's time. */
  pages: string[];
  note(what: string): void;
  /** The messages that the loop's exception handler was told. */
  told: string[];
}

/** A loop whose time is played, and what happens on it. */
export function timedLoop(): Watched {
  const loop = new TaskLoop({ clock: playedClock() });
  const told: string[] = [];
  loop.setExceptionHandler((_, { message }) => void told.push(message));
  const pages: string[] = [];
  return {
    loop,
    told,
    pages,
    note: (what) => void pages.push(`${loop.time()} ${what}`),
  };
}

/** Makes all calls that wait, and those that they add. Gives up where there is no end. */
export function runCalls(
  loop: { totalTasks(): number; runOnce(): void },
  most = 1000,
): void {
  for (let made = 0; loop.totalTasks() > 0; made++) {
    if (made === most)
      throw endedAt(runCalls, `${most} calls were made, and more are waiting`);
    loop.runOnce();
  }
}

/** Runs until nothing is ready and no timer is set. */
export const runAll = (loop: {
  runForever(options: { untilIdle: boolean }): void;
}): void => loop.runForever({ untilIdle: true });

interface Happened {
  /** What `main` came to. */
  came: unknown;
  /** When the last of it had ended. */
  at: number;
  pages: string[];
  /** What the exception handler was told, when the loop was closed, too. */
  told: string[];
}

/** Runs `main` and all that it begins to their ends, and closes the loop. */
export function inTime(
  main: (given: Pick<Watched, 'loop' | 'note'>) => Coroutine<unknown>,
): Happened {
  const { loop, note, pages, told } = timedLoop();
  const task = loop.addTask(main({ loop, note }));
  runAll(loop);
  const came = outcome(() => task.result());
  const at = loop.time();
  loop.close();
  return { came, at, pages, told };
}

/** What is not built yet is told as it is, and not taken for an answer of the library. */
function throwIfMissing(error: unknown): void {
  if (error instanceof TypeError && / is not a function/.test(error.message))
    throw error;
}

/** An error that a test took for an answer is told in its own words, too, where that was none. */
function alsoTold({ name, message, stack = '' }: Error): void {
  onTestFailed(({ task }) => {
    const { errors = [] } = task.result ?? {};
    const isTold = errors.some((error) => error.stack === stack);
    if (errors[0]?.message.includes(`threw ${name}`) && !isTold)
      errors.push({ name, message, stack });
  });
}

function nameOf(error: unknown): unknown {
  throwIfMissing(error);
  if (!(error instanceof Error)) return ['threw', error];
  alsoTold(error);
  return `threw ${error.name}`;
}

/** What comes of it: a value, or the name of the error that is thrown. */
export function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return nameOf(error);
  }
}

/** The same of what a task waits for. */
export function* outcomeOf(work: Iterable<any, unknown>): Coroutine<unknown> {
  try {
    return yield* work;
  } catch (error) {
    return nameOf(error);
  }
}

/** The error that is thrown, to be looked at. */
export function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    throwIfMissing(error);
    return error;
  }
  return 'nothing was thrown';
}

/** The result of what should be done by now. */
export const resultOf = (future: Future<unknown>): unknown =>
  future.done() ? outcome(() => future.result()) : 'not done yet';

/** Works, and throws where the thread would sleep. */
export function awake<T>(work: () => T): T {
  const asleep = vi.spyOn(Atomics, 'wait').mockImplementation(() => {
    throw endedAt(awake, 'the thread slept');
  });
  try {
    return work();
  } finally {
    asleep.mockRestore();
  }
}

/** Counts how often a method of a class is called while it works. */
export function callsOf<T extends object>(
  prototype: T,
  method: keyof T & string,
  work: () => void,
): number {
  const own = Object.getOwnPropertyDescriptor(prototype, method);
  const called = prototype[method] as Function;
  let calls = 0;
  Object.defineProperty(prototype, method, {
    configurable: true,
    value(this: T, ...args: unknown[]) {
      calls++;
      return called.apply(this, args) as unknown;
    },
  });
  try {
    work();
    return calls;
  } finally {
    if (own) Object.defineProperty(prototype, method, own);
    else Reflect.deleteProperty(prototype, method);
  }
}
