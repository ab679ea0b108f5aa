// The life of a version: it's installed, takes over, and clears away what no page needs any more.
import { build, FILES, FIRST, scope } from './build.ts';
import { at, cacheOfBook, key, named, read, write } from './cache.ts';
import { fill, inTurn } from './filling.ts';
import type { ServiceWorkerScope } from './scope.ts';
import { since, version } from './versions.ts';

declare const self: ServiceWorkerScope;

export async function install(): Promise<void> {
  const filled = await since()
    .then(() => inTurn(fill))
    .catch(() => undefined); // nothing may be kept here: the headers are worth having all the same
  // The version before has what a reader needs on a train: this one can wait for a better network.
  // The first one is needed at once.
  if (filled?.stoppedBy === 'network' && self.registration.active)
    throw new Error(
      'the new version couldn’t be loaded whole, so the next visit asks for it again',
    );
}

/**
 * From now on this version answers. What the pages that are open were made of is written down: the
 * worker may be stopped at any time.
 */
export async function activate(): Promise<void> {
  // those of the version before; the others came from the network
  const pages = await self.clients.matchAll({ type: 'all' });
  const before =
    (await read(key(at.active))) ?? ((await caches.has(FIRST.pages)) ? FIRST.id : undefined);
  if (before !== undefined && before !== build.id)
    for (const { id } of pages)
      if ((await read(key(at.client, id))) === undefined) await write(key(at.client, id), before);
  await write(key(at.active), build.id);
}

/** Removes the versions that no page is left of, and asks for what this one lacks. */
export async function tend(): Promise<void> {
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
  const used = new Set([build.id]);
  for (const [address, id] of await named(at.client))
    if (open.has(id)) used.add((await read(address))!);
    else await cache.delete(address);
  const mine = await version(build.id);
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
