import { describe, expect, expectTypeOf, test } from 'vitest';
import { fetchRows, PagedTable } from '../src/index.ts';

describe('PagedTable', () => {
  test('gives its rows page by page, the last page may be short', () => {
    const table = new PagedTable('abcde', 2);
    expect([0, 1, 2].map((n) => table.page(n).join(''))).toEqual(['ab', 'cd', 'e']);
  });

  test('the pages behind the last row are empty', () => {
    const table = new PagedTable('abcd', 2);
    expect([table.page(2), table.page(100)]).toEqual([[], []]);
  });

  test('counts the pages that were read, again and empty ones too', () => {
    const table = new PagedTable('abcd', 2);
    expect(table.pagesRead).toBe(0);
    for (const n of [1, 1, 7]) table.page(n);
    expect(table.pagesRead).toBe(3);
  });

  test('keeps its rows when those it was made of change, or a page does', () => {
    const rows = [1, 2];
    const table = new PagedTable(rows, 2);
    rows.pop();
    table.page(0).pop();
    expect(table.page(0)).toEqual([1, 2]);
  });

  test.each([0, -1, 1.5, NaN, Infinity])('a page cannot have %d rows', (pageSize) => {
    const make = () => new PagedTable('abc', pageSize);
    expect(make).toThrow(RangeError);
    expect(make).toThrow(`the page size is an integer from 1, got ${pageSize}`);
  });

  test.each([-1, 0.5, NaN])('there is no page %d', (n) => {
    const table = new PagedTable('abc', 2);
    expect(() => table.page(n)).toThrow(RangeError);
    expect(() => table.page(n)).toThrow(`numbered 0, 1, 2 and so on, got ${n}`);
    expect(table.pagesRead).toBe(0);
  });
});

describe('fetchRows', () => {
  test.each(['', 'a', 'ab', 'abc', 'abcd'])(
    'yields the rows of "%s" in order',
    (rows) => {
      expect([...fetchRows(new PagedTable(rows, 2))].join('')).toBe(rows);
    },
  );

  test('reads no page before the first row is asked for', () => {
    const table = new PagedTable('abc', 2);
    fetchRows(table);
    expect(table.pagesRead).toBe(0);
  });

  test('reads a page when its first row is asked for', () => {
    const table = new PagedTable('abcd', 2);
    const seen: string[] = [];
    for (const row of fetchRows(table)) seen.push(row + table.pagesRead);
    expect(seen).toEqual(['a1', 'b1', 'c2', 'd2']);
    expect(table.pagesRead).toBe(3); // the empty one: that is how the end is known
  });

  test('reads no further when the caller leaves', () => {
    const table = new PagedTable('abcdef', 2);
    for (const row of fetchRows(table)) if (row === 'b') break;
    expect(table.pagesRead).toBe(1);
  });

  test('two readers of two tables can go hand in hand', () => {
    const letters = fetchRows(new PagedTable('abc', 2));
    const pairs = [];
    for (const number of fetchRows(new PagedTable([1, 2, 3], 1)))
      pairs.push([letters.next().value, number]);
    expect(pairs).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
  });

  test("has the type of the table's rows", () => {
    const rows = fetchRows(new PagedTable([{ name: 'Ada' }], 1));
    expectTypeOf(rows).toEqualTypeOf<Generator<{ name: string }, void, undefined>>();
  });
});
