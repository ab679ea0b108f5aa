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
 * @param isBeyond True to have those about time, groups and locks, too: they are files of their own.
 */
export function programOf(
  ids: readonly string[],
  asyncio = './asyncio',
  library = './src/index.ts',
  isBeyond = false,
): string {
  const imports = `import { ask } from '${asyncio}/ask.ts';
import * as library from '${library}';
import scenarios from '${asyncio}/scenarios.json' with { type: 'json' };
`;
  const asked = JSON.stringify(ids);
  if (!isBeyond) return `${imports}\nawait ask(library, scenarios.scenarios, ${asked});\n`;
  return `${imports}import { beyondCalls } from '${asyncio}/calls-beyond.ts';
import beyond from '${asyncio}/scenarios-beyond.json' with { type: 'json' };

const all = [...scenarios.scenarios, ...beyond.scenarios];
await ask(library, all, ${asked}, beyondCalls);
`;
}

export interface Limits {
  /** How long the library may take to be loaded, in milliseconds. */
  begin: number;
  /** How long a run may say nothing, in milliseconds. */
  silence: number;
  /** How many runs may end in silence. Then the scenarios that are left aren't asked. */
  silences: number;
}

/** In the page all of it is to take less than 10 s, on a machine that isn't busy. */
const LIMITS: Limits = { begin: 5_000, silence: 1_000, silences: 6 };

/** How long an engine may take to boot, in milliseconds: that is no affair of the library's. */
const BOOT = 60_000;
/**
 * How many times as long as that took a run may say nothing. Starting a thread is what takes longest in
 * an honest scenario, and an engine boots in one: on a machine that is slow or busy both take longer.
 */
const BOOTS = 3;

/** The first line that `ask.ts` prints: it runs, and the library is loaded next. */
const BOOTED = '[]';
/** The next one. */
const LOADED = '{}';

/** The library can't be loaded, so that nothing can be asked. */
export class NotLoadedError extends Error {
  override name = 'NotLoadedError';
}

/**
 * @param stop Aborted when the answers aren't wanted any more; its reason is thrown then.
 * @returns An answer for each scenario that was asked.
 */
export async function answersOf(
  ids: readonly string[],
  begin: Begin,
  limits: Limits = LIMITS,
  stop?: AbortSignal,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let left = limits.silences;
  while (answers.length < ids.length && left > 0) {
    const asked = ids.slice(answers.length);
    let isLoaded = false;
    let trace: string[] = [];
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
    if (isSilent) left--;
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
  const began = performance.now();
  let boot = 0;
  let isSilent = false;
  const silence = new Silence(() => {
    isSilent = true;
    ending.abort();
  });
  silence.endsAfter(BOOT);
  const tell = (line: string): void => {
    if (ending.signal.aborted) return;
    if (line === BOOTED) boot = performance.now() - began;
    const least = line === BOOTED ? limits.begin : limits.silence;
    if (hear(line)) ending.abort();
    else silence.endsAfter(Math.max(least, BOOTS * boot));
  };
  try {
    const signal = stop ? AbortSignal.any([ending.signal, stop]) : ending.signal;
    return { said: await begin({ ids, tell, signal }), isSilent };
  } finally {
    silence.end();
  }
}

/**
 * Waits for a silence to be too long. Where this thread itself didn't get its turn, or the computer slept,
 * what was said meanwhile hasn't been heard yet: so it counts how often it has listened in vain.
 */
class Silence {
  readonly #tooLong: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(tooLong: () => void) {
    this.#tooLong = tooLong;
  }
  endsAfter(ms: number): void {
    this.end();
    let left = 10;
    this.#timer = setInterval(() => {
      if (--left > 0) return;
      this.end();
      this.#tooLong();
    }, ms / left);
  }
  end(): void {
    clearInterval(this.#timer);
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
