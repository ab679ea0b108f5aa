// The steps in which stages are built, through Vite, so that an edit reloads the pages.
import { ladderOf, type Ladder } from '../steps/ladder.ts';
import { sources } from './sources.ts';
import { FORKS } from './stages.ts';

const raw = import.meta.glob<string>('/code/*/steps/**/*.{ts,md,woven}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What is in the `steps/` of the stages, by name from `code/` on. */
export const stepFiles: ReadonlyMap<string, string> = new Map(
  Object.entries(raw).map(([path, text]) => [path.slice('/code/'.length), text]),
);

/** By stage, of those that are built in steps. */
export const ladders: ReadonlyMap<string, Ladder> = new Map(
  FORKS.filter(({ isStarter }) => isStarter).map(({ stage, manifest }) => {
    const files = [...sources, ...stepFiles]
      .filter(([file]) => file.startsWith(`${stage}/`))
      .map(([file, text]) => [file.slice(stage.length + 1), text] as const);
    return [stage, ladderOf(Object.fromEntries(files), manifest.given)];
  }),
);
