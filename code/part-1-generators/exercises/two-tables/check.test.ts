import { expect, test } from 'vitest';
import { merge } from './exercise.ts';

/** A sorted table that notes what is asked of it. */
function tableOf<Row>(name: string, rows: Iterable<Row>, seen: string[] = []) {
  function* read() {
    seen.push(`${name} opens`);
    try {
      for (const row of rows) {
        seen.push(`${name} gives ${row}`);
        yield row;
      }
    } finally {
      seen.push(`${name} closes`);
    }
  }
  return read();
}

function* broken(): Generator<number, void, undefined> {
  yield 1;
  throw new Error('no network');
}

const sorted = (length: number): number[] =>
  Array.from({ length }, () => Math.floor(Math.random() * 30)).sort((a, b) => a - b);

test('the rows of both come in order', () => {
  const [left, right] = [
    tableOf('l', ['Ada', 'Edsger']),
    tableOf('r', ['Alan', 'Grace']),
  ];
  expect([...merge(left, right)]).toEqual(['Ada', 'Alan', 'Edsger', 'Grace']);
});

test('tables of any lengths, with equal rows and with none', () => {
  for (let round = 0; round < 60; round++) {
    const [a, b] = [sorted(round % 7), sorted(round % 5)];
    const merged = [...merge(tableOf('l', a), tableOf('r', b))];
    expect(merged).toEqual([...a, ...b].sort((x, y) => x - y));
  }
});

test('0 and the empty string are rows', () => {
  expect([...merge(tableOf('l', [-1, 0]), tableOf('r', [0]))]).toEqual([-1, 0, 0]);
  expect([...merge(tableOf('l', ['']), tableOf('r', ['', 'a']))]).toEqual([
    '',
    '',
    'a',
  ]);
});

test('of equal rows, the one on the left comes first', () => {
  const seen: string[] = [];
  const rows = merge(tableOf('l', [1, 1], seen), tableOf('r', [1, 1], seen));
  rows.next();
  rows.next();
  expect(seen.filter((line) => line.startsWith('r gives'))).toHaveLength(1);
});

test('nothing is read before the first row is asked for', () => {
  const seen: string[] = [];
  merge(tableOf('l', [1], seen), tableOf('r', [2], seen));
  expect(seen).toEqual([]);
});

test('a table gives a row when it is needed, and not before', () => {
  const seen: string[] = [];
  const rows = merge(tableOf('l', [1, 2, 9], seen), tableOf('r', [5, 6], seen));
  const given = () => seen.filter((line) => line.includes('gives'));
  rows.next();
  expect(given(), 'after the first row').toEqual(['l gives 1', 'r gives 5']);
  rows.next();
  expect(given(), 'after the second').toEqual(['l gives 1', 'r gives 5', 'l gives 2']);
});

test('a caller that leaves early ends both tables', () => {
  const seen: string[] = [];
  for (const row of merge(tableOf('l', [1, 3], seen), tableOf('r', [2, 4], seen)))
    if (row === 2) break;
  expect(seen.filter((line) => line.includes('closes')).sort()).toEqual([
    'l closes',
    'r closes',
  ]);
});

test.each(['left', 'right'])('an error of the %s table ends the other one', (side) => {
  const seen: string[] = [];
  const other = tableOf('other', [0, 2, 4], seen);
  const rows = side === 'left' ? merge(broken(), other) : merge(other, broken());
  expect(() => [...rows]).toThrow('no network');
  expect(seen.at(-1)).toBe('other closes');
});

test('both are ended, even if closing the first throws', () => {
  const seen: string[] = [];
  const stick = (): never => {
    throw new Error('stuck');
  };
  function* wontClose() {
    try {
      yield 1;
      yield 2;
    } finally {
      stick();
    }
  }
  const rows = merge(wontClose(), tableOf('right', [3], seen));
  rows.next();
  expect(() => rows.return()).toThrow('stuck');
  expect(seen.at(-1), 'the last that was heard of the other table').toBe(
    'right closes',
  );
});
