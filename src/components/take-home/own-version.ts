// A stage as its reader has changed it, as a zip that is made here. Loaded when it is asked for.
import { url } from '../../book/url.ts';
import { withLibrary } from '../../fork/starter.ts';
import { zipOf } from '../../fork/zip.ts';
import type { Edits } from '../workbench/files.ts';
import { BUILT, LENT } from '../build-it/lists.ts';
import { fetchFile, fetchJson, isNotLoaded } from '../workbench/loading.ts';
import { begin } from '../workbench/saved.ts';

/** The files of a fork, as the site gives them out. @throws {NotLoadedError} if they can't be had. */
export const forkFiles = async (name: string): Promise<Record<string, string>> =>
  (await fetchJson(url(`fork/${name}.json`))) as Record<string, string>;

/**
 * Has the browser save it.
 * @param edits What the reader changed, by file, or deleted.
 * @param start The program that `npm start` is to run.
 * @returns Whether all of the stage is in it: without a network, it is what the reader changed.
 */
export async function saveOwnVersion(
  stage: string,
  edits: Edits,
  start?: string,
): Promise<boolean> {
  const whole = await forkFiles(stage).catch((error) => {
    if (!isNotLoaded(error) || Object.keys(edits).length === 0) throw error;
    return undefined;
  });
  const files = new Map([
    ...Object.entries(whole ?? {}),
    ...Object.entries(edits).flatMap(([file, text]) =>
      text === null ? [] : [[file, atHome(text)] as const],
    ),
  ]);
  for (const [file, text] of Object.entries(edits)) if (text === null) files.delete(file);
  const pack = files.get('package.json');
  if (start && pack !== undefined)
    files.set('package.json', pack.replace(/("start": ")[^"]*/, `$1node ${start}`));
  saveAsZip(`${stage}-mine`, Object.fromEntries(files));
  return whole !== undefined;
}

/**
 * A library that its reader builds, in the starter of its stage.
 * @param library By name from `src/`.
 * @param steps The folders of those that are in it.
 * @returns Whether the rest of the starter is in it: without a network it is the library.
 */
export async function saveLibrary(
  stage: string,
  library: Readonly<Record<string, string>>,
  steps: Promise<readonly string[]> | readonly string[] = doneOf(stage),
): Promise<boolean> {
  const starter = await forkFiles(`${stage}-starter`).catch((error) => {
    if (!isNotLoaded(error)) throw error;
    return undefined;
  });
  const own = Object.entries(library).map(([file, text]) => [file, atHome(text)] as const);
  const at = new Date().toISOString();
  const done = await steps;
  saveAsZip(`${stage}-mine`, withLibrary(stage, starter ?? {}, Object.fromEntries(own), at, done));
  return starter !== undefined;
}

/** The folders of its steps that are in the reader's library, whoever built them. */
async function doneOf(stage: string): Promise<string[]> {
  const names = await begin()
    .then(({ store }) => Promise.all([BUILT, LENT].map((list) => store.marks(list))))
    .catch(() => []); // where nothing can be stored, this is how a reader saves their work
  return names.flat().flatMap((name) => {
    const [its, folder] = name.split('/');
    return its === stage && folder ? [folder] : [];
  });
}

const saveAsZip = (name: string, files: Record<string, string>): void =>
  save(new Blob([zipOf(name, files)], { type: 'application/zip' }), `${name}.zip`);

/** As it is in a file of the reader's own: its last line has an end. */
export const atHome = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

/** The zip of a fork as the site gives it out. @throws {NotLoadedError} if it can't be had. */
export async function saveZip(address: string): Promise<void> {
  const zip = await (await fetchFile(address)).blob();
  save(zip, address.slice(address.lastIndexOf('/') + 1));
}

export function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
