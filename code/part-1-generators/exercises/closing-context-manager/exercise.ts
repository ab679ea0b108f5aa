/**
 * Enters a generator that yields once, calls the body with what it yielded, and leaves.
 * If the body throws, the generator gets the error at its `yield`. If it lets the error
 * through, the error comes out; if it catches it, `withGenerator` returns undefined.
 */
export function withGenerator<T, R>(
  generator: Generator<T, void, undefined>,
  body: (value: T) => R,
): R | undefined {
  const value = generator.next().value as T;
  const result = body(value);
  generator.next();
  return result;
}
