// Files as a zip. The same files give the same bytes, whoever makes it, and wherever and whenever.
import { strToU8, zipSync } from 'fflate';

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
