/**
 * Runs a generator to its end, and keeps everything: the values that it yields and the
 * result that it returns.
 */
export function collect<T, R>(
  generator: Generator<T, R, undefined>,
): { values: T[]; result: R } {
  const values: T[] = [];
  while (true) {
    const step = generator.next();
    if (step.done) return { values, result: step.value };
    values.push(step.value);
  }
}
