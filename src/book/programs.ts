// Programs: what a chapter runs. Each is in a stage's programs/ with what it prints beside it.
import { AuthorError } from './author-error.ts';
import { readSource, sources } from './sources.ts';

export interface Program {
  /** `two-tasks.ts`. */
  name: string;
  stage: string;
  /** From the stage's root: `programs/two-tasks.ts`. */
  entry: string;
  code: string;
  /** Exactly what it prints; CI proves it. */
  output: string;
}

/**
 * @param of From `code/` on, as in `part-3-task-loop/programs/two-tasks.ts`.
 * @throws {AuthorError} if the program or its output is missing.
 */
export function program(of: string): Program {
  const [stage, ...rest] = of.split('/');
  const code = readSource(of);
  if (rest[0] !== 'programs' || !of.endsWith('.ts'))
    throw new AuthorError(
      `code/${of} is no program: programs are .ts files in a stage's programs/`,
    );
  const output = sources.get(of.replace(/\.ts$/, '.out'));
  if (output === undefined)
    throw new AuthorError(`code/${of} has no .out beside it: write what it prints`);
  return { name: rest.at(-1)!, stage: stage!, entry: rest.join('/'), code, output };
}
