// A small fault of a library, as a page gets it, and the library that has it. Pure: texts in, texts out.

export interface Fault {
  /** The same in the next edition, as long as the fault is. Tells nothing of it. */
  id: string;
  /** In the stage, from what most tests catch to what fewest do; counts from 1. */
  number: number;
  /** How many of the stage's tests catch it. */
  caught: number;
  /** From the stage's root. */
  file: string;
  /** As in `TaskLoop.runOnce`. */
  symbol: string;
  /** Where it begins in the file, in characters. */
  start: number;
  was: string;
  now: string;
}

export interface FaultsOfStage {
  part: number;
  faults: Fault[];
}

/** Where a reader writes, from the stage's root. No stage has such a file. */
export const ENTRY = 'faults/catch.test.ts';

const beginning = (
  imported: string,
  body: string,
): string => `import { expect, test } from 'vitest';
import { ${imported} } from '../src/index.ts';

${body}
`;

/** What they begin with, by stage: it's green, catches nothing, and has what most tests of the stage need; part 1 has nothing that most need, so a name or two to begin with. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  'part-1-generators': beginning(
    'roundRobin, treeOf',
    `test('a generator gives what it yields, one after the other', () => {
  function* count() {
    yield 1;
    yield 2;
  }
  expect([...count()]).toEqual([1, 2]);
});`,
  ),
  'part-2-futures': beginning(
    'Future',
    `test('a new future isn’t done', () => {
  const future = new Future<number>();
  expect(future.done()).toBe(false);
});`,
  ),
  'part-3-task-loop': beginning(
    'TaskLoop',
    `test('a new loop has nothing to do', () => {
  const loop = new TaskLoop();
  // what it's to do goes here, and then: loop.runForever({ untilIdle: true });
  expect(loop.totalTasks()).toBe(0);
});`,
  ),
  'part-4-the-world': beginning(
    'TaskLoop, VirtualClock',
    `test('a new loop has nothing to do', () => {
  const loop = new TaskLoop({ clock: new VirtualClock() });
  // what it's to do goes here, and then: loop.runForever({ untilIdle: true });
  expect(loop.totalTasks()).toBe(0);
});`,
  ),
};
export const beginningOf = (stage: string): string => BEGINNINGS[stage]!;

/** The name of a fault among all of them, under which is kept that it was caught, and what was written. */
export const nameOf = (stage: string, { id }: Pick<Fault, 'id'>): string => `${stage}/faults/${id}`;

/** How hard it is, as far as that can be counted. */
export const countOf = (caught: number): string =>
  caught === 1 ? 'one test catches it' : `${caught} tests catch it`;

/** Whether what a reader wrote is a file of tests; else it's a program. */
export const hasTests = (text: string): boolean => /\bfrom\s*(['"])vitest\1/.test(text);

/**
 * The files of a stage with the fault in them.
 * @throws {Error} if the file is another one than the fault was made for.
 */
export function withFault(
  files: Readonly<Record<string, string>>,
  { file, start, was, now }: Pick<Fault, 'file' | 'start' | 'was' | 'now'>,
): Record<string, string> {
  const text = files[file] ?? '';
  if (!text.startsWith(was, start)) throw new Error(`the fault doesn't fit ${file}`);
  return { ...files, [file]: text.slice(0, start) + now + text.slice(start + was.length) };
}
