// What in a text is a way to a line of code.
import { expect, test } from 'vitest';
import { placesIn } from '../../src/components/workbench/places.ts';

const found = (text: string): string[] =>
  [...placesIn(text, 'programs/two-tasks.ts')].map(
    ({ said, at }) => `${said} > ${at.file}:${at.line}:${at.column}`,
  );
const itself = (place: string): string => `${place} > ${place}`;

test.each([
  ['    at run (src/task-loop.ts:28:9)', [itself('src/task-loop.ts:28:9')]],
  ['    at src/task-loop.ts:28:9\n', [itself('src/task-loop.ts:28:9')]],
  ['    at async TaskLoop.run (tests/a-b.test.ts:1:2)', [itself('tests/a-b.test.ts:1:2')]],
  ['../src/loop.ts:12:3', ['../src/loop.ts:12:3 > src/loop.ts:12:3']],
  ['./other.ts:12:3', ['./other.ts:12:3 > programs/other.ts:12:3']],
  ['../../../../etc/a.ts:1:1', ['../../../../etc/a.ts:1:1 > etc/a.ts:1:1']],
  ['src/loop.ts:12', ['src/loop.ts:12 > src/loop.ts:12:1']],
  ['src/loop.ts:2:14 Type ‘a’ is not', [itself('src/loop.ts:2:14')]],
  ['a.ts:1:1,b.ts:2:2', [itself('a.ts:1:1'), itself('b.ts:2:2')]],
  ['“src/loop.ts:1:1”', [itself('src/loop.ts:1:1')]],
  ['src/loop.ts', []],
  ['src/loop.tsx:1:1', []],
  ['src/loop.ts:one', []],
  ['src/loop.ts:1:1x', ['src/loop.ts:1 > src/loop.ts:1:1']],
  ['src/loop.ts:1x', []],
  ['https://example.org/src/loop.ts:1:1', []],
  ['file:///home/src/loop.ts:1:1', []],
  ['/src/loop.ts:1:1', []],
  ['src//loop.ts:1:1', []],
  ['src/loop.ts:123456789:1', []],
])('%j', (text, places) => expect(found(text)).toEqual(places));

test.each([
  ['a', 'a'],
  ['a/', 'a/'],
  ['.ts:', 'a.ts:'],
  ['.ts:1:', 'a.ts:1:'],
  ['../', '../'],
])('a million characters of %j are looked through', (_, part) => {
  // looked through from each of them to the end, they would take longer than a test may
  found(part.repeat(1_000_000 / part.length));
});
