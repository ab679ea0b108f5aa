// What the tests of the steps share. Before a step is built its part is missing, so each
// function says what of a future it needs.
import { onTestFailed, vi } from 'vitest';
import { bell, ring, sources } from '../src/threads/bell.ts'; // given: what wakes a thread

/** No answer of the library: what is not built yet, and a wait that was ended here. */
function throwIfNoAnswer(error: unknown): void {
  const isMissing = error instanceof TypeError && / is not a function/.test(`${error}`);
  if (isMissing || /^Error: the thread /.test(`${error}`)) throw error;
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
    throwIfNoAnswer(error);
    if (!(error instanceof Error)) return ['threw', error];
    alsoTold(error);
    return `threw ${error.name}`;
  }
}

/** The error that is thrown, to be looked at. */
export function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    throwIfNoAnswer(error);
    return error;
  }
  return 'nothing was thrown';
}

/** An error that begins where `asked` was called: in here there's nothing to look for. */
function endedAt(asked: Function, message: string): Error {
  const error = new Error(message);
  Error.captureStackTrace?.(error, asked);
  return error;
}

/**
 * Works, and ends a sleep that nothing ends: only what never comes takes so long.
 */
function woken<T>(work: () => T): T {
  const { wait } = Atomics;
  const longest = 20_000;
  const asleep = vi.spyOn(Atomics, 'wait').mockImplementation(((
    word: Int32Array,
    index: number,
    value: number,
    timeout = Infinity,
  ) => {
    const ended = wait(word, index, value, Math.min(timeout, longest));
    if (ended === 'timed-out' && timeout > longest)
      throw endedAt(Atomics.wait, 'the thread slept, and nothing woke it');
    return ended;
  }) as typeof wait);
  try {
    return work();
  } finally {
    asleep.mockRestore();
  }
}

/** The result, which this thread waits for. */
export const resultOf = (future: { result(): unknown }): unknown =>
  outcome(() => woken(() => future.result()));

/** What the future failed with, which this thread waits for. */
export function failureOf(future: { exception(): unknown }): unknown {
  try {
    return woken(() => future.exception());
  } catch (error) {
    return error;
  }
}

/**
 * Plays the other threads: each time this one falls asleep, the next of these things
 * has happened, and the bell rings. The thread hears of it when it asks.
 */
export function whileAsleep(events: (() => void)[], wait: () => unknown): unknown {
  const left = [...events];
  const news: (() => void)[] = [];
  let questions = 0;
  const source = {
    poll() {
      if (++questions > 1000)
        throw endedAt(source.poll, 'the thread does not sleep, it turns');
      for (const happens of news.splice(0)) happens();
    },
  };
  const asleep = vi.spyOn(Atomics, 'wait').mockImplementation((() => {
    if (left.length === 0)
      throw endedAt(Atomics.wait, 'the thread sleeps, and nothing wakes it');
    news.push(left.shift()!);
    questions = 0;
    ring(bell);
    return 'ok';
  }) as typeof Atomics.wait);
  sources.add(source);
  try {
    return outcome(wait);
  } finally {
    asleep.mockRestore();
    sources.delete(source);
  }
}

/** What is printed as an error until the test is over, in a list. */
export function printedErrors(): unknown[] {
  const printed: unknown[] = [];
  vi.spyOn(console, 'error').mockImplementation((...all) => void printed.push(...all));
  return printed;
}

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

/** How many threads are made: a page's, whose `Worker` never answers here. */
export function threadsMade(work: () => void): number {
  let made = 0;
  const others = new Set(sources);
  vi.stubGlobal('process', undefined);
  vi.stubGlobal(
    'Worker',
    class extends EventTarget {
      constructor() {
        super();
        made++;
      }
      postMessage(): void {}
    },
  );
  try {
    work();
  } finally {
    vi.unstubAllGlobals();
    for (const source of sources) if (!others.has(source)) sources.delete(source);
  }
  return made;
}
