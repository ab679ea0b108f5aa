// The type checker of the page: TypeScript's own, in a worker, loaded when a reader first asks for
// it.
import { url } from '../../book/url.ts';
import { tellNotLoaded } from '../../offline/not-loaded.ts';
import type { Position } from '../../runner/contract.ts';
import { isTyped } from './file-names.ts';
import { NotLoadedError } from './loading.ts';
import type { Files } from './files.ts';
import { TookTooLongError, WorkerAnswers } from './worker-answers.ts';

export interface TypeMistake {
  at: Position;
  message: string;
}
export interface TypesQuestion {
  files: Readonly<Record<string, string>>;
  /** The files whose mistakes are wanted. */
  wanted: readonly string[];
  /** Where TypeScript's own declarations are. */
  libraries: string;
}

/**
 * How long a check may take once it has begun, in milliseconds: types can be written that never
 * come to an end.
 */
const LIMIT = 60_000;

/** What a reader is told of a check that failed; nothing where it could not be loaded. */
export const whyNotChecked = (error: unknown): string | undefined =>
  error instanceof TookTooLongError
    ? `Stopped: the types took more than ${LIMIT / 1000} s to check.`
    : undefined;

/**
 * The mistakes in these files that aren't in the book's versions of them: the checker of the page
 * knows less of Node and of vitest than the real one.
 * @param originals The book's versions.
 */
export async function mistakesIn(
  files: Files,
  names: readonly string[],
  originals = files.originals(),
): Promise<readonly TypeMistake[]> {
  const key = ({ at, message }: TypeMistake): string => at.file + message;
  // a reader may have one file where the book has another
  const check = (all: TypesQuestion['files']): Promise<TypeMistake[]> =>
    checkTypes(
      all,
      names.filter((name) => name in all),
    );
  const keys = new Set((await check(originals)).map(key));
  const typed = Object.entries(files.all()).filter(([file]) => isTyped(file));
  const mistakes = await check(Object.fromEntries(typed));
  return mistakes.filter((mistake) => !keys.has(key(mistake)));
}

const checker = new WorkerAnswers<TypesQuestion, TypeMistake[]>(
  () => new Worker(new URL('./types-worker.ts', import.meta.url), { type: 'module' }),
  LIMIT,
  (message) => {
    tellNotLoaded();
    return message ? new Error(message) : new NotLoadedError('the type checker');
  },
);

const checkTypes = (
  files: TypesQuestion['files'],
  wanted: TypesQuestion['wanted'],
): Promise<TypeMistake[]> => checker.ask({ files, wanted, libraries: url('code/types.json') });
