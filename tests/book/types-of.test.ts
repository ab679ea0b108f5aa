import { expect, test } from 'vitest';
import { sources } from '../../src/book/sources.ts';
import { typesOf } from '../../src/book/types-of.ts';

const FILE = 'part-3-task-loop/src/task-loop.ts';
const lines = sources.get(FILE)!.split('\n');
const at = lines.findIndex((line) => line.includes('runOnce(): void')) + 1;
const listing = lines
  .slice(at - 1, at + 3)
  .map((line) => line.slice(2))
  .join('\n');
const names = (await typesOf(FILE, listing, at)).map(
  ({ line, from, to, text }) => [listing.split('\n')[line]!.slice(from, to), text] as const,
);

test('what the library declares is explained, by its type and the first sentence of its comment', () => {
  const [, text] = names.find(([name]) => name === '#runOldest')!;
  expect(text).toMatch(/TaskLoop\.#runOldest\(\): /);
});

test('the name that is declared here, and what is the language’s own, are not', () => {
  expect(names.map(([name]) => name)).not.toContain('runOnce');
  expect(names.map(([name]) => name)).not.toContain('void');
});

test.each([
  ['part-3-task-loop/src/task-loop.ts', 'export class TaskLoop implements'],
  ['part-2-futures/src/coroutine.ts', 'export function isCoroutine('],
  ['part-3-task-loop/src/task.ts', "from './future.ts'"],
])('a word of the language, or of a text, is no name: %s, %s', async (file, begin) => {
  const rows = sources.get(file)!.split('\n');
  const line = rows.findIndex((row) => row.includes(begin)) + 1;
  expect(line).toBeGreaterThan(0);
  const marked = (await typesOf(file, rows[line - 1]!, line)).map(({ from, to }) =>
    rows[line - 1]!.slice(from, to),
  );
  expect(marked).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(class|function|implements|future|ts)$/)]),
  );
});

test('comments are no code', async () => {
  const all = await typesOf(FILE, lines.join('\n'), 1);
  for (const { line, from } of all) expect(lines[line]!.slice(0, from)).not.toMatch(/\/\/|^\s*\*/);
  expect(all.length).toBeGreaterThan(50);
});

test('a program is not asked', async () =>
  expect(await typesOf('part-3-task-loop/programs/two-tasks.ts', 'loop.runForever();', 1)).toEqual(
    [],
  ));
