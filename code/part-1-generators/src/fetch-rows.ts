import type { PagedTable } from './paged-table.ts';

/**
 * Yields every row in order. A page is read when somebody asks for its first row and
 * not before; whoever stops asking stops the reading.
 */
export function* fetchRows<Row>(
  table: PagedTable<Row>,
): Generator<Row, void, undefined> {
  for (let n = 0; ; n++) {
    const page = table.page(n);
    if (page.length === 0) return;
    for (const row of page) yield row;
  }
}
