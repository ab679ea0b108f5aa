// The database of a reader's work: a record a file, so that what was written elsewhere is never
// taken away by what is written here.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { GenericSchema, InferOutput } from 'valibot';
import { Door } from '../door/door.ts';
import { noteKept } from './kept.ts';
import { LONGEST, NAME, newName } from './names.ts';
import { KeptFile, Mark, News, Version, type Why } from './records.ts';

export interface Tables extends DBSchema {
  files: { key: [box: string, file: string]; value: KeptFile };
  versions: { key: number; value: Omit<Version, 'id'> & { id?: number }; indexes: { box: string } };
  marks: { key: [list: string, name: string]; value: { list: string; name: string } };
  /** What was in a place of ours, and was no record: put aside as it was. */
  unreadable: { key: number; value: unknown };
}

/** What is written of a file: without a text, nothing. */
export interface Kept {
  text?: string | null | undefined;
  base?: string | undefined;
  of?: string | undefined;
}

/** How a write ended: done, or undone since the file is another one by now than its writer knew. */
export type Written =
  { done: true; record: KeptFile | undefined } | { done: false; theirs: KeptFile | undefined };

/** How many versions of a box are kept: the oldest go first. */
const MOST_VERSIONS = 100;

/** A write is done, and yet what was read back is something else. */
class NotKeptError extends Error {}

/** It could not be read again. */
export class TooLongError extends Error {}

export class Store {
  readonly #channel = new BroadcastChannel(NAME);
  readonly #told = new EventTarget();
  readonly #door = new Door();
  #opened: Promise<IDBPDatabase<Tables>> | undefined;

  constructor() {
    this.#channel.onmessage = ({ data }) => {
      const news = this.#door.admit(News, data);
      if (news) this.#pass(news);
    };
  }

  /** How many records could not be read. They stay where they are. */
  get refused(): number {
    return this.#door.refused;
  }

  /**
   * Told of what other tabs write, and other listeners of this one. @param self Names the listener,
   * for what it writes itself, and @param signal is aborted once it's gone.
   */
  listen(self: unknown, on: (news: News) => void, signal?: AbortSignal): void {
    const hear = (event: Event): void => {
      const { news, from } = (event as CustomEvent<{ news: News; from: unknown }>).detail;
      if (from === undefined || self !== from) on(news);
    };
    this.#told.addEventListener('news', hear, signal && { signal });
  }
  #pass(news: News, from?: unknown): void {
    this.#told.dispatchEvent(new CustomEvent('news', { detail: { news, from } }));
  }
  /** Tells all tabs of what was written. */
  tell(news: News, from: unknown): void {
    this.#channel.postMessage(news);
    this.#pass(news, from);
  }

  /** The database itself, for what concerns all of it (whole.ts). */
  open(): Promise<IDBPDatabase<Tables>> {
    this.#opened ??= openDB<Tables>(NAME, 1, {
      upgrade(db) {
        db.createObjectStore('files', { keyPath: ['box', 'file'] });
        db.createObjectStore('versions', { keyPath: 'id', autoIncrement: true }).createIndex(
          'box',
          'box',
        );
        db.createObjectStore('marks', { keyPath: ['list', 'name'] });
        db.createObjectStore('unreadable', { autoIncrement: true });
      },
      // a later edition may want another layout: it is not kept waiting, and this page opens the
      // database again when it needs it
      blocking: (_current, _blocked, { target }) => (target as IDBDatabase).close(),
      terminated: () => void (this.#opened = undefined),
    }).then((db) => {
      noteKept();
      db.addEventListener('close', () => void (this.#opened = undefined));
      db.addEventListener('versionchange', () => void (this.#opened = undefined));
      return db;
    });
    this.#opened.catch(() => (this.#opened = undefined));
    return this.#opened;
  }

  #valid<S extends GenericSchema>(schema: S, values: readonly unknown[]): InferOutput<S>[] {
    return values.flatMap((value) => this.#door.admit(schema, value) ?? []);
  }

  async files(box: string): Promise<KeptFile[]> {
    return this.#valid(
      KeptFile,
      await (await this.open()).getAll('files', IDBKeyRange.bound([box], [box, []])),
    );
  }

  /**
   * Writes a file, or forgets it where there is no text, unless another tab wrote it since
   * `known`.
   * @throws {Error} if it cannot be kept.
   */
  async write(
    box: string,
    file: string,
    { text, base, of }: Kept,
    known: string | undefined,
    from: unknown,
  ): Promise<Written> {
    const db = await this.open();
    if (text && text.length > LONGEST)
      throw new TooLongError(`a file of more than ${LONGEST} characters`);
    const tx = db.transaction(['files', 'unreadable'], 'readwrite');
    tx.done.catch(() => {}); // it is waited for below, and may fail before
    const kept = tx.objectStore('files');
    const found = await kept.get([box, file]);
    const there = found && this.#door.admit(KeptFile, found);
    if (there?.rev !== known) {
      await tx.done;
      return { done: false, theirs: there };
    }
    const record =
      text === undefined
        ? undefined
        : {
            box,
            file,
            text,
            ...(base !== undefined && { base }),
            ...(of !== undefined && { of }),
            rev: newName(),
            at: Date.now(),
          };
    if (found && !there) await tx.objectStore('unreadable').add(found);
    await Promise.all([record ? kept.put(record) : kept.delete([box, file]), tx.done]);
    const back = await db.get('files', [box, file]);
    // another tab may have written meanwhile: then that is what is there, and that tab was told so
    // this was before
    if (record && back?.rev === record.rev && back.text !== record.text)
      throw new NotKeptError('it was not kept as it was written');
    if (record && !back) throw new NotKeptError('it was not kept');
    this.tell({ box }, from);
    return { done: true, record };
  }

  /** Newest first. */
  async versions(box: string): Promise<Version[]> {
    return this.#valid(
      Version,
      await (await this.open()).getAllFromIndex('versions', 'box', box),
    ).reverse();
  }

  /**
   * Puts a version aside; with an `id`, in the place of the one that has it.
   * @returns Its number, the newest one's where that says the same already.
   * @throws {Error} if it cannot be kept.
   */
  async putAside(
    box: string,
    why: Why,
    files: readonly (readonly [string, string | null])[],
    from: unknown,
    id?: number,
  ): Promise<number> {
    if (files.some(([, text]) => text !== null && text.length > LONGEST))
      throw new TooLongError(`a file of more than ${LONGEST} characters`);
    const before = await this.versions(box);
    const same = JSON.stringify(files);
    if (id === undefined && before[0] && JSON.stringify(before[0].files) === same)
      return before[0].id;
    const db = await this.open();
    const tx = db.transaction('versions', 'readwrite');
    tx.done.catch(() => {});
    const version = {
      box,
      why,
      at: Date.now(),
      files: files.map(([file, text]): [string, string | null] => [file, text]),
      ...(id !== undefined && { id }),
    };
    const key = await tx.store.put(version);
    for (const old of before.slice(MOST_VERSIONS - 1))
      if (old.id !== id) await tx.store.delete(old.id);
    await tx.done;
    if (JSON.stringify((await db.get('versions', key))?.files) !== same)
      throw new NotKeptError('it was not kept as it was written');
    this.tell({ box }, from);
    return key;
  }

  async dropVersion(box: string, id: number, from: unknown): Promise<void> {
    await (await this.open()).delete('versions', id);
    this.tell({ box }, from);
  }

  /** One that was dropped is on the list again, as it was. */
  async bringVersionBack(version: Version, from: unknown): Promise<void> {
    await (await this.open()).put('versions', version);
    this.tell({ box: version.box }, from);
  }

  async marks(list: string): Promise<string[]> {
    return this.#valid(
      Mark,
      await (await this.open()).getAll('marks', IDBKeyRange.bound([list], [list, []])),
    ).map(({ name }) => name);
  }

  async mark(list: string, name: string, isOn: boolean): Promise<void> {
    const db = await this.open();
    if (isOn) await db.put('marks', { list, name });
    else await db.delete('marks', [list, name]);
    this.tell({ list }, this);
  }
}
