// What every page knows of a reader's work: whether there is any. The rest is loaded when there is,
// or once there is something to keep.
import { FORMER, LONGEST, NAME, newName, UNSAVED } from '../../store/names.ts';
import type { Unsaved, Why } from '../../store/records.ts';
import type { Edits, Files } from './files.ts';
import { whatFailed } from './loading.ts';

export const SAVED = 'Your version, kept in this browser. Reset brings the book’s back.';

export interface Aside {
  why: Why;
  files: [file: string, text: string | null][];
}

/** Where a box shows what is saved of it. */
export interface SavedView {
  /** Has what Saved.astro puts there. */
  readonly root: Element;
  /** These files have other texts now, and not by the view's doing. */
  refresh(files: readonly string[]): void;
  /**
   * The reader put a version of these files back, which was theirs until then.
   * @param others What they had changed besides, which went onto the list for it.
   */
  putBack(files: readonly string[], at: number, others: readonly string[]): void;
  /** Saves what there is as a file of the reader's own. */
  download(): void;
}

/** Writes a box's files down: see saved-files.ts. */
export interface Saver {
  /** Settles when all that could be written is. */
  written(): Promise<void>;
  /** What has not reached the database. */
  readonly unsaved: Omit<Unsaved, 'box'>[];
  /** Reads what other tabs wrote meanwhile, and tries again what could not be written. */
  refresh(): Promise<void>;
  /** Hears no more of what other tabs write. */
  end(): void;
  /** Writes nothing more before this was put aside, and takes it off the box's `asides` then. */
  first(aside: Aside): void;
}

/** A box whose files are saved. */
export interface Box {
  files: Files;
  view: SavedView;
  /** What was changed before anything could save it. */
  begun: Set<string>;
  /** What is on its way to the list of versions. */
  asides: Set<Aside>;
  saver?: Saver;
}

/** All that this page has to save. */
export interface Work {
  boxes: Box[];
  /**
   * Names by list: `solved`, `predicted`, `built`, `steps`, `lent`, `likeness`, `caught`, `given-up`. Those added while nothing could save them are
   * here as well.
   */
  lists: Map<string, Set<string>>;
  /** Tells of lists that have changed. */
  changes: EventTarget;
  replace: typeof replace;
}
const work: Work = { boxes: [], lists: new Map(), changes: new EventTarget(), replace };
const { boxes, lists, changes } = work;
const boxOf = new WeakMap<Files, Box>();

let saving: Promise<typeof import('./saving.ts')> | undefined;

/** Loads what saves. */
export function begin(): Promise<typeof import('./saving.ts')> {
  saving ??= import('./saving.ts').then(async (it) => {
    await it.begin(work);
    return it;
  });
  saving.catch((error) => {
    saving = undefined; // the next change tries again
    const why = whatFailed(error, 'we couldn’t load what keeps your changes.');
    for (const { view, begun } of boxes)
      if (begun.size > 0)
        view.root.querySelector('.keeping')!.textContent =
          `Not kept: ${why} Download them before you leave this page.`;
  });
  return saving;
}
/** What goes wrong is told by the boxes, above. */
const beginQuietly = (): Promise<unknown> => begin().catch(() => {});

async function isAnything(): Promise<boolean> {
  try {
    if (Object.keys(localStorage).some((key) => key.startsWith(UNSAVED) || FORMER.test(key)))
      return true;
  } catch {
    // no storage of this kind
  }
  try {
    return (await indexedDB.databases()).some(({ name }) => name === NAME);
  } catch {
    return true; // this browser doesn't say
  }
}

/**
 * Saves what is changed in these files, and shows what is saved of them. Settles when that is
 * there.
 */
export async function save(files: Files, view: SavedView): Promise<void> {
  const box: Box = { files, view, begun: new Set(), asides: new Set() };
  boxes.push(box);
  boxOf.set(files, box);
  files.onEdit = (file) => {
    box.begun.add(file);
    void beginQuietly();
  };
  if (saving || (await anything)) await begin().then((it) => it.attend(work, box), () => {}); // prettier-ignore
}

/** Whether all that was changed on this page has been written down. */
export const isAllSaved = (): boolean => boxes.every(isSaved);

const isSaved = ({ begun, asides, saver }: Box): boolean =>
  asides.size === 0 && (saver ? saver.unsaved.length === 0 : begun.size === 0);

/** Settles once what can be written is. */
async function written(box: Box): Promise<void> {
  if (isSaved(box)) return;
  await beginQuietly();
  await box.saver?.written();
}
/** The same for these files. */
export const writtenOf = (files: Files): Promise<void> => written(boxOf.get(files)!);
/** The same for all that was changed on this page. */
export const allWritten = (): Promise<unknown> => Promise.allSettled(boxes.map(written));

/** Its place is gone from the page: it is let go once all that was changed in it is written. */
export async function leave(files: Files): Promise<void> {
  const box = boxOf.get(files);
  if (!box) return;
  await written(box);
  if (!isSaved(box) || !boxes.includes(box)) return;
  boxes.splice(boxes.indexOf(box), 1);
  box.saver?.end();
}

/** What is saved of another box. */
export async function savedIn(box: string): Promise<Edits> {
  if (!saving && !(await anything)) return {};
  return begin().then((it) => it.savedIn(box)).catch(() => ({})); // prettier-ignore
}

/**
 * Puts these edits in the place of the reader's, which are put aside before: all of them, or those
 * of some files.
 */
export async function replace(
  files: Files,
  edits: Edits,
  why: Why,
  those?: readonly string[],
): Promise<void> {
  const box = boxOf.get(files)!;
  const isGone = !boxes.includes(box);
  if (isGone) boxes.push(box); // until it is written
  const mine = Object.entries(files.edits);
  const aside: Aside = { why, files: mine.filter(([file]) => !those || those.includes(file)) };
  if (aside.files.some(([file, text]) => edits[file] !== text)) {
    box.asides.add(aside);
    box.saver?.first(aside);
  }
  // now or never: after any wait these edits would take the place of what was typed meanwhile
  box.view.refresh(files.replaceEdits(edits));
  if (!box.saver) await begin().then((it) => it.attend(work, box)).catch(() => {}); // prettier-ignore
  await box.saver?.written();
  if (isGone) await leave(files);
}

/**
 * Tells of each change of a list, and once at the beginning.
 * @param signal Aborted once it's not to tell any more.
 */
export function watchList(
  list: string,
  on: (names: ReadonlySet<string>) => void,
  signal?: AbortSignal,
): void {
  if (!lists.has(list)) {
    lists.set(list, new Set());
    saving?.then(
      (it) => it.readList(work, list),
      () => {},
    ); // the others were read before
  }
  changes.addEventListener(list, () => on(lists.get(list)!), signal && { signal });
  on(lists.get(list)!);
}

/** Marks that are on their way. */
const marking: Record<string, string[]> = {};

export function mark(list: string, name: string, isOn = true): void {
  const apply = (): void => {
    const names = lists.get(list) ?? new Set();
    lists.set(list, names);
    if (isOn) names.add(name);
    else names.delete(name);
    changes.dispatchEvent(new Event(list));
  };
  apply();
  marking[list] = isOn ? [...(marking[list] ?? []), name] : [];
  begin().then((it) => it.mark(list, name, isOn)).then(() => {
      apply(); // what was read meanwhile was from before
      delete marking[list];
    }).catch(() => {}); // prettier-ignore
}

export const anything = isAnything();
void anything.then((is) => is && beginQuietly());
new BroadcastChannel(NAME).onmessage = () => void beginQuietly(); // another tab has begun to save something

// A page may be gone before the database has answered. What has not arrived is written down at
// once, and read by the next page.
const tab = newName();
addEventListener('pagehide', () => {
  const unsaved: Unsaved[] = boxes
    .flatMap(({ files, begun, asides, saver }) =>
      [
        ...(saver?.unsaved ?? [...begun].map((file) => ({ file, ...files.edit(file) }))),
        ...[...asides].flatMap(({ why, files: theirs }, aside) =>
          theirs.map(([file, text]) => ({ file, text, why, aside })),
        ),
      ].map((one) => ({ box: files.box, ...one })),
    )
    // it couldn't be read again; the box has said so
    .filter(({ text }) => !text || text.length <= LONGEST);
  // as the first edition did
  for (const list in marking) leaveBehind(`tasque:${list}`, marking[list]);
  if (unsaved.length > 0 && !leaveBehind(UNSAVED + tab, unsaved))
    // there is no room for all: then for those that there is room for
    for (const [at, one] of unsaved.entries()) leaveBehind(`${UNSAVED}${tab}-${at}`, [one]);
});
/** @returns Whether it could be written; else it is lost, and the box has said that it is not kept. */
function leaveBehind(key: string, what: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(what));
    return true;
  } catch {
    return false;
  }
}
