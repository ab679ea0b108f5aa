// What the tests of the steps share. Before a step is built its part of a loop is missing, so each
// function says what of a loop it needs.
import { onTestFailed, vi } from 'vitest';
import { bell } from '../src/threads/bell.ts';
import type { Coroutine, Future } from '../src/index.ts';

/** An error that begins where `asked` was called: in here there's nothing to look for. */
function endedAt(asked: Function, message: string): Error {
  const error = new Error(message);
  Error.captureStackTrace?.(error, asked);
  return error;
}

/** Makes all calls that wait, and those that they add. Gives up where there is no end. */
export function runAll(
  loop: { totalTasks(): number; runOnce(): void },
  most = 1000,
): void {
  for (let made = 0; loop.totalTasks() > 0; made++) {
    if (made === most)
      throw endedAt(runAll, `${most} calls were made, and more are waiting`);
    loop.runOnce();
  }
}

/** A loop that can be told to stop. */
interface Stoppable {
  callSoon(callback: () => void): unknown;
  stop(): void;
  setExceptionHandler(handler: null): void;
}

/**
 * Has the loop run, and ends a run that does not end by itself: first by `stop`, then
 * by an error that goes through the loop.
 * @param turns After how many turns.
 * @throws {Error} if the run had to be ended.
 */
export function run<T>(loop: Stoppable, work: () => T, turns = 50): T {
  return watched(loop, work, run, () => turns--);
}

/**
 * `run`, for work on other threads: each turn naps for a millisecond, so that they get
 * on. They may be silent for 20,000 turns before they ring the bell, and for 3,000 after.
 */
export function runWithThreads<T>(loop: Stoppable, work: () => T): T {
  const pillow = new Int32Array(new SharedArrayBuffer(4));
  let left = 20_000;
  let heard = Atomics.load(bell, 0);
  return watched(loop, work, runWithThreads, () => {
    Atomics.wait(pillow, 0, 0, 1);
    const rung = Atomics.load(bell, 0);
    if (rung !== heard) left = 3_000;
    heard = rung;
    return left--;
  });
}

/** @param turnsLeft Asked once a turn. */
function watched<T>(
  loop: Stoppable,
  work: () => T,
  asked: Function,
  turnsLeft: () => number,
): T {
  let isOver = false;
  let forced = '';
  const print = console.error;
  const watch = (): void => {
    if (isOver) return;
    const left = turnsLeft();
    if (left < -50) {
      forced = 'and not even when it was told to stop';
      loop.setExceptionHandler(null);
      console.error = () => {
        throw new Error('this goes through every loop');
      };
      throw new Error('watched in vain');
    }
    loop.callSoon(watch);
    if (left > 0) return;
    forced = 'and had to be stopped';
    loop.stop();
  };
  loop.callSoon(watch);
  try {
    const result = work();
    if (forced === '') return result;
  } catch (error) {
    if (forced === '') throw error;
  } finally {
    isOver = true;
    console.error = print;
  }
  throw endedAt(asked, `the run did not end by itself, ${forced}`);
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

/** What comes of it: a value, or the name of the error that is thrown. */
export function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    throwIfMissing(error);
    if (!(error instanceof Error)) return ['threw', error];
    alsoTold(error);
    return `threw ${error.name}`;
  }
}

/**
 * What comes of an attempt that a callback of the running loop makes. What becomes of the
 * run after it is not asked here.
 */
export function inside(
  loop: Stoppable & { runForever(): void },
  attempt: () => unknown,
): unknown {
  let result = (): unknown => 'never called';
  loop.callSoon(() => {
    loop.stop(); // ends an inner run too, if there is one
    try {
      const made = outcome(attempt);
      result = () => made;
    } catch (missing) {
      result = () => {
        throw missing;
      };
    }
    loop.stop();
  });
  outcome(() => run(loop, () => loop.runForever()));
  return result();
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

/** What a future failed with, of what should be done by now. */
export const failureOf = (future: Future<unknown>): unknown =>
  future.done() ? future.exception() : 'not done yet';

/** A task that is given itself. */
export function addTask<T, Task>(
  loop: { addTask(work: Coroutine<T>): Task },
  work: (self: () => Task) => Coroutine<T>,
): Task {
  const found: { task?: Task } = {};
  return (found.task = loop.addTask(work(() => found.task!)));
}

interface Told {
  message: string;
  exception?: unknown;
}

/** What the loop's exception handler is told, in a list. */
export function toldOf(loop: {
  setExceptionHandler(handler: (loop: any, context: Told) => void): void;
}): Told[] {
  const told: Told[] = [];
  loop.setExceptionHandler((_, context) => void told.push(context));
  return told;
}

/**
 * Counts how often this thread sleeps while it works, and ends a sleep without end.
 * @param fallsAsleep Called each time just before.
 */
export function sleepsOf(work: () => void, fallsAsleep = (): void => {}): number {
  const { wait } = Atomics;
  const asleep = vi.spyOn(Atomics, 'wait').mockImplementation(((
    word: Int32Array,
    index: number,
    value: number,
    timeout = Infinity,
  ) => {
    fallsAsleep();
    const longest = 20_000;
    const ended = wait(word, index, value, Math.min(timeout, longest));
    if (ended === 'timed-out' && timeout > longest)
      throw endedAt(Atomics.wait, 'the thread slept, and nothing woke it');
    return ended;
  }) as typeof wait);
  try {
    work();
    return asleep.mock.calls.length;
  } finally {
    asleep.mockRestore();
  }
}

/** Runs on another thread, which gives the number back after so many milliseconds. */
export const sleep = (ms: number): number => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  return ms;
};

/**
 * The library, loaded anew while some of what is global is another. A page loads modules once
 * for all, so there it can't be had: such a test is left to those at home.
 */
export async function libraryWith(
  globals: Readonly<Record<string, unknown>>,
): Promise<typeof import('../src/index.ts') | undefined> {
  try {
    vi.resetModules();
  } catch {
    return undefined;
  }
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  try {
    return await import('../src/index.ts');
  } finally {
    vi.unstubAllGlobals();
  }
}

interface Registered {
  target: object;
  token: unknown;
  tell(): void;
}

/** A `FinalizationRegistry` for which a thing is gone once `collect` says so. */
export function playedCollector(): {
  FinalizationRegistry: unknown;
  collect(target: object): void;
} {
  const registered = new Set<Registered>();
  const dropWhere = (isIt: (one: Registered) => boolean): Registered[] => {
    const dropped = [...registered].filter(isIt);
    for (const one of dropped) registered.delete(one);
    return dropped;
  };
  return {
    FinalizationRegistry: class {
      readonly #tell: (held: unknown) => void;
      constructor(tell: (held: unknown) => void) {
        this.#tell = tell;
      }
      register(target: object, held: unknown, token?: unknown): void {
        registered.add({ target, token, tell: () => this.#tell(held) });
      }
      unregister(token: unknown): boolean {
        return dropWhere((one) => one.token === token).length > 0;
      }
    },
    collect(target) {
      for (const one of dropWhere((one) => one.target === target)) one.tell();
    },
  };
}
