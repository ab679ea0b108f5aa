/** A table behind a network. Every page says where the next one begins. */
export interface Source<Row> {
  /** Reads the first page, or the one at the place that the page before named. */
  read(place?: string): { rows: Row[]; nextPlace?: string };
  /** Has to be called when no more rows are wanted. */
  close(): void;
}

/** Calls `onRow` with every row, then `onEnd` with how many there were. */
export class CallbackReader<Row> {
  onRow: (row: Row) => void = () => {};
  onEnd: (count: number) => void = () => {};

  read(source: Source<Row>): void {
    let count = 0;
    let place: string | undefined;
    do {
      const page = source.read(place);
      for (const row of page.rows) {
        count++;
        this.onRow(row);
      }
      place = page.nextPlace;
    } while (place !== undefined);
    source.close();
    this.onEnd(count);
  }
}

/**
 * Yields every row, and returns how many there were. Reads a page only when one of its
 * rows is asked for. Closes the source, also when the caller leaves early.
 */
export function* rows<Row>(source: Source<Row>): Generator<Row, number, undefined> {
  const all: Row[] = [];
  const reader = new CallbackReader<Row>();
  reader.onRow = (row) => all.push(row);
  reader.read(source);
  for (const row of all) yield row;
  return all.length;
}
