// The files that come with a step, finished: they are in `brings/` in its folder, and go into `src/` as the
// step begins. A file of yours by the same name stays.
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { STEPS } from './steps.ts';

/** By name from `src/`. */
const filesOf = (step: string): string[] =>
  globSync('**/*.ts', { cwd: `steps/${step}/brings` })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();

const original = (step: string, file: string): string =>
  readFileSync(`steps/${step}/brings/${file}`, 'utf8');
const isAsItCame = (step: string, file: string): boolean =>
  readFileSync(`src/${file}`, 'utf8') === original(step, file);

/** When those were written that came while this runs, by name from `src/`. */
const came = new Map<string, number>();

/**
 * Puts into `src/` what comes with the steps that are green and with the one after them.
 * @param passed How many steps are green.
 * @returns What to say of it.
 */
export function bring(passed: number): string {
  const said: string[] = [];
  for (const step of STEPS.slice(0, passed + 1)) {
    const files = filesOf(step);
    const missing = files.filter((file) => !existsSync(`src/${file}`));
    for (const file of missing) {
      mkdirSync(dirname(`src/${file}`), { recursive: true });
      writeFileSync(`src/${file}`, original(step, file));
      came.set(file, statSync(`src/${file}`).mtimeMs);
    }
    if (missing.length > 0)
      said.push(`${listOf(missing)} came with step ${Number(step.slice(0, 2))}, finished.`);
    const own = step === STEPS[passed] ? files.filter((file) => !isAsItCame(step, file)) : [];
    if (own.length > 0)
      said.push(
        `Your own ${listOf(own)} ${own.length > 1 ? 'stay' : 'stays'}: the book’s ${own.length > 1 ? 'are' : 'is'} in steps/${step}/brings/.`,
      );
  }
  return said.join('\n');
}

const listOf = (files: readonly string[]): string => {
  const names = files.map((file) => `src/${file}`);
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join();
};

/**
 * Whether a change in `src/` is no more than what came.
 * @param name From `src/` on: a folder, too.
 */
export function isOfBringing(name: string): boolean {
  const file = name.replaceAll('\\', '/');
  const found = statSync(join('src', file), { throwIfNoEntry: false });
  return found !== undefined && (found.isDirectory() || found.mtimeMs === came.get(file));
}

/** Of the step that isn't built yet: what these files ask for may not be there. */
export const waitFor = (passed: number): Set<string> => {
  const step = STEPS[passed];
  const files = step === undefined ? [] : filesOf(step);
  return new Set(
    files
      .filter((file) => existsSync(`src/${file}`) && isAsItCame(step!, file))
      .map((file) => `src/${file}`),
  );
};
