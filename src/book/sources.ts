// The one place that reads code/: every file of every stage as text, through Vite, so that an edit
// reloads the chapters.
import { stageFiles } from '../fork/fork.ts';
import { AuthorError } from './author-error.ts';
import { stages } from './stages.ts';

const raw = import.meta.glob<string>(
  [
    '/code/*/{src,props,programs,tests,bench}/**/*.{ts,out}',
    '/code/*/exercises/**/*.{ts,md}',
    '!/code/*/exercises/*/answers.md',
    '/code/*/*.{json,md,ts}',
  ],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

/**
 * File name from `code/` on, as in `part-3-task-loop/src/task-loop.ts`, to text. A folder that doesn't say yet
 * which stage it is isn't in the book.
 */
export const sources: ReadonlyMap<string, string> = new Map(
  Object.entries(raw)
    .map(([path, text]) => [path.slice('/code/'.length), text] as const)
    .filter(([file]) => stages.includes(file.split('/')[0]!)),
);

/** The code of a stage by file name from its root, of those of its folders. */
export function codeFiles(stage: string, folders: readonly string[]): Record<string, string> {
  const wanted = folders.map((folder) => `${stage}/${folder}/`);
  return Object.fromEntries(
    [...sources]
      .filter(([file]) => file.endsWith('.ts') && wanted.some((start) => file.startsWith(start)))
      .map(([file, code]) => [file.slice(stage.length + 1), code]),
  );
}

/** What is at a stage's root, by name: its package.json and the like. */
export const rootFiles = (stage: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(stageFiles(sources, stage)).filter(
      ([file]) => !file.includes('/') && !file.endsWith('.md'),
    ),
  );

/** What each program of a stage prints, by the program's name from the stage's root. */
export const outputsOf = (stage: string): Record<string, string> =>
  Object.fromEntries(
    [...sources]
      .filter(([file]) => file.startsWith(`${stage}/programs/`) && file.endsWith('.out'))
      .map(([file, text]) => [file.slice(stage.length + 1).replace(/out$/, 'ts'), text]),
  );

/** @throws {AuthorError} naming the files that exist near it, if there is no such file. */
export function readSource(file: string): string {
  const text = sources.get(file);
  if (text !== undefined) return text;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const near = [...sources.keys()].filter(
    (name) => name.startsWith(folder) && !name.endsWith('.out'),
  );
  const known = near.length ? near : stages.map((stage) => `${stage}/…`);
  throw new AuthorError(`there is no file code/${file}; known: ${known.join(', ')}`);
}
