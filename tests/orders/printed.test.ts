// What's told of what a program prints: nothing of it is too long, and nothing keeps it from being told.
import { expect, test } from 'vitest';
import { ALL_RIGHT, TWO_PRINT } from './programs.ts';
import { tried } from './tried.ts';

const WORLD = 'part-4-the-world';

test.each([
  ['null', 'null'],
  ['undefined', 'undefined'],
  ['{ a: 1 }', '{ a: 1 }'],
  ["'words'", 'words'],
  ['{ get a() { throw 1; } }', '…'],
  ['new Proxy({}, { ownKeys() { throw 2; } })', '…'],
])('a program that throws %s', (thrown, error) => {
  const { end } = tried(WORLD, `${TWO_PRINT}throw ${thrown};\n`);
  expect(end).toMatchObject({ isComplete: true, usual: { end: 'threw', error } });
});

test('lines that are too long to be told are cut, and compared as they are', () => {
  const long = TWO_PRINT.replace('console.log(word)', "console.log('x'.repeat(30_000) + word)");
  const { end } = tried(WORLD, long);
  if (end.type !== 'end') throw new Error(end.why);
  expect(end).toMatchObject({ orders: 6, same: 3, ways: 2 });
  expect(end.usual.lines[0]).toMatch(/^x{2000}…$/);
});

test('no more lines are told than there’s room for', () => {
  const many = ALL_RIGHT.replace('[1, 2, 3]', '[1, 2]').replace('sum += n;', 'for (let i = 0; i < 1_000; i++) console.log(i);'); // prettier-ignore
  expect(tried(WORLD, many).end).toMatchObject({ isComplete: true, ways: 1 });
});
