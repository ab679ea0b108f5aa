// All of a reader's work that's in the database, out of it and into it at once. Loaded when a reader
// wants it as a file.
import { Door } from '../door/door.ts';
import { LONGEST } from './names.ts';
import { KeptFile, Mark, Version } from './records.ts';
import type { Store } from './store.ts';
import type { Work } from './work-file.ts';

export type Tabled = Omit<Work, 'choices'>;

/** Named as a box is: what there was before a file was brought in, as one version. */
const BEFORE = 'all-work';

/** All there is, but for what can't be read. */
export async function allOf(store: Store): Promise<Tabled> {
  const door = new Door();
  const db = await store.open();
  const [files, versions, marks] = await Promise.all([
    db.getAll('files'),
    db.getAll('versions'),
    db.getAll('marks'),
  ]);
  return {
    files: door.admitEach(KeptFile, files, Infinity),
    versions: door.admitEach(Version, versions, Infinity).filter(({ box }) => box !== BEFORE),
    marks: door.admitEach(Mark, marks, Infinity),
  };
}

/** What there was before all was replaced the last time: as text, and until when. */
export async function beforeIn(store: Store): Promise<{ at: number; text: string } | undefined> {
  const [last] = await store.versions(BEFORE);
  return last && { at: last.at, text: last.files.map(([, piece]) => piece ?? '').join('') };
}

/**
 * Puts this in the place of all there is: all of it, or nothing.
 * @param before What there is, as text, to be put back by. It takes the place of what was put aside
 *   the last time.
 * @throws {Error} if there's no room for it. Nothing has changed then.
 */
export async function replaceAll(store: Store, work: Tabled, before: string): Promise<void> {
  const was = await allOf(store);
  const tx = (await store.open()).transaction(['files', 'versions', 'marks'], 'readwrite');
  tx.done.catch(() => {}); // it is waited for below, and may fail before
  const tables = {
    files: tx.objectStore('files'),
    versions: tx.objectStore('versions'),
    marks: tx.objectStore('marks'),
  };
  const pieces = Array.from({ length: Math.ceil(before.length / LONGEST) }, (_, at) =>
    before.slice(at * LONGEST, (at + 1) * LONGEST),
  );
  const asked: Promise<unknown>[] = [];
  const ask = (request: Promise<unknown>): void => {
    request.catch(() => {}); // each of them fails if one does
    asked.push(request);
  };
  try {
    for (const table of Object.values(tables)) ask(table.clear());
    for (const one of work.files) ask(tables.files.put(one));
    for (const one of work.versions) ask(tables.versions.put(one));
    for (const one of work.marks) ask(tables.marks.put(one));
    const files = pieces.map((piece, at): [string, string] => [String(at), piece]);
    ask(tables.versions.put({ box: BEFORE, why: 'import', at: Date.now(), files }));
    await Promise.all(asked);
  } catch (error) {
    // one that failed by itself has ended it already
    if (!tx.error) tx.abort();
    throw error;
  }
  await tx.done;
  const all = [was, work];
  const boxes = all.flatMap(({ files, versions }) => [...files, ...versions]).map(({ box }) => box);
  for (const box of new Set(boxes)) store.tell({ box }, undefined);
  const lists = all.flatMap(({ marks }) => marks).map(({ list }) => list);
  for (const list of new Set(lists)) store.tell({ list }, undefined);
}
