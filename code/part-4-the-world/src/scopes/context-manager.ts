/**
 * Makes context managers out of a generator function that yields once: what stands
 * before the `yield` runs on entering, what stands behind it on leaving. An error of
 * the body is thrown in at the `yield`, so that `finally` cleans up after it and
 * `catch` suppresses it. contextlib's `contextmanager`.
 */
export function contextManager<A extends unknown[], T>(
  generatorFunction: (...args: A) => Generator<T, unknown, undefined>,
): (...args: A) => ContextManager<T> {
  return (...args) => new ContextManager(generatorFunction(...args));
}

/**
 * Enters, calls `body` with what the generator yielded, and leaves. Python's `with`.
 * @param body A regular function: an async one returns before its work is done.
 * @returns What the body returned; `undefined` if its error was suppressed.
 * @throws whatever the body throws, unless the generator suppresses it or throws an
 *   error of its own instead.
 */
export function withContext<T, R>(
  manager: ContextManager<T>,
  body: (value: T) => R,
): R | undefined {
  const value = manager.enter();
  let result: R;
  try {
    result = body(value);
  } catch (error) {
    if (manager.exit(error)) return undefined;
    throw error;
  }
  manager.exit();
  return result;
}

/**
 * Something to enter and to leave, once each. contextlib's `_GeneratorContextManager`.
 */
export class ContextManager<T> {
  readonly #generator: Generator<T, unknown, undefined>;
  #entered = false;

  constructor(generator: Generator<T, unknown, undefined>) {
    this.#generator = generator;
  }

  /**
   * Runs the generator up to its `yield`, and returns what it yields. Python's
   * `__enter__`.
   * @throws {ContextManagerError} if it ends without a `yield`, or was entered before.
   */
  enter(): T {
    if (this.#entered)
      throw new ContextManagerError(
        'a context manager can be entered once: make a new one for each use',
      );
    this.#entered = true;
    const { done, value } = this.#generator.next();
    if (done)
      throw new ContextManagerError(
        'the generator of a context manager must yield once: it ended without a yield',
      );
    return value;
  }

  /**
   * Runs the rest of the generator. Leaving twice is no mistake. Python's `__exit__`.
   * @param thrown The error that ended the body, to be thrown in at the `yield`;
   *   nothing if the body ended well. (`undefined` can be thrown too.)
   * @returns True if the generator suppressed the error, false if there was none or it
   *   came out again.
   * @throws {ContextManagerError} if the generator yields again, or was not entered.
   * @throws whatever else the generator throws.
   */
  exit(...thrown: [] | [error: unknown]): boolean {
    if (!this.#entered) throw new ContextManagerError('exit was called before enter');
    if (thrown.length === 0) {
      if (!this.#generator.next().done) this.#refuseSecondYield();
      return false;
    }
    const [error] = thrown;
    let ended: boolean | undefined;
    try {
      ended = this.#generator.throw(error).done;
    } catch (raised) {
      if (raised === error) return false;
      throw raised;
    }
    if (!ended) this.#refuseSecondYield({ cause: error });
    return true;
  }

  #refuseSecondYield(options?: ErrorOptions): never {
    this.#generator.return(undefined);
    throw new ContextManagerError(
      'the generator of a context manager must yield once: it yielded again on exit',
      options,
    );
  }

  /**
   * Leaves at the end of a block that said `using`. JavaScript gives it no argument:
   * it cannot see the body's error and cannot suppress it, so the generator goes on as
   * if all had gone well. `withContext` can do both.
   */
  [Symbol.dispose](): void {
    if (this.#entered) this.exit();
  }
}

/** A context manager was used, or its generator written, wrongly. */
export class ContextManagerError extends Error {
  override name = 'ContextManagerError';
}
