import type { PagedTable } from '../paged-table.ts';

/**
 * Reads a table and calls back: `onRow` with every row, then `onEnd`. The reader sets
 * the pace, and whoever is called back cannot ask it to wait or to stop.
 */
export class RowReader<Row> {
  readonly #table: PagedTable<Row>;
  readonly #onRow: (row: Row) => void;
  readonly #onEnd: () => void;

  constructor(table: PagedTable<Row>, onRow: (row: Row) => void, onEnd: () => void) {
    this.#table = table;
    this.#onRow = onRow;
    this.#onEnd = onEnd;
  }

  read(): void {
    for (let n = 0; ; n++) {
      const page = this.#table.page(n);
      if (page.length === 0) return this.#onEnd();
      for (const row of page) this.#onRow(row);
    }
  }
}
