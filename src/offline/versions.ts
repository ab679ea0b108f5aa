// The versions of the book that are kept: which files each is made of.
import { build, FILES, type Hashes } from './build.ts';
import { at, key, read, write } from './cache.ts';

interface Version {
  since: number;
  files: Hashes;
}
/** Known for good once it was read: what it says of a file is proved by its hash. */
const versions = new Map<string, Version | undefined>();
export async function version(id: string): Promise<Version | undefined> {
  if (!versions.has(id))
    versions.set(id, JSON.parse((await read(key(at.version, id))) ?? 'null') ?? undefined);
  return versions.get(id);
}

export const since = (): Promise<void> =>
  write(
    key(at.version, build.id),
    JSON.stringify({ since: Date.now(), files: FILES } satisfies Version),
  );
