// The steps in which a reader builds a stage, through Vite, so that an edit reloads the chapters.
import { ladderOf, type Ladder, type Step } from '../steps/ladder.ts';
import { linesAt } from '../steps/weave.ts';
import { hintsIn } from './hints.ts';
import { codeFiles } from './sources.ts';
import { manifests } from './stages.ts';

const raw = import.meta.glob<string>('/code/*/steps/**/*.{ts,md,woven}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What is in a stage's `steps/`, by name from the stage's root. */
export function filesOf(stage: string): Record<string, string> {
  const root = `/code/${stage}/`;
  return Object.fromEntries(
    Object.entries(raw)
      .filter(([path]) => path.startsWith(root))
      .map(([path, text]) => [path.slice(root.length), text]),
  );
}

/** Of the stages that are built in steps, in the order of the book. */
export const ladders: ReadonlyMap<string, Ladder> = new Map(
  [...manifests].flatMap(([stage, { given }]) => {
    const ladder = ladderOf({ ...codeFiles(stage, ['src']), ...filesOf(stage) }, given);
    return ladder.steps.length > 0 ? [[stage, ladder] as const] : [];
  }),
);

/** The tests of a stage's steps, and what they share, by name from the stage's root. */
export const testsOfSteps = (stage: string): Record<string, string> =>
  Object.fromEntries(Object.entries(filesOf(stage)).filter(([file]) => file.endsWith('.ts')));

/** As HTML; a step for speed alone has none. */
export const hintsOf = (stage: string, { folder }: Step): string[] =>
  hintsIn(filesOf(stage)[`steps/${folder}/hints.md`] ?? '');

export interface Built {
  stage: string;
  ladder: Ladder;
  /** What is built at the end of the chapter. */
  steps: readonly Step[];
}

/** @param chapter Its path in content/, without `.mdx`. */
export function builtIn(chapter: string): Built | undefined {
  for (const [stage, ladder] of ladders) {
    const steps = ladder.steps.filter((step) => step.chapter === chapter);
    if (steps.length > 0) return { stage, ladder, steps };
  }
  return undefined;
}

export interface FileSoFar {
  /** From the stage's root. */
  file: string;
  text: string;
  /** Of each line, whether the chapter brought it. */
  isNew: readonly boolean[];
  /** How many lines the chapter took. */
  gone: number;
  /** The number of the step that it came with, finished. */
  cameWith: number | undefined;
}

/** The library at the end of a chapter: what the chapter changed first, and then what came with its steps. */
export function codeSoFar({ ladder, steps }: Built): FileSoFar[] {
  const before = steps[0]!.number - 1;
  const now = steps.at(-1)!.number;
  const files = Object.entries(ladder.filesAt(now)).map(([name, text]): FileSoFar => {
    const woven = ladder.woven[name];
    const lines = woven === undefined ? [] : linesAt(woven, now);
    const cameWith = ladder.brought[name]?.step;
    return {
      file: `src/${name}`,
      text: text.trimEnd(),
      isNew: text
        .trimEnd()
        .split('\n')
        .map((_, at) => (cameWith ?? lines[at]?.from ?? 0) > before),
      gone: woven === undefined ? 0 : linesAt(woven, before).filter(({ to }) => to <= now).length,
      cameWith,
    };
  });
  const rankOf = ({ isNew, gone, cameWith }: FileSoFar): number =>
    gone === 0 && !isNew.includes(true) ? 2 : cameWith === undefined ? 0 : 1;
  return files.toSorted((a, b) => rankOf(a) - rankOf(b));
}
