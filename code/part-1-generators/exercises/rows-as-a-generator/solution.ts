/** A table behind a network. Every page says where the next one begins. */
export interface Source<Row> {
  /** Reads the first page, or the one at the place that the page before named. */
  read(place?: string): { rows: Row[]; nextPlace?: string };
  /** Has to be called when no more rows are wanted. */
  close(): void;
}

/**
 * Yields every row, and returns how many there were. Reads a page only when one of its
 * rows is asked for. Closes the source, also when the caller leaves early.
 */
export function* rows<Row>(source: Source<Row>): Generator<Row, number, undefined> {
  let count = 0;
  let place: string | undefined;
  try {
    do {
      const page = source.read(place);
      for (const row of page.rows) {
        count++;
        yield row;
      }
      place = page.nextPlace;
    } while (place !== undefined);
  } finally {
    source.close();
  }
  return count;
}
