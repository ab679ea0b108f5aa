// The states of the libraries that a chapter names, for what lays two beside each other.
import { BEGINNING } from '../steps/ladder.ts';
import { AuthorError } from './author-error.ts';
import { ladders } from './steps.ts';

/** A state of the book's: of which stage, and after which step. */
interface Named {
  /** As addresses have it: `STAGE/FOLDER`. */
  id: string;
  files: Readonly<Record<string, string>>;
}

/**
 * @param of A stage, finished; `STAGE/beginning`; a chapter, at its end; or `STAGE/` and the folder of a step.
 * @throws {AuthorError} naming those that there are.
 */
function stateNamed(of: string): Named {
  const [stage = '', name] = of.split('/');
  const ladder = ladders.get(stage);
  if (!ladder)
    throw new AuthorError(`no states of ${stage}; known: ${[...ladders.keys()].join(', ')}`);
  const { steps } = ladder;
  const step =
    name === undefined
      ? steps.at(-1)
      : steps.findLast(({ folder, chapter }) => folder === name || chapter === of);
  if (!step && name !== BEGINNING)
    throw new AuthorError(
      `no state ${of}; known: ${stage}, ${stage}/${BEGINNING}, chapters with steps, as ${steps[0]!.chapter}, and steps, as ${stage}/${steps[0]!.folder}`,
    );
  return { id: `${stage}/${step?.folder ?? BEGINNING}`, files: ladder.filesAt(step?.number ?? 0) };
}

/**
 * Two of them, and a file of either.
 * @throws {AuthorError} if there is no such thing.
 */
export function statesNamed(
  from: string,
  to: string,
  file?: string,
): { from: string; to: string; file: string | undefined } {
  const [a, b] = [stateNamed(from), stateNamed(to)];
  const files = Object.keys({ ...a.files, ...b.files }).map((name) => `src/${name}`);
  if (file !== undefined && !files.includes(file))
    throw new AuthorError(`neither state has ${file}; known: ${files.sort().join(', ')}`);
  return { from: a.id, to: b.id, file };
}
