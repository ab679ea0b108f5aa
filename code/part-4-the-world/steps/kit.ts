// What the tests of the steps share. Before a step is built its part of a loop is missing, so each
// function says what of a loop it needs.
import { onTestFailed } from 'vitest';
import type { Future } from '../src/index.ts';

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
