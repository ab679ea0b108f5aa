// Has a library play scenarios, each of which may hang it or break it off.
import type { Answer } from './scenario.ts';

/** One run of `ask.ts` beside the library. */
export interface Run {
  /** Which scenarios, in which order. */
  readonly ids: readonly string[];
  /** To be called with each line that is printed. */
  readonly tell: (line: string) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** @returns What it said last, if it didn't end well. */
export type Begin = (run: Run) => Promise<string>;

/**
 * The program that plays them: `ask.ts` comes first, since what the library prints is no answer.
 * @param asyncio The folder of these files, as the program imports from it.
 * @param library Where the library is imported from.
 */
export const programOf = (
  ids: readonly string[],
  asyncio = './asyncio',
  library = './src/index.ts',
): string => `import { ask } from '${asyncio}/ask.ts';
import * as library from '${library}';
import scenarios from '${asyncio}/scenarios.json' with { type: 'json' };

await ask(library, scenarios.scenarios, ${JSON.stringify(ids)});
`;

export interface Limits {
  /** How long a run may take to begin, in milliseconds: an engine boots, files are loaded. */
  begin: number;
  /** How long a run may say nothing, in milliseconds. */
  silence: number;
  /** How much silence there may be in all. Then the scenarios that are left aren't asked. */
  silences: number;
}

/** In the page all of it is to take less than 10 s. */
const LIMITS: Limits = { begin: 8_000, silence: 1_000, silences: 6_000 };

/** The first line that `ask.ts` prints. */
const LOADED = '{}';

/** The library can't be loaded, so that nothing can be asked. */
export class NotLoadedError extends Error {
  override name = 'NotLoadedError';
}

/**
 * @param stop Aborted when nobody waits for the answers any more, whose reason is thrown then.
 * @returns An answer for each scenario that was asked.
 */
export async function answersOf(
  ids: readonly string[],
  begin: Begin,
  { begin: toBegin, silence, silences }: Limits = LIMITS,
  stop?: AbortSignal,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let left = silences;
  while (answers.length < ids.length && left > 0) {
    const asked = ids.slice(answers.length);
    let isLoaded = false;
    let trace: string[] = [];
    const limits = { begin: toBegin, silence };
    const { isSilent, said } = await listen(begin, asked, limits, stop, (line) => {
      const { id, event } = lineFrom(line) ?? {};
      isLoaded ||= line === LOADED;
      // a library may print what it likes: only what was asked is an answer
      if (id === undefined || id !== ids[answers.length]) return false;
      if (event !== undefined) trace.push(event);
      else {
        answers.push({ id, trace });
        trace = [];
      }
      return answers.length === ids.length;
    });
    stop?.throwIfAborted();
    if (isSilent) left -= silence;
    if (!isLoaded) throw new NotLoadedError(isSilent ? 'its files don’t come to an end' : said);
    if (answers.length === ids.length) break;
    // the first one without an answer is the one that was running
    const ended = isSilent ? 'it doesn’t end' : said || 'it ended the program';
    answers.push({ id: ids[answers.length]!, trace, ended });
  }
  return answers;
}

/** @param hear Says whether that was all. */
async function listen(
  begin: Begin,
  ids: readonly string[],
  limits: Pick<Limits, 'begin' | 'silence'>,
  stop: AbortSignal | undefined,
  hear: (line: string) => boolean,
): Promise<{ isSilent: boolean; said: string }> {
  const ending = new AbortController();
  let isSilent = false;
  const wait = (ms: number): ReturnType<typeof setTimeout> =>
    setTimeout(() => {
      isSilent = true;
      ending.abort();
    }, ms);
  let timer = wait(limits.begin);
  const tell = (line: string): void => {
    if (ending.signal.aborted) return;
    clearTimeout(timer);
    if (hear(line)) ending.abort();
    else timer = wait(limits.silence);
  };
  try {
    const signal = stop ? AbortSignal.any([ending.signal, stop]) : ending.signal;
    return { said: await begin({ ids, tell, signal }), isSilent };
  } finally {
    clearTimeout(timer);
  }
}

/** What a line says; it comes from outside. Without an event it's the end of that scenario. */
function lineFrom(line: string): { id: string; event?: string } | undefined {
  if (line.length > 10_000 || !line.startsWith('{')) return undefined;
  try {
    const { id, event } = JSON.parse(line) as Record<string, unknown>;
    if (typeof id !== 'string') return undefined;
    return typeof event === 'string' ? { id, event } : { id };
  } catch {
    return undefined;
  }
}
