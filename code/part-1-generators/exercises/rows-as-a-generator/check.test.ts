import { expect, test } from 'vitest';
import { rows, type Source } from './exercise.ts';

/** A source with these pages that notes what is asked of it, and the notes. */
function sourceOf(...pages: string[]) {
  const seen: string[] = [];
  const place = (n: number) => `page ${n} of ${pages.length}`;
  const source: Source<string> = {
    read(from = place(0)) {
      const n = pages.findIndex((_, n) => place(n) === from);
      seen.push(`read ${n}`);
      if (n < 0) throw new Error(`there is nothing at ${from}`);
      const page = { rows: [...pages[n]!] };
      return n + 1 < pages.length ? { ...page, nextPlace: place(n + 1) } : page;
    },
    close() {
      seen.push('close');
    },
  };
  return { source, seen };
}

test('yields all rows in order, over pages that are full, short or empty', () => {
  const pages = ['abc', 'd', '', 'ef'];
  expect([...rows(sourceOf(...pages).source)].join('')).toBe('abcdef');
  expect([...rows(sourceOf('').source)]).toEqual([]);
});

test('returns how many rows there were', () => {
  const reader = rows(sourceOf('ab', '', 'c').source);
  for (const expected of 'abc')
    expect(reader.next()).toEqual({ value: expected, done: false });
  expect(reader.next()).toEqual({ value: 3, done: true });
});

test('reads nothing before the first row is asked for', () => {
  const { source, seen } = sourceOf('ab', 'cd');
  rows(source);
  expect(seen).toEqual([]);
});

test('reads a page when its first row is asked for, and each page once', () => {
  const { source, seen } = sourceOf('ab', 'cd', 'e');
  for (const row of rows(source)) seen.push(row);
  expect(seen).toEqual([
    'read 0',
    'a',
    'b',
    'read 1',
    'c',
    'd',
    'read 2',
    'e',
    'close',
  ]);
});

test('a caller that leaves early stops the reading, and the source is closed', () => {
  const { source, seen } = sourceOf('ab', 'cd');
  for (const row of rows(source)) if (row === 'a') break;
  expect(seen).toEqual(['read 0', 'close']);
});

test('the source is closed when reading fails', () => {
  const { source, seen } = sourceOf('ab');
  source.read = () => {
    throw new Error('no network');
  };
  expect(() => [...rows(source)]).toThrow('no network');
  expect(seen).toEqual(['close']);
});
