// Files as a zip, and out of one. The same files give the same bytes, whoever makes it, and wherever and
// whenever.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** @param folder The one folder that all of them are in. */
export function zipOf(
  folder: string,
  files: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const names = Object.keys(files).sort();
  const entries = Object.fromEntries(
    names.map((name) => [`${folder}/${name}`, strToU8(files[name]!)]),
  );
  // a zip knows local time only: this is the same local time everywhere, and the first that it can
  // say
  return zipSync(entries, { level: 9, mtime: new Date(1980, 0, 1) }) as Uint8Array<ArrayBuffer>;
}

/** A reader's own files are smaller, and fewer. What claims to be more isn't unpacked. */
const MOST = { size: 1_000_000, files: 1_000 };

/**
 * What a zip holds, by name, as far as `is` asks for it.
 * @throws {Error} if it's no zip.
 */
export function unzipped(zip: Uint8Array, is: (name: string) => boolean): Record<string, string> {
  let left = MOST.files;
  const entries = unzipSync(zip, {
    filter: ({ name, originalSize }) => is(name) && originalSize <= MOST.size && left-- > 0,
  });
  return Object.fromEntries(
    Object.entries(entries).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
}
