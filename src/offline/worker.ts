// The service worker: keeps the book, so that it reads and runs without a network, and gives its
// pages the headers that make them isolated where the host does not. What a reader opens is kept,
// and what each page may need; the rest comes once they read on, or ask for it.
//
// It knows the hash of every file of its build: `BUILD` is in this script, which only the
// network can replace. A file is kept under its hash, and hashed again each time it is given out:
// whatever a portal answered during the install, and whatever a script in a page has put into the
// origin's caches since, is never taken for a file of the book.
import { answer, isolate } from './answers.ts';
import { build, FILES, FIRST, scope } from './build.ts';
import { at, bring, isNamedByContent, kept, key, keptHashes, named, read, write } from './cache.ts';
import { inTurn, pageAsks, savesData, tellWhole } from './filling.ts';
import { activate, install, tend } from './life.ts';
import type { Told } from './messages.ts';
import type { FetchEvent, ServiceWorkerScope } from './scope.ts';
import { version } from './versions.ts';

declare const self: ServiceWorkerScope;

/**
 * Versions that have no list. A page that came from the network, and is none of ours, is answered
 * from there.
 */
const UNKNOWN = 'unknown';
/** What a reader is shown in the place of a page that there is, and that isn't kept. */
const OFFLINE = 'offline/index.html';

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
    hasCore = Object.values(build.core).every((hash) => have.has(hash));
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

/** The version that a page is of. */
async function versionOf(client: string): Promise<string> {
  let id = clients.get(client);
  if (id === undefined)
    clients.set(
      client,
      (id = (await read(key(at.client, client)).catch(() => undefined)) ?? build.id),
    );
  return id;
}

/** What a page asks for: from its own version, whichever is in force by now. */
async function part({ request, clientId, resultingClientId }: FetchEvent): Promise<Response> {
  const path = pathOf(request.url);
  const id = await versionOf(clientId);
  // a worker is of the version of its page
  if (id !== build.id && resultingClientId) await remember(resultingClientId, id);
  if (id === FIRST.id) {
    const found =
      (await (await caches.open(FIRST.pages)).match(request.url, { ignoreSearch: true })) ??
      (await (await caches.open(FIRST.asked)).match(request.url));
    if (found) return isolate(found, path);
  }
  const own = id === build.id ? FILES : ((await version(id).catch(() => undefined))?.files ?? {});
  // what is named by its content is the same in each version that has it
  const files = Object.hasOwn(own, path) || !isNamedByContent(path) ? own : FILES;
  if (Object.hasOwn(files, path)) {
    const hash = files[path]!;
    const bytes = await kept(hash);
    if (bytes) return answer(path, bytes);
    const brought = await bring(path, hash);
    if (brought.bytes) return answer(path, brought.bytes);
    isOutdated ||= id === build.id;
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
  pageAsks();
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
