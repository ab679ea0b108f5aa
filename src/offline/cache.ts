// The cache of the book: what is kept, under which addresses, and how it comes there.
import { scope } from './build.ts';
import { HASHED } from './hashed.ts';

/**
 * One cache for all versions. Workbox, in a neighbour's book, clears away by parts of names: none
 * of its is a part of this.
 */
const CACHE = `tasque ${scope}`;
/**
 * Inside it: a file under its hash, the files of a version, the version of a page that was not made
 * by this one; which page was opened first, and whether the whole book is wanted.
 */
export const at = {
  file: 'file/',
  version: 'version/',
  client: 'client/',
  active: 'active',
  pause: 'pause',
  first: 'first',
  whole: 'whole',
};

export const cacheOfBook = (): Promise<Cache> => caches.open(CACHE);
export const key = (kind: string, name = ''): string => scope + kind + encodeURIComponent(name);
export const read = async (address: string): Promise<string | undefined> =>
  (await (await cacheOfBook()).match(address))?.text();
export const write = async (address: string, text: string): Promise<void> =>
  (await cacheOfBook()).put(address, new Response(text));

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const all = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...all.subarray(0, HASHED)));
}

/** A file that is kept, if it still is what was kept. */
export async function kept(hash: string | undefined): Promise<ArrayBuffer | undefined> {
  if (hash === undefined) return undefined;
  try {
    const cache = await cacheOfBook();
    const bytes = await (await cache.match(key(at.file, hash)))?.arrayBuffer();
    if (!bytes || (await hashOf(bytes)) === hash) return bytes;
    await cache.delete(key(at.file, hash));
  } catch {
    // the browser lets nothing be kept, or has lost it
  }
  return undefined;
}

/**
 * Whether a file is one with a hash of its content in its name: another version has the same under
 * it, or nothing.
 */
export const isNamedByContent = (path: string): boolean => path.startsWith('_astro/');

interface Brought {
  /** Nothing where it isn't the file that was asked for. */
  bytes?: ArrayBuffer;
  response: Response;
  /** Whether it can be kept: there may be no room. */
  isKept: boolean;
}

/**
 * Asks the network for a file, and keeps what it should be. Whatever comes must be right to the
 * last byte, and nothing else matters: by which way it came, with which status, with which headers.
 */
export async function bring(path: string, hash: string, signal?: AbortSignal): Promise<Brought> {
  let response: Response | undefined;
  // hosts lead from index.html to the folder; a wrong answer may lie in the browser's own cache,
  // and be called fresh there
  for (const cache of [isNamedByContent(path) ? 'default' : 'no-cache', 'reload'] as const) {
    response = await fetch(
      scope +
        path
          .replace(/(^|\/)index\.html$/, '$1')
          .split('/')
          .map(encodeURIComponent)
          .join('/'),
      { cache, mode: 'same-origin', credentials: 'same-origin', signal: signal ?? null },
    );
    const bytes = await response.clone().arrayBuffer();
    if ((await hashOf(bytes)) !== hash) continue;
    const isKept = await cacheOfBook()
      .then((cache) => cache.put(key(at.file, hash), new Response(bytes)))
      .then(
        () => true,
        () => false,
      );
    return { bytes, response, isKept };
  }
  return { response: response!, isKept: false };
}

/** What is kept of a kind: addresses and names. */
export async function named(kind: string): Promise<Map<string, string>> {
  const start = scope + kind;
  const keys = await (await cacheOfBook()).keys();
  return new Map(
    keys.flatMap(({ url }) =>
      url.startsWith(start) ? [[url, decodeURIComponent(url.slice(start.length))]] : [],
    ),
  );
}

export const keptHashes = async (): Promise<Set<string>> =>
  new Set((await named(at.file)).values());
