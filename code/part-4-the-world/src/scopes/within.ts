import { isCoroutine, type Coroutine } from '../coroutine.ts';

/**
 * Something to enter and to leave: one of part 1's context managers, or one that has to
 * wait in doing so. Python's `with` and `async with` take the same two.
 */
export interface Scope<T> {
  /** @returns What the body gets. */
  enter(): T | Coroutine<T>;

  /**
   * @param thrown The error that ended the body, if one did.
   * @returns True to suppress it.
   */
  exit(...thrown: [] | [error: unknown]): boolean | Coroutine<boolean>;
}

/**
 * Enters the scope, runs the body here, in this task, and leaves again however it ends.
 * Part 1's `withContext` for bodies that wait; Python's `async with`.
 * @returns What the body returned; `undefined` if the scope suppressed its error.
 * @throws whatever the body throws, unless the scope suppresses it or throws another.
 */
export function* within<T, R>(
  scope: Scope<T>,
  body: (value: T) => Coroutine<R>,
): Coroutine<R | undefined> {
  const value = yield* waited(scope.enter());
  let result: R;
  try {
    result = yield* body(value);
  } catch (error) {
    if (yield* waited(scope.exit(error))) return undefined;
    throw error;
  }
  yield* waited(scope.exit());
  return result;
}

function* waited<T>(value: T | Coroutine<T>): Coroutine<T> {
  return isCoroutine(value) ? yield* value as Coroutine<T> : value;
}
