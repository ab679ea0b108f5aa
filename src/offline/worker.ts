// The service worker: keeps the book, so that it reads and runs without a network, and gives its
// pages the headers that make them isolated where the host does not. What a reader opens is kept,
// and what each page may need; the rest comes once they read on, or ask for it.
//
// It knows the hash of every file of its build: `BUILD` stands in this script, which only the
// network can replace. A file is kept under its hash, and hashed again each time it is given out:
// whatever a portal answered during the install, and whatever a script in a page has put into the
// origin's caches since, is never taken for a file of the book.
import { contentTypeOf } from '../hosting/content-types.ts';
import { addedTo, EVERYWHERE } from '../hosting/headers.ts';
import type { FetchEvent, ServiceWorkerScope } from './scope.ts';

/** Files of a build and their SHA-256, in base64: `lab/part-2-futures/index.html`. */
export type Hashes = Readonly<Record<string, string>>;

export interface Build {
  /** The hash of what follows. */
  id: string;
  /** What any page may need: kept from the first visit on. */
  core: Hashes;
  /** The rest of the book. What is needed most comes first: room may run out. */
  rest: Hashes;
  /** Large and seldom wanted: kept once it was asked for. */
  asked: Hashes;
}

/** What a page tells the worker. */
export type Told =
  | 'take over'
  /** Addresses of what the page that is open is made of. */
  | { keep: string[] }
  /** How far the whole book is kept, and with `fetch` that it shall be: answered with `Progress`. */
  | { whole: 'ask' | 'fetch' };

/** How many files of the whole book are kept; `ended` where no more will come now. */
export interface Progress {
  kept: number;
  of: number;
  ended?: 'done' | 'wrong' | Filled['stoppedBy'];
}

declare const BUILD: Build;
declare const self: ServiceWorkerScope;

const { scope } = self.registration;
const WHOLE: Hashes = { ...BUILD.core, ...BUILD.rest };
const FILES: Hashes = { ...WHOLE, ...BUILD.asked };

/**
 * One cache for all versions. Workbox, in a neighbour's book, clears away by parts of names: none
 * of its is a part of this.
 */
const CACHE = `tasque ${scope}`;
/**
 * Inside it: a file under its hash, the files of a version, the version of a page that was not made
 * by this one; which page was opened first, and whether the whole book is wanted.
 */
const at = {
  file: 'file/',
  version: 'version/',
  client: 'client/',
  active: 'active',
  pause: 'pause',
  first: 'first',
  whole: 'whole',
};

/**
 * Versions that have no list. A page that came from the network, and is none of ours, is answered
 * from there.
 */
const UNKNOWN = 'unknown';
/** The first edition, whose worker was made of Workbox's parts. */
const FIRST = { id: 'first', pages: `workbox-precache-v2-${scope}`, asked: 'tasque-asked-for' };

/** What a reader is shown in the place of a page that there is, and that isn't kept. */
const OFFLINE = 'offline/index.html';

const cacheOfBook = (): Promise<Cache> => caches.open(CACHE);
const key = (kind: string, name = ''): string => scope + kind + encodeURIComponent(name);
const read = async (address: string): Promise<string | undefined> =>
  (await (await cacheOfBook()).match(address))?.text();
const write = async (address: string, text: string): Promise<void> =>
  (await cacheOfBook()).put(address, new Response(text));

/** The headers of a file of the book: what a host is asked for, on each host. */
function headersOf(path: string): Record<string, string> {
  return { ...EVERYWHERE, ...addedTo(`/${path}`), 'Content-Type': contentTypeOf(path) };
}
const answer = (path: string, bytes: BodyInit, status = 200): Response =>
  new Response(bytes, { status, headers: headersOf(path) });

/** What the network answered, isolated. */
function isolate(response: Response, path: string): Response {
  if (response.status === 0) return response; // a redirection, which the browser follows itself
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(addedTo(`/${path}`))) headers.set(name, value);
  return new Response([101, 204, 205, 304].includes(response.status) ? null : response.body, {
    status: response.status,
    statusText: response.statusText,
    headers,
  });
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))));
}

/** A file that is kept, if it still is what was kept. */
async function kept(hash: string | undefined): Promise<ArrayBuffer | undefined> {
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
const isNamedByContent = (path: string): boolean => path.startsWith('_astro/');

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
async function bring(path: string, hash: string, signal?: AbortSignal): Promise<Brought> {
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
async function named(kind: string): Promise<Map<string, string>> {
  const start = scope + kind;
  const keys = await (await cacheOfBook()).keys();
  return new Map(
    keys.flatMap(({ url }) =>
      url.startsWith(start) ? [[url, decodeURIComponent(url.slice(start.length))]] : [],
    ),
  );
}

interface Filled {
  /** How many files came. */
  came: number;
  /** How many are not there yet. */
  missing: number;
  /**
   * What else than wrong files was in the way, and may not be for long: the line or the host, or
   * the room there is.
   */
  stoppedBy?: 'network' | 'room';
}

const savesData = (): boolean => self.navigator.connection?.saveData === true;

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
    ...BUILD.core,
    ...Object.fromEntries(Object.entries(BUILD.rest).filter(([path]) => opened.has(path))),
  };
}

const keptHashes = async (): Promise<Set<string>> => new Set((await named(at.file)).values());

/** When a page last asked for something. */
let lastAsked = 0;
/** After so many milliseconds a file that is fetched for later will not come any more. */
const HANGS = 30_000;
/** How long, in milliseconds, nobody may have asked for anything before the rest is asked for. */
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
async function fill(): Promise<Filled> {
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
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work);
  last = done.catch(() => {});
  return done;
}

interface Version {
  since: number;
  files: Hashes;
}
/** Known for good once it was read: what it says of a file is proved by its hash. */
const versions = new Map<string, Version | undefined>();
async function version(id: string): Promise<Version | undefined> {
  if (!versions.has(id))
    versions.set(id, JSON.parse((await read(key(at.version, id))) ?? 'null') ?? undefined);
  return versions.get(id);
}

const since = (): Promise<void> =>
  write(
    key(at.version, BUILD.id),
    JSON.stringify({ since: Date.now(), files: FILES } satisfies Version),
  );

async function install(): Promise<void> {
  const filled = await since()
    .then(() => inTurn(fill))
    .catch(() => undefined); // nothing may be kept here: the headers are worth having all the same
  // The version before has what a reader needs on a train: this one can wait for a better network.
  // The first one is needed at once.
  if (filled?.stoppedBy === 'network' && self.registration.active)
    throw new Error(
      'the new version could not be loaded whole; it is asked for again at the next visit',
    );
}

/**
 * From now on this version answers. What the pages that are open were made of is written down: the
 * worker may be stopped at any time.
 */
async function activate(): Promise<void> {
  // those of the version before; the others came from the network
  const pages = await self.clients.matchAll({ type: 'all' });
  const before =
    (await read(key(at.active))) ?? ((await caches.has(FIRST.pages)) ? FIRST.id : undefined);
  if (before !== undefined && before !== BUILD.id)
    for (const { id } of pages)
      if ((await read(key(at.client, id))) === undefined) await write(key(at.client, id), before);
  await write(key(at.active), BUILD.id);
}

/** Removes the versions that no page is left of, and asks for what this one lacks. */
async function tend(): Promise<void> {
  if (self.registration.installing || self.registration.waiting) return; // it is gathering its own
  await removeOld();
  if (Number(await read(key(at.pause))) > Date.now()) return;
  const { came, missing, stoppedBy } = await fill();
  // a host that changes what it sends is not asked for hundreds of files at each step of a reader
  if (missing > 0 && came === 0 && !stoppedBy)
    await write(key(at.pause), String(Date.now() + 3_600_000));
}

async function removeOld(): Promise<void> {
  const cache = await cacheOfBook();
  const open = new Set(
    (await self.clients.matchAll({ type: 'all', includeUncontrolled: true })).map(({ id }) => id),
  );
  const used = new Set([BUILD.id]);
  for (const [address, id] of await named(at.client))
    if (open.has(id)) used.add((await read(address))!);
    else await cache.delete(address);
  const mine = await version(BUILD.id);
  if (!mine) await since();
  const needed = new Set(Object.values(FILES));
  for (const [address, id] of await named(at.version)) {
    const other = await version(id);
    // a later one is an update that was interrupted, and goes on from there
    if (used.has(id) || (mine && other && other.since > mine.since))
      for (const hash of Object.values(other?.files ?? {})) needed.add(hash);
    else await cache.delete(address);
  }
  for (const [address, hash] of await named(at.file))
    if (!needed.has(hash)) await cache.delete(address);
  if (!used.has(FIRST.id) && (await caches.delete(FIRST.pages))) {
    const asked = await caches.open(FIRST.asked); // which it shared with its neighbours
    for (const request of await asked.keys())
      if (request.url.startsWith(`${scope}_astro/`)) await asked.delete(request);
    if ((await asked.keys()).length === 0) await caches.delete(FIRST.asked);
  }
}

/**
 * Whether all is here that each page may need. Until then pages come from the network, which may
 * have a newer version whole.
 */
let hasCore: boolean | undefined;
/**
 * Whether the host has no longer what this version was made of. A page that is loaded again is then
 * one of the new version.
 */
let isOutdated = false;
async function hasAll(): Promise<boolean> {
  if (!hasCore) {
    const have = await keptHashes();
    hasCore = Object.values(BUILD.core).every((hash) => have.has(hash));
  }
  return hasCore;
}

/**
 * The path of a file, from an address. Queries are the page's own affair: hosts of files read none.
 */
function pathOf(address: string): string {
  try {
    return decodeURIComponent(
      new URL(address).pathname.slice(new URL(scope).pathname.length),
    ).replace(/(^|\/)$/, '$1index.html');
  } catch {
    return ''; // a lone %
  }
}

const clients = new Map<string, string>();
async function remember(client: string, id: string): Promise<void> {
  clients.set(client, id);
  await write(key(at.client, client), id).catch(() => {});
}

/**
 * The sandbox of a page that is open since another version was in force: its address has the hash
 * of its script in it.
 */
async function ofAnyVersion(path: string): Promise<ArrayBuffer | undefined> {
  for (const id of (await named(at.version)).values()) {
    const files = (await version(id))?.files ?? {};
    const bytes = Object.hasOwn(files, path) ? await kept(files[path]) : undefined;
    if (bytes) return bytes;
  }
  return undefined;
}

async function page({ request, resultingClientId }: FetchEvent): Promise<Response> {
  const path = pathOf(request.url);
  const hash = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
  if (hash === undefined) {
    const frame = request.destination === 'iframe' && (await ofAnyVersion(path));
    if (frame) return answer(path, frame);
    if (Object.hasOwn(FILES, `${path}/index.html`)) {
      const { pathname, search } = new URL(request.url);
      // as hosts do: the browser brings what comes after #
      return Response.redirect(`${pathname}/${search}`, 302);
    }
    try {
      return isolate(await fetch(request), path);
    } catch (error) {
      const missing = await kept(FILES['404.html']);
      if (missing) return answer('404.html', missing, 404);
      throw error;
    }
  }
  const bytes = await kept(hash);
  if (bytes && !isOutdated && (await hasAll())) return answer(path, bytes);
  try {
    const brought = await bring(path, hash, bytes && AbortSignal.timeout(5000));
    if (brought.bytes) return answer(path, brought.bytes);
    if (bytes && !brought.response.ok) return answer(path, bytes);
    await remember(resultingClientId, UNKNOWN);
    return isolate(brought.response, path);
  } catch {
    if (bytes) return answer(path, bytes);
  }
  try {
    // a host that wants a name first leads to another address
    return isolate(await fetch(request), path);
  } catch (error) {
    const offline = await kept(FILES[OFFLINE]);
    if (offline) return answer(OFFLINE, offline, 503);
    throw error;
  }
}

/** The whole book is wanted by who has opened a second page of it, unless they save data. */
async function opened(path: string): Promise<void> {
  if (!path.endsWith('.html') || !Object.hasOwn(FILES, path)) return;
  const first = await read(key(at.first));
  if (first === undefined) await write(key(at.first), path);
  else if (first !== path && !savesData() && !(await read(key(at.whole))))
    await write(key(at.whole), 'read on');
}

/** Keeps what a page is made of that was there before this worker. */
async function keep(addresses: string[]): Promise<void> {
  const paths = addresses.map(pathOf).filter((path) => Object.hasOwn(FILES, path));
  if (paths[0] !== undefined) await opened(paths[0]);
  const have = await keptHashes();
  for (const path of paths) if (!have.has(FILES[path]!)) await bring(path, FILES[path]!);
  await inTurn(tend); // it may be the second page, opened before there was a worker
}

/** Tells how far the whole book is kept; and fetches it, if it shall be, while it tells. */
async function tellWhole(port: MessagePort, isFetched: boolean): Promise<void> {
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

/** The version that a page is of. */
async function versionOf(client: string): Promise<string> {
  let id = clients.get(client);
  if (id === undefined)
    clients.set(
      client,
      (id = (await read(key(at.client, client)).catch(() => undefined)) ?? BUILD.id),
    );
  return id;
}

/** What a page asks for: from its own version, whichever is in force by now. */
async function part({ request, clientId, resultingClientId }: FetchEvent): Promise<Response> {
  const path = pathOf(request.url);
  const id = await versionOf(clientId);
  // a worker is of the version of its page
  if (id !== BUILD.id && resultingClientId) await remember(resultingClientId, id);
  if (id === FIRST.id) {
    const found =
      (await (await caches.open(FIRST.pages)).match(request.url, { ignoreSearch: true })) ??
      (await (await caches.open(FIRST.asked)).match(request.url));
    if (found) return isolate(found, path);
  }
  const own = id === BUILD.id ? FILES : ((await version(id).catch(() => undefined))?.files ?? {});
  // what is named by its content is the same in each version that has it
  const files = Object.hasOwn(own, path) || !isNamedByContent(path) ? own : FILES;
  if (Object.hasOwn(files, path)) {
    const hash = files[path]!;
    const bytes = await kept(hash);
    if (bytes) return answer(path, bytes);
    const brought = await bring(path, hash);
    if (brought.bytes) return answer(path, brought.bytes);
    isOutdated ||= id === BUILD.id;
    return isolate(brought.response, path);
  }
  try {
    return isolate(await fetch(request), path);
  } catch (error) {
    const bytes = Object.hasOwn(FILES, path) && (await kept(FILES[path]));
    if (bytes) return answer(path, bytes);
    throw error;
  }
}

self.addEventListener('install', (event) => event.waitUntil(install()));
// A first version serves the page that brought it. A later one waits until a reader says so, or no
// page is open.
self.addEventListener('activate', (event) =>
  event.waitUntil(
    activate()
      .catch(() => {})
      .then(() => self.clients.claim()),
  ),
);
self.addEventListener('message', (event) => {
  const told = event.data as Told;
  if (told === 'take over') void self.skipWaiting();
  else if ('keep' in told) event.waitUntil(keep(told.keep).catch(() => {}));
  else event.waitUntil(tellWhole(event.ports[0]!, told.whole === 'fetch'));
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
  lastAsked = Date.now();
  if (request.mode !== 'navigate') return event.respondWith(part(event));
  const response = page(event);
  event.respondWith(response);
  event.waitUntil(
    response
      .then(() => (request.destination === 'document' ? opened(pathOf(request.url)) : undefined))
      .then(() => inTurn(tend))
      .catch(() => {}),
  );
});
