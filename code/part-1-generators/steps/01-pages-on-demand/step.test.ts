import { expect, expectTypeOf, test } from 'vitest';
import { fetchRows, PagedTable } from '../../src/index.ts';
import { EndingTable } from '../kit.ts';

test('all rows come, in order', () => {
  const rows = ['', 'a', 'ab', 'abc', 'abcd'].map((letters) =>
    [...fetchRows(new EndingTable(letters, 2))].join(''),
  );
  expect(rows).toEqual(['', 'a', 'ab', 'abc', 'abcd']);
});

test('a page is read when its first row is asked for', () => {
  const table = new PagedTable('abcd', 2);
  const seen: string[] = [];
  const rows = fetchRows(table);
  expect(table.pagesRead, 'before a row is asked for').toBe(0);
  for (const row of rows) seen.push(`${row}${table.pagesRead}`);
  expect(seen).toEqual(['a1', 'b1', 'c2', 'd2']);
});

test('a caller that leaves has no further page read', () => {
  const table = new PagedTable('abcdef', 2);
  for (const row of fetchRows(table)) if (row === 'b') break;
  expect(table.pagesRead).toBe(1);
});

test('no row is lost, whatever it is', () => {
  const rows = [0, undefined, null, '', false];
  expect([...fetchRows(new PagedTable(rows, 2))]).toEqual(rows);
});

test('two readers of one table do not disturb each other', () => {
  const table = new PagedTable('abc', 2);
  const other = fetchRows(table);
  const pairs: string[] = [];
  for (const row of fetchRows(table)) pairs.push(`${row}${other.next().value}`);
  expect(pairs).toEqual(['aa', 'bb', 'cc']);
});

test('the rows have their type', () => {
  const rows = fetchRows(new PagedTable([{ name: 'Ada' }], 1));
  expectTypeOf(rows).toEqualTypeOf<Generator<{ name: string }, void, undefined>>();
  expect(rows.next().value).toEqual({ name: 'Ada' });
});
