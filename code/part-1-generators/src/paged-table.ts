/**
 * Rows that can be read a page at a time only. It stands in for a database: there is no
 * network and no file, but it counts the pages that were read, which is what costs
 * time with a real one.
 */
export class PagedTable<Row> {
  readonly #rows: readonly Row[];
  readonly #pageSize: number;
  #pagesRead = 0;

  /**
   * @param pageSize How many rows a page has, from 1; the last one may have fewer.
   * @throws {RangeError} if a page could not hold a row.
   */
  constructor(rows: Iterable<Row>, pageSize: number) {
    if (!Number.isInteger(pageSize) || pageSize < 1)
      throw new RangeError(`the page size is an integer from 1, got ${pageSize}`);
    this.#rows = [...rows];
    this.#pageSize = pageSize;
  }

  /**
   * Reads one page. It is empty behind the last row.
   * @param n Counts from 0.
   * @throws {RangeError} if there can be no such page.
   */
  page(n: number): Row[] {
    if (!Number.isInteger(n) || n < 0)
      throw new RangeError(`pages are numbered 0, 1, 2 and so on, got ${n}`);
    this.#pagesRead++;
    const start = n * this.#pageSize;
    return this.#rows.slice(start, start + this.#pageSize);
  }

  /** How many pages were read, the empty one at the end included. */
  get pagesRead(): number {
    return this.#pagesRead;
  }
}
