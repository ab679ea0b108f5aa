// Exercises: what a reader is to write, who judges it, hints, and a solution. Each is a folder of a
// stage's exercises/.
import { AuthorError } from './author-error.ts';
import { hintsIn } from './hints.ts';
import { elementsIn, shows } from './mdx.ts';
import { readSource, sources } from './sources.ts';
import { written } from './written.ts';

export interface Exercise {
  /** The folder's name, `running-average`. */
  name: string;
  stage: string;
  /** What the reader changes, and the tests that judge it, from the stage's root. */
  entry: string;
  judge: string;
  code: string;
  solution: string;
  /** As HTML, each saying more than the one before. */
  hints: string[];
}

/**
 * @param of From `code/` on, as in `part-1-generators/exercises/running-average`.
 * @throws {AuthorError} naming the stage's exercises, if there is none of that name.
 */
export function exercise(of: string): Exercise {
  const [stage, folder, name, ...rest] = of.split('/');
  if (folder !== 'exercises' || !name || rest.length > 0 || !sources.has(`${of}/exercise.ts`)) {
    const known = [...sources.keys()].flatMap(
      (file) => /^(.+\/exercises\/.+)\/exercise\.ts$/.exec(file)?.[1] ?? [],
    );
    throw new AuthorError(`there is no exercise code/${of}; known: ${known.join(', ')}`);
  }
  const path = `exercises/${name}`;
  return {
    name,
    stage: stage!,
    entry: `${path}/exercise.ts`,
    judge: `${path}/check.test.ts`,
    code: readSource(`${of}/exercise.ts`),
    solution: readSource(`${of}/solution.ts`),
    hints: hintsIn(readSource(`${of}/hints.md`)),
  };
}

/** What a reader is told of it before they begin. */
export const kindOf = (isChallenge: boolean): string =>
  isChallenge ? 'Challenge · ten minutes or more' : 'Warm-up';

/**
 * The exercises of a chapter, by what its author wrote.
 * @param chapter Its path in content/, without `.mdx`.
 */
export const exercisesIn = (chapter: string): string[] =>
  elementsIn(written(chapter))
    .filter((element) => shows(element) === 'exercise')
    .map(({ attributes }) => String(attributes.of));
