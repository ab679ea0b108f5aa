// A program of the book runs on its reader's own library once the steps are built that it needs:
// `needs.json`. `npm run record` computes it anew, from all states. What is asked here is its ends: a
// program prints its .out on the state that it needs, and not on the one before.
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { readText } from '../../src/plain-text.ts';
import { ladderOnDisk, steppedStages } from '../../src/steps/disk.ts';
import { NEEDS } from '../../src/steps/programs.ts';
import { chapters, showing } from '../book/components.ts';
import { paths } from '../paths.ts';
import { strip, STRIPPED } from '../stripped.ts';
import { under, writeFiles } from './files.ts';

/** Shown before the library can run them: to be moved when their chapters are rewritten. */
const TOO_EARLY: readonly string[] = [
  'part-2-futures/programs/blocking-result.ts', // after the chapter with the executor
  'part-4-the-world/programs/one-clerk.ts', // its library is the next chapter's
];

/** Drafts are versions on the way, and stand on the last state. */
const usesDrafts = (program: string): boolean => program.includes('/drafts/');

const ladders = new Map(
  await Promise.all(steppedStages().map(async (of) => [of, await ladderOnDisk(of)] as const)),
);
const root = '.cache/steps/programs';
rmSync(root, { recursive: true, force: true });

/** Programs that the book shows and that are about the library as it is built. */
const programs = [...new Set(showing('program').map(({ props }) => props.of!))]
  .filter((of) => ladders.has(of.split('/')[0]!))
  .filter((of) => {
    const program = readText(`code/${of}`);
    const played = program.includes("'../props/") ? Object.values(propsOf(of)).join('') : '';
    return (program + played).includes("'../src/") && !usesDrafts(program);
  })
  .sort();

/** What plays a part in the programs of the same stage, by name from the stage on. */
function propsOf(of: string): Record<string, string> {
  const stage = `code/${of.split('/')[0]}/`;
  return Object.fromEntries(
    paths(`${stage}props/**/*.ts`).map((path) => [path.slice(stage.length), readText(path)]),
  );
}

/** How long a program may run, in milliseconds. On what isn't built yet some never end. */
const [PATIENT, IMPATIENT] = [120_000, 5_000];
/** The same where it's found out what a program needs: one that has not ended by then never will. */
const RECORDING = 90_000;

/** Whether a program prints what the book says on the library as it is after so many steps. */
async function prints(of: string, state: number, patience = PATIENT): Promise<boolean> {
  const [stage, ...rest] = of.split('/');
  const here = join(root, stage!, String(state));
  const files = {
    ...under('src', ladders.get(stage!)!.filesAt(state)),
    ...propsOf(of),
    [rest.join('/')]: readText(`code/${of}`),
  };
  writeFiles(here, files);
  strip(Object.values(files));
  const child = spawn(process.execPath, [...STRIPPED, join(here, ...rest)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: patience,
  });
  const said = await Promise.all([text(child.stdout), text(child.stderr)]);
  return said.join('') === readText(`code/${of.replace(/\.ts$/, '.out')}`);
}

/** The step from which on it always does; 0 is what's there at the start. */
async function neededBy(of: string): Promise<number> {
  let state = ladders.get(of.split('/')[0]!)!.steps.length;
  while (state > 0 && (await prints(of, state - 1, RECORDING))) state--;
  return state;
}

const folderOf = (of: string, number: number): string =>
  ladders.get(of.split('/')[0]!)!.steps[number - 1]!.folder;
const numberOf = (of: string): number =>
  ladders.get(of.split('/')[0]!)!.steps.findIndex(({ folder }) => folder === NEEDS[of]) + 1;

if (process.env.RECORD)
  test('recorded', async () => {
    const found: [string, string][] = [];
    const left = [...programs];
    const work = async (): Promise<void> => {
      for (let of = left.shift(); of !== undefined; of = left.shift()) {
        const number = await neededBy(of);
        if (number > 0) found.push([of, folderOf(of, number)]);
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    const needs = Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
    writeFileSync('src/steps/needs.json', `${JSON.stringify(needs, null, 2)}\n`);
  });
else
  describe('a program needs the step that it says, and not one less', () => {
    // as in programs.test.ts: some measure
    test.each(programs)('%s', { retry: 1 }, async (of) => {
      const number = numberOf(of);
      expect(await prints(of, number)).toBe(true);
      if (number > 0) expect(await prints(of, number - 1, IMPATIENT)).toBe(false);
    });
    test('of others there is nothing said', () =>
      expect(Object.keys(NEEDS).filter((of) => !programs.includes(of))).toEqual([]));
  });

test('what a chapter shows runs on the library at its end', () => {
  const early = showing('program').flatMap(({ chapter, props }) => {
    const of = props.of!;
    const [stage] = of.split('/');
    if (!chapter.startsWith(`${stage}/`) || !(of in NEEDS)) return [];
    const at = (id: string): number => Number(chapters.get(id)!.frontMatter.chapter);
    const needed = ladders.get(stage!)!.steps[numberOf(of) - 1]!;
    return at(needed.chapter) > at(chapter) ? [of] : [];
  });
  expect(early.sort()).toEqual(TOO_EARLY);
});
