// The type checker of the page: TypeScript's own, in a worker, loaded when a reader first asks for
// it.
import { url } from '../../book/url.ts';
import { tellNotLoaded } from '../../offline/not-loaded.ts';
import type { Position } from '../../runner/contract.ts';
import { isTyped } from './file-names.ts';
import { NotLoadedError } from './loading.ts';
import type { Files } from './files.ts';

export interface TypeMistake {
  at: Position;
  message: string;
}
export interface TypesRequest {
  id: number;
  files: Readonly<Record<string, string>>;
  /** The files whose mistakes are wanted. */
  wanted: readonly string[];
  /** Where TypeScript's own declarations are. */
  libraries: string;
}
export type TypesReply = { id: number } & (
  { began: true } | { mistakes: TypeMistake[] } | { failed: string }
);

/**
 * How long a check may take once it has begun, in milliseconds: types can be written that never
 * come to an end.
 */
const LIMIT = 60_000;

class TypesTimeout extends Error {}

/** What a reader is told of a check that failed; nothing where it could not be loaded. */
export const whyNotChecked = (error: unknown): string | undefined =>
  error instanceof TypesTimeout
    ? `Stopped: the types took more than ${LIMIT / 1000} s to check.`
    : undefined;

/**
 * The mistakes in these files that aren't in the book's versions of them: the checker of the page
 * knows less of Node and of vitest than the real one.
 */
export async function mistakesIn(
  files: Files,
  names: readonly string[],
): Promise<readonly TypeMistake[]> {
  const originals = files.originals();
  const key = ({ at, message }: TypeMistake): string => at.file + message;
  const known = await checkTypes(
    originals,
    names.filter((name) => name in originals),
  );
  const keys = new Set(known.map(key));
  const typed = Object.entries(files.all()).filter(([file]) => isTyped(file));
  return (await checkTypes(Object.fromEntries(typed), names)).filter(
    (mistake) => !keys.has(key(mistake)),
  );
}

interface Asked {
  files: TypesRequest['files'];
  wanted: readonly string[];
  resolve(mistakes: TypeMistake[] | Promise<TypeMistake[]>): void;
  reject(why: Error): void;
  timer?: ReturnType<typeof setTimeout>;
}

let worker: Worker | undefined;
let nextId = 1;
/** What the worker has not answered, by id. */
const asked = new Map<number, Asked>();

function checkTypes(files: Asked['files'], wanted: Asked['wanted']): Promise<TypeMistake[]> {
  worker ??= makeWorker();
  const id = nextId++;
  const { promise, resolve, reject } = Promise.withResolvers<TypeMistake[]>();
  asked.set(id, { files, wanted, resolve, reject });
  worker.postMessage({
    id,
    files,
    wanted,
    libraries: url('code/types.json'),
  } satisfies TypesRequest);
  return promise;
}

function makeWorker(): Worker {
  const it = new Worker(new URL('./types-worker.ts', import.meta.url), { type: 'module' });
  it.onmessage = ({ data }: MessageEvent<TypesReply>) => {
    const one = asked.get(data.id)!;
    if ('began' in data) one.timer = setTimeout(() => giveUp(data.id), LIMIT);
    else {
      clearTimeout(one.timer);
      asked.delete(data.id);
      if ('failed' in data) one.reject(new Error(data.failed));
      else one.resolve(data.mistakes);
    }
  };
  it.onerror = ({ message }) => {
    tellNotLoaded();
    const why = message ? new Error(message) : new NotLoadedError('the type checker');
    for (const { reject } of endWorker()) reject(why);
  };
  return it;
}

/** Ends the worker over one check; the others are asked again. */
function giveUp(id: number): void {
  const one = asked.get(id)!;
  asked.delete(id);
  one.reject(new TypesTimeout());
  for (const { files, wanted, resolve } of endWorker()) resolve(checkTypes(files, wanted));
}

/** @returns What it had not answered. */
function endWorker(): Asked[] {
  worker?.terminate();
  worker = undefined;
  const left = [...asked.values()];
  asked.clear();
  for (const { timer } of left) clearTimeout(timer);
  return left;
}
