/**
 * Runs a generator to its end, and keeps everything: the values that it yields and the
 * result that it returns.
 */
export function collect<T, R>(
  generator: Generator<T, R, undefined>,
): { values: T[]; result: R | undefined } {
  const values: T[] = [];
  for (const value of generator) values.push(value);
  return { values, result: undefined };
}
