// The steps in which a reader builds a stage, through Vite, so that an edit reloads the chapters.
import { ladderOf, type Ladder } from '../steps/ladder.ts';
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
