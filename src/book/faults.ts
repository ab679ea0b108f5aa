// The faults that readers look for: chosen from what the recorded mutation runs have found, when the site is built.
import { chooseFaults } from '../faults/choose.ts';
import type { CaughtOfStage } from '../faults/caught.ts';
import type { Fault, FaultsOfStage } from '../faults/fault.ts';
import { AuthorError } from './author-error.ts';
import { symbolsIn } from './cut.ts';
import { elementsIn } from './mdx.ts';
import { codeFiles } from './sources.ts';
import { manifests, stages } from './stages.ts';
import { written } from './written.ts';

const recorded = import.meta.glob<CaughtOfStage>('/src/faults/caught/*.json', {
  import: 'default',
  eager: true,
});
const found = new Map<string, FaultsOfStage>();

/** The texts of all symbols of a stage's library. */
const textsOf = (stage: string): string[] =>
  Object.entries(codeFiles(stage, ['src'])).flatMap(([file, text]) =>
    symbolsIn(text, file).map(({ start, end }) => text.slice(start, end)),
  );

/** None for a stage of which no run is recorded. */
export function faultsOf(stage: string): FaultsOfStage {
  const known = found.get(stage);
  if (known && !import.meta.env.DEV) return known;
  const { mutants } = recorded[`/src/faults/caught/${stage}.json`] ?? NONE;
  const before = stages[stages.indexOf(stage) - 1];
  const faults = chooseFaults(mutants, {
    files: codeFiles(stage, ['src']),
    before: new Set(before === undefined ? [] : textsOf(before)),
    symbolsIn,
  });
  const its = { part: manifests.get(stage)!.part, faults };
  found.set(stage, its);
  return its;
}
const NONE: CaughtOfStage = {
  made: { mutants: 0, small: 0, tried: 0, tests: 0, node: '' },
  mutants: [],
};

/** The stages that have any. */
export const stagesWithFaults = (): string[] =>
  stages.filter((stage) => faultsOf(stage).faults.length > 0);

/**
 * Those in what a chapter shows of its stage's library, by its listings.
 * @param at Where its author asks for them, as in `content/part-3-task-loop/guards.mdx:12:1`.
 * @throws {AuthorError} if there are none.
 */
export function faultsAt(at: string): { stage: string; faults: Fault[] } {
  const chapter = /([^/]+\/[^/]+)\.mdx\b/.exec(at)?.[1] ?? '';
  const stage = chapter.split('/')[0]!;
  const shown = elementsIn(written(chapter)).flatMap(({ name, attributes }) => {
    const { of, to, symbol } = attributes;
    return name === 'Snippet' || name === 'Changed' ? [{ file: of ?? to, symbol }] : [];
  });
  const isShown = (fault: Fault): boolean =>
    shown.some(
      ({ file, symbol }) =>
        file === `${stage}/${fault.file}` &&
        (fault.symbol === symbol || fault.symbol.startsWith(`${String(symbol)}.`)),
    );
  const faults = stages.includes(stage) ? faultsOf(stage).faults.filter(isShown) : [];
  if (faults.length === 0)
    throw new AuthorError(
      'finds no fault in what this chapter shows of its library: the chapter does without it',
    );
  return { stage, faults };
}
