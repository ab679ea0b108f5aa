/**
 * Yields the rows of both tables in order. Both are sorted already; of equal rows, the
 * one on the left comes first. Asks for a row when it needs it, and ends both tables
 * when it is left early or when one of them throws.
 */
export function* merge<Row extends string | number>(
  left: Generator<Row, void, undefined>,
  right: Generator<Row, void, undefined>,
): Generator<Row, void, undefined> {
  try {
    let a = left.next();
    let b = right.next();
    while (!a.done || !b.done) {
      if (b.done || (!a.done && a.value <= b.value)) {
        yield a.value as Row;
        a = left.next();
      } else {
        yield b.value;
        b = right.next();
      }
    }
  } finally {
    try {
      left.return();
    } finally {
      right.return();
    }
  }
}
