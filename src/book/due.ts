// A chapter shows the library as it is at the chapter's end: nothing is on a page before it's due.
import { AuthorError } from './author-error.ts';
import { cut, type Cut, type Part } from './cut.ts';
import { readSource } from './sources.ts';
import { ladders } from './steps.ts';
import { written } from './written.ts';

/** A state of a stage's library: after which step, and the chapter at whose end that is built. */
export interface State {
  stage: string;
  step: number;
  chapter: string | undefined;
}

export interface Due extends Cut {
  /** The whole file that it is cut from. */
  source: string;
  /** Of a form that isn't the finished one: the state that has it. */
  earlier: State | undefined;
  /** Where the finished form begins in its file; counts from 1. */
  finished: number;
}

const numberOf = (chapter: string): number => Number(written(chapter).frontMatter.chapter);

/** The state that a stage's library has at the end of a chapter of that stage. */
function stateAt(stage: string, chapter: string): State {
  const { steps } = ladders.get(stage)!;
  const last = steps.findLast((step) => numberOf(step.chapter) <= numberOf(chapter));
  return { stage, step: last?.number ?? 0, chapter: last?.chapter };
}

function finished(of: string, part: Part): Due {
  const source = readSource(of);
  const found = cut(source, of, part);
  return { source, earlier: undefined, finished: found.line, ...found };
}

/** What `make` makes, unless the author asked for what isn't there. */
function ifThere<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof AuthorError) return undefined;
    throw error;
  }
}

/**
 * A part of a file of `code/`. Of a stage's library, a chapter of that stage gets the form that it has
 * at the chapter's end; all others get the finished one.
 * @param of The file, from `code/` on.
 * @param at Where the author wrote the listing: `content/CHAPTER.mdx:LINE:COLUMN`.
 * @throws {AuthorError} if there's no such part, or not yet.
 */
export function due(of: string, part: Part, at: string | undefined): Due {
  const [, stage = '', name = ''] = /^([^/]+)\/src\/(.+)$/.exec(of) ?? [];
  const chapter = /^content\/(.+)\.mdx:/.exec(at ?? '')?.[1];
  const ladder = ladders.get(stage);
  const isBuilt = ladder !== undefined && (name in ladder.woven || name in ladder.brought);
  if (!isBuilt || chapter?.split('/')[0] !== stage) return finished(of, part);

  const state = stateAt(stage, chapter);
  const source = ladder.filesAt(state.step)[name];
  const now = source === undefined ? undefined : ifThere(() => cut(source, of, part));
  const last = ifThere(() => finished(of, part));
  if (now === undefined && last !== undefined)
    throw new AuthorError(
      `${part.symbol ?? part.region ?? of} of code/${of} isn’t ${name in ladder.brought ? 'there' : 'built'} yet at the end of this chapter, after step ${state.step}`,
    );
  return now === undefined || now.code === last?.code
    ? finished(of, part)
    : { source: source!, earlier: state, finished: last?.line ?? 1, ...now };
}
