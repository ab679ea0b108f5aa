// The saving itself, once it is wanted: one database for all boxes and lists of a page.
import { bringOver } from '../../store/bring-over.ts';
import { Store, type Kept } from '../../store/store.ts';
import { SavedFiles } from './saved-files.ts';
import type { KeptFile, Why } from '../../store/records.ts';
import type { Edits, Files } from './files.ts';
import type { Aside, Box, Work } from './saved.ts';

export const store = new Store();
/** The boxes that are saved. */
const attended = new WeakMap<Files, Box>();

export async function begin(work: Work): Promise<void> {
  const { boxes, lists } = work;
  await bringOver(store);
  store.listen(store, (news) => 'list' in news && void readList(work, news.list));
  await Promise.all([
    ...[...lists.keys()].map((list) => readList(work, list)),
    ...boxes.map((box) => attend(work, box)),
  ]);
  const readAgain = (): void => {
    for (const { saver } of boxes) void saver?.refresh();
  };
  // a page that slept, or was in the history, may have missed what other tabs did
  addEventListener('pageshow', ({ persisted }) => persisted && readAgain());
  document.addEventListener('visibilitychange', () => document.hidden || readAgain());
}

export async function attend({ replace }: Work, box: Box): Promise<void> {
  if (box.saver) return;
  const { files } = box;
  const saver = new SavedFiles(box, store, (edits) => void replace(files, edits, 'version'));
  box.saver = saver;
  attended.set(files, box);
  for (const aside of box.asides) saver.first(aside);
  await saver.begin(box.begun);
}

/** Puts edits that were never in a box on its list of versions. */
export function putAside(files: Files, why: Why, edits: Edits): void {
  const { asides, saver } = attended.get(files)!;
  const aside: Aside = { why, files: Object.entries(edits) };
  asides.add(aside);
  saver!.first(aside);
}

export const savedIn = async (box: string): Promise<Edits> =>
  Object.fromEntries((await store.files(box)).map(({ file, text }) => [file, text]));

/** What is kept under a name that is no box's. */
export const recordsOf = (name: string): Promise<KeptFile[]> => store.files(name);

/** Keeps that, file by file: without a text it's forgotten. */
export async function keepRecords(name: string, records: ReadonlyMap<string, Kept>): Promise<void> {
  const known = new Map((await store.files(name)).map(({ file, rev }) => [file, rev]));
  for (const [file, kept] of records)
    await store.write(name, file, kept, known.get(file), keepRecords);
}

export const mark = (list: string, name: string, isOn: boolean): Promise<void> =>
  store.mark(list, name, isOn);

export async function readList({ lists, changes }: Work, list: string): Promise<void> {
  try {
    lists.set(list, new Set(await store.marks(list)));
    changes.dispatchEvent(new Event(list));
  } catch {
    // no storage: what this page has marked lasts as long as the page
  }
}
