// A reader's own library: how the book's steps come into it, and the tests that judge it.
import { merged as mergedLines } from '../three-way.ts';

/** Files by their names; all of a library. */
export type Files = Readonly<Record<string, string>>;

interface Tested {
  number: number;
  title: string;
  /** The file of its tests, from the stage's root. */
  tests: string | undefined;
}

/** The file that runs the tests of several steps, from the stage's root. */
export const CASCADE = 'steps/cascade.test.ts';

/** Stands for the tests of a step that can't be loaded. */
export const LOADED = 'loading its tests';

/** What the tests of a step are told under. */
export const suiteOf = ({ number, title }: Pick<Tested, 'number' | 'title'>): string =>
  `Step ${number}: ${title}`;

/**
 * The tests of all steps up to one, in their order, as one file. What comes after the first red one is
 * left out: it would be red for the same reason, or hang. A step whose tests can't be loaded is red.
 */
export function cascadeOf(steps: readonly Tested[], last: number): string {
  const suites = steps
    .filter(({ number, tests }) => number <= last && tests !== undefined)
    .map((step) => {
      const file = JSON.stringify(step.tests!.replace(/^steps\//, './'));
      return `suite(${JSON.stringify(suiteOf(step))}, () => import(${file}));\n`;
    });
  return `import { afterEach, beforeEach, chai, describe, test } from 'vitest';

chai.config.truncateThreshold = 0; // a list is told as it is
let isRed = false;
beforeEach((test) => {
  if (isRed) test.skip();
});
afterEach(({ task }) => {
  isRed ||= task.result?.state === 'fail';
});
const suite = (name: string, load: () => Promise<unknown>): void =>
  void describe(name, async () => {
    try {
      await load();
    } catch (error) {
      test(${JSON.stringify(LOADED)}, () => {
        throw error;
      });
    }
  });
${suites.join('')}`;
}

/** What a library is as a change of another one: `null` for what isn't there any more. */
export function editsBetween(from: Files, to: Files): Record<string, string | null> {
  const edits: Record<string, string | null> = {};
  for (const file of Object.keys({ ...from, ...to })) {
    const text = to[file] ?? null;
    if (text?.trimEnd() !== from[file]?.trimEnd()) edits[file] = text;
  }
  return edits;
}

/**
 * Brings into a library what changes from one version of it to another, file by file.
 * @returns The library, and the files that are changed in it otherwise: those stay as they are there.
 */
export function mergedInto(
  mine: Files,
  before: Files,
  after: Files,
): { library: Record<string, string>; conflicts: string[] } {
  const library: Record<string, string> = { ...mine };
  const conflicts: string[] = [];
  for (const [file, text] of Object.entries(editsBetween(before, after))) {
    const base = before[file]?.trimEnd();
    const own = mine[file]?.trimEnd();
    if (own === text?.trimEnd()) continue;
    if (own === base) {
      if (text === null) delete library[file];
      else library[file] = text;
      continue;
    }
    const both =
      own === undefined || base === undefined || text === null
        ? undefined
        : mergedLines(own, base, text.trimEnd());
    if (both === undefined) conflicts.push(file);
    else library[file] = `${both}\n`;
  }
  return { library, conflicts };
}

/**
 * The same, or nothing of it.
 * @returns `undefined` if that touches what the reader has written: then it's one or the other.
 */
export function broughtInto(mine: Files, before: Files, after: Files): Files | undefined {
  const { library, conflicts } = mergedInto(mine, before, after);
  return conflicts.length > 0 ? undefined : library;
}

/** A step is the reader's own, the book's that stands in for it, or still to be built. */
export type Standing = 'built' | 'lent' | 'open';

export const standingOf = (
  step: string,
  built: ReadonlySet<string>,
  lent: ReadonlySet<string>,
): Standing => (built.has(step) ? 'built' : lent.has(step) ? 'lent' : 'open');
