// What the tests of the steps from the locks on share beside kit.ts: runs in time that costs none.
import {
  getRunningLoop,
  TaskLoop,
  VirtualClock,
  type Coroutine,
  type Task,
} from '../src/index.ts';
import { errorOf, outcome, resultOf } from './kit.ts';

/** A clock that jumps, and that ends a run in which it's asked again and again. */
class PatientClock extends VirtualClock {
  #left: number;

  /** @param most How often it may be asked; a turn asks once. */
  constructor(most: number) {
    super();
    this.#left = most;
  }

  override now(): number {
    if (this.#left-- <= 0) throw new Error('the run did not end by itself');
    return super.now();
  }
}

/** A loop whose clock jumps, and what its exception handler is told. */
export function loopInTime(most = 20_000): { loop: TaskLoop; told: string[] } {
  const loop = new TaskLoop({ clock: new PatientClock(most) });
  const messages: string[] = [];
  loop.setExceptionHandler((_, { message }) => void messages.push(message));
  return { loop, told: messages };
}

/** Runs until nothing is ready, and no timer is set. */
const runToEnd = (loop: TaskLoop): void => loop.runForever({ untilIdle: true });

/**
 * Runs `main` and all that it begins, to their ends.
 * @returns What `main` came to, the moment at which the last of it ended, and what the
 *   exception handler was told, when the loop was closed, too.
 */
export function inTime(
  main: (loop: TaskLoop) => Coroutine<unknown>,
  most?: number,
): { came: unknown; at: number; told: string[] } {
  const { loop, told } = loopInTime(most);
  const task = loop.addTask(main(loop));
  runToEnd(loop);
  const came = resultOf(task);
  const at = loop.time();
  loop.close();
  return { came, at, told };
}

/** A list of what happened, each with the moment of the loop that runs. */
export function newDiary(): { pages: string[]; note(what: string): void } {
  const pages: string[] = [];
  return {
    pages,
    note: (what) => void pages.push(`${getRunningLoop().time()} ${what}`),
  };
}

/** Starts a task of the loop that runs, and lets it come to where it waits. */
export function* begin<T>(work: Coroutine<T>): Coroutine<Task<T>> {
  const task = getRunningLoop().addTask(work);
  yield;
  return task;
}

/** What comes of a coroutine: what it returns, or the name of what it throws. */
export function* outcomeOf(work: Coroutine<unknown>): Coroutine<unknown> {
  let end: () => unknown;
  try {
    const result = yield* work;
    end = () => result;
  } catch (error) {
    end = () => {
      throw error;
    };
  }
  return outcome(end);
}

/** The error that a coroutine throws, to be looked at. */
export function* errorFrom(work: Coroutine<unknown>): Coroutine<any> {
  let end = (): unknown => undefined;
  try {
    yield* work;
  } catch (error) {
    end = () => {
      throw error;
    };
  }
  return errorOf(end);
}

/** Every sequence of so many of these actions. */
export function* everySequence<A>(
  actions: readonly A[],
  length: number,
): Generator<A[]> {
  if (length === 0) return yield [];
  for (const first of actions)
    for (const rest of everySequence(actions, length - 1)) yield [first, ...rest];
}
