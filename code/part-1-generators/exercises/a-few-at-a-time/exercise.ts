/** What `take` got: the values, and the result if the generator returned. */
export interface Taken<T, R> {
  values: T[];
  done: boolean;
  result?: R;
}

/**
 * Takes at most `limit` values out of a generator. The others stay in it: the next call
 * carries on where this one stopped.
 */
export function take<T, R>(
  generator: Generator<T, R, undefined>,
  limit: number,
): Taken<T, R> {
  const values: T[] = [];
  for (const value of generator) {
    values.push(value);
    if (values.length === limit) break;
  }
  return { values, done: values.length < limit };
}
