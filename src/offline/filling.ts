// Fills the cache: with what each page may need, what was opened, or the whole book.
import { build, FIRST, WHOLE, type Hashes } from './build.ts';
import { at, bring, key, keptHashes, named, read, write } from './cache.ts';
import type { Progress, StoppedBy } from './messages.ts';
import type { ServiceWorkerScope } from './scope.ts';
import { version } from './versions.ts';

declare const self: ServiceWorkerScope;

interface Filled {
  /** How many files came. */
  came: number;
  /** How many are not there yet. */
  missing: number;
  stoppedBy?: StoppedBy;
}

export const savesData = (): boolean => self.navigator.connection?.saveData === true;

/** The files that should be here: the whole book, or what was opened of it in whichever version. */
async function wanted(have: ReadonlySet<string>): Promise<Hashes> {
  const isWanted = await read(key(at.whole));
  if (isWanted === 'asked' || (isWanted && !savesData()) || (await caches.has(FIRST.pages)))
    return WHOLE;
  const opened = new Set<string>();
  for (const id of (await named(at.version)).values())
    for (const [path, hash] of Object.entries((await version(id))?.files ?? {}))
      if (have.has(hash)) opened.add(path);
  return {
    ...build.core,
    ...Object.fromEntries(Object.entries(build.rest).filter(([path]) => opened.has(path))),
  };
}

/** When a page last asked for something. */
let lastAsked = 0;
export function pageAsks(): void {
  lastAsked = Date.now();
}
/** After so many milliseconds a file that is fetched for later will not come any more. */
const HANGS = 30_000;
/** For how long, in milliseconds, no page may have asked for anything before the rest is fetched. */
const IDLE = 2000;
/** Pages that show how much is kept. */
const watchers = new Set<MessagePort>();
/** How many readers wait for all of it. */
let waiting = 0;
async function idle(): Promise<void> {
  for (let left; waiting === 0 && (left = lastAsked + IDLE - Date.now()) > 0;)
    await new Promise((resolve) => setTimeout(resolve, Math.min(left, 200)));
}

const HASHES = new Set(Object.values(WHOLE));
const keptOfWhole = (have: ReadonlySet<unknown>): number =>
  [...HASHES].filter((hash) => have.has(hash)).length;
const progress = (kept: number, ended?: Progress['ended']): Progress => ({
  kept,
  of: HASHES.size,
  ended,
});

/**
 * Asks for all that should be here and isn't yet, some files at a time, and gives way to what pages
 * ask for. A file that is wrong is left out; it may be right at the next visit.
 */
export async function fill(): Promise<Filled> {
  const have = await keptHashes();
  const before = keptOfWhole(have);
  // of files that are the same one is enough
  const byHash = new Map(Object.entries(await wanted(have)).map(([path, hash]) => [hash, path]));
  const missing = [...byHash].filter(([hash]) => !have.has(hash));
  const filled: Filled = { came: 0, missing: missing.length };
  const work = async (): Promise<void> => {
    for (let next = missing.shift(); next && !filled.stoppedBy; next = missing.shift()) {
      await idle();
      const brought = await bring(next[1], next[0], AbortSignal.timeout(HANGS)).catch(
        () => undefined,
      );
      if (!brought || brought.response.status >= 500 || brought.response.status === 429)
        filled.stoppedBy = 'network';
      else if (brought.isKept) filled.came++;
      else if (brought.bytes) filled.stoppedBy = 'room';
      const now = progress(before + filled.came);
      for (const watcher of watchers)
        watcher.postMessage(now.kept === now.of ? { ...now, ended: 'done' } : now);
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  filled.missing -= filled.came;
  return filled;
}

/** What fills or clears the cache does so one after the other. */
let last: Promise<unknown> = Promise.resolve();
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work);
  last = done.catch(() => {});
  return done;
}

/** Tells how far the whole book is kept; and fetches it, if it shall be, while it tells. */
export async function tellWhole(port: MessagePort, isFetched: boolean): Promise<void> {
  let ended: Progress['ended'];
  watchers.add(port);
  if (isFetched) {
    waiting++;
    try {
      await write(key(at.whole), 'asked');
      ended = (await inTurn(fill)).stoppedBy ?? 'wrong';
    } catch {
      ended = 'room'; // the browser lets nothing be kept
    }
    waiting--;
    watchers.delete(port);
  }
  const { kept, of } = progress(keptOfWhole(await keptHashes().catch(() => new Set())));
  port.postMessage(progress(kept, kept === of ? 'done' : ended));
}
