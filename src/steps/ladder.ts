// The steps in which a reader builds a stage, and the library as it is after each of them. Both are in
// the stage's `steps/`: a folder a step, and `woven/`, which holds all states of each file.
import { stateOf } from './weave.ts';

/** What the library at the start is called, where steps are called by their folders. */
export const BEGINNING = 'beginning';

export interface Step {
  /** Its place in the order, from 1. */
  number: number;
  /** Its folder in `steps/`: its place and its name, `01-call-it-later`. */
  folder: string;
  title: string;
  /** The chapter at whose end it is built: its path in content/. */
  chapter: string;
  /** What to build, in Markdown. */
  what: string;
  /**
   * The file of its tests, from the stage's root. They are told in their order, the most telling first. A
   * step that only makes the library faster has none.
   */
  tests: string | undefined;
  /** The files that come with it, finished, by name from `src/`. */
  brings: readonly string[];
}

/** A file that isn't built, but comes with a step as it is in the stage's `src/`. */
export interface Brought {
  /** The number of that step. */
  step: number;
  text: string;
}

export interface Ladder {
  steps: readonly Step[];
  /** All states of each file, by its name from `src/`. */
  woven: Readonly<Record<string, string>>;
  /** The files that are the same in all states. */
  given: Readonly<Record<string, string>>;
  /** The files that come with a step, by name from `src/`. */
  brought: Readonly<Record<string, Brought>>;
  /**
   * The library after step n, by name from `src/`. 0 is what is there at the start, and the last state
   * is the stage's `src/` itself.
   */
  filesAt(n: number): Record<string, string>;
  /** What comes with step n, by name from `src/`. */
  broughtBy(n: number): Record<string, string>;
  /** The library as step n begins: as it is after the step before, with what comes. */
  begunAt(n: number): Record<string, string>;
}

/** The files of `steps/` are not what they should be. */
export class LadderError extends Error {
  override name = 'LadderError';
}

/**
 * @param files The stage's files, by name from its root.
 * @param given Those of `src/` that are the same in all states, by name from there.
 */
export function ladderOf(
  files: Readonly<Record<string, string>>,
  given: readonly string[] = [],
): Ladder {
  const steps = Object.keys(files)
    .filter((file) => /^steps\/[^/]+\/step\.md$/.test(file))
    .sort()
    .map((file, at) => stepOf(files, file, at + 1));
  const woven = Object.fromEntries(
    Object.entries(files)
      .flatMap(([file, text]): [string, string][] => {
        const name = /^steps\/woven\/(.+)\.woven$/.exec(file)?.[1];
        return name ? [[name, text]] : [];
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)), // whoever listed the files: a zip is always the same
  );
  const same = Object.fromEntries(given.map((name) => [name, files[`src/${name}`]!]));
  return { steps, ...statesOf(woven, same, broughtIn(files, steps, woven, same)) };
}

/**
 * @param given What is the same in all states.
 * @param brought What is the same in all states from a step on.
 */
export function statesOf(
  woven: Ladder['woven'],
  given: Ladder['given'],
  brought: Ladder['brought'],
): Omit<Ladder, 'steps'> {
  const broughtWhere = (is: (step: number) => boolean): Record<string, string> =>
    Object.fromEntries(
      Object.entries(brought).flatMap(([name, { step, text }]) => (is(step) ? [[name, text]] : [])),
    );
  const filesAt = (n: number): Record<string, string> => {
    const files: Record<string, string> = { ...given, ...broughtWhere((step) => step <= n) };
    for (const [name, text] of Object.entries(woven)) {
      const state = stateOf(text, n);
      if (state !== undefined) files[name] = state;
    }
    return files;
  };
  const broughtBy = (n: number): Record<string, string> => broughtWhere((step) => step === n);
  const begunAt = (n: number): Record<string, string> => ({ ...filesAt(n - 1), ...broughtBy(n) });
  return { woven, given, brought, filesAt, broughtBy, begunAt };
}

/** @throws {LadderError} if a file can't come with a step. */
function broughtIn(
  files: Readonly<Record<string, string>>,
  steps: readonly Step[],
  woven: Ladder['woven'],
  given: Ladder['given'],
): Record<string, Brought> {
  const brought: Record<string, Brought> = {};
  for (const { number, folder, brings } of steps)
    for (const name of brings) {
      const text = files[`src/${name}`];
      const refuse = (why: string): never => {
        throw new LadderError(`steps/${folder}/step.md: it brings ${name}, ${why}`);
      };
      if (text === undefined) refuse(`and there’s no src/${name}`);
      if (name in woven) refuse(`which is woven: delete steps/woven/${name}.woven`);
      if (name in given) refuse('which is given from the start: stage.ts says so');
      if (name in brought) refuse(`which step ${brought[name]!.step} brings already`);
      brought[name] = { step: number, text: text! };
    }
  return brought;
}

function stepOf(files: Readonly<Record<string, string>>, file: string, number: number): Step {
  const folder = file.split('/')[1]!;
  const [, front = '', what = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(files[file]!) ?? [];
  const said = (name: string): string | undefined =>
    new RegExp(`^${name}: *(.+)$`, 'm').exec(front)?.[1];
  const field = (name: string): string => {
    const value = said(name);
    if (!value) throw new LadderError(`${file}: it says no ${name} between its two lines of ---`);
    return value;
  };
  if (Number(/^(\d\d)-[a-z-]+$/.exec(folder)?.[1]) !== number)
    throw new LadderError(
      `${file}: the folder of step ${number} begins with its number in 2 digits`,
    );
  const tests = `steps/${folder}/step.test.ts`;
  return {
    number,
    folder,
    title: field('title'),
    chapter: field('chapter'),
    what: what.trim(),
    tests: tests in files ? tests : undefined,
    brings: said('brings')?.trim().split(/\s+/) ?? [],
  };
}
