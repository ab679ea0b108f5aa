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

/** What they begin with: it's green, and sees nothing. */
export const BEGINNING = `import { expect, test } from 'vitest';
import * as library from '../src/index.ts';

test('the library has something to offer', () => {
  expect(Object.keys(library)).not.toEqual([]);
});
`;

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
