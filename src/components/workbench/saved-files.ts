// Saves what a reader changes in one box: writes it down at once, shows what other tabs write, and
// where two versions of a file meet, keeps both and asks. Loaded when there is something to save.
import { diff3Merge } from 'node-diff3';
import type { KeptFile, Unsaved, Version, Why } from '../../store/records.ts';
import { TooLongError, type Store } from '../../store/store.ts';
import type { Edit, Edits, Files } from './files.ts';
import type { Aside, Saver, SavedView } from './saved.ts';
import { ask, showVersions, type Asked } from './versions.ts';

/** Another version of a file than the one that is here. */
interface Rival {
  theirs: KeptFile | undefined;
  /** Where this one is put aside until its reader has chosen. */
  aside: number | undefined;
  asked?: Asked<'mine' | 'theirs'>;
}

const NO_ROOM = 'Not kept: this browser has no room left for it.';
const NO_STORAGE = 'Not kept: this browser gives the book no storage.';
const TOO_LONG = 'Not kept: it’s longer than 2,000,000 characters.';
/** Of a file that was deleted there is nothing to be seen. */
const textOf = ({ text }: { text?: string | null | undefined }): string => text ?? '';

const CLOSING = ' It lasts until you close this page.';

export class SavedFiles implements Saver {
  readonly #files: Files;
  readonly #view: SavedView;
  readonly #store: Store;
  readonly #restore: (edits: Edits) => void;
  /** What is in the database, as far as it is known here. */
  readonly #known = new Map<string, KeptFile>();
  readonly #rivals = new Map<string, Rival>();
  /** Files whose text is still to be written. */
  readonly #dirty = new Set<string>();
  #writing: Promise<void> | undefined;
  /** The text that is being written, by file; `null` takes the record away. */
  readonly #onItsWay = new Map<string, string | null>();
  /**
   * Edits that were there when the page came, to be compared with the book's version. Only those:
   * of what another tab writes later, that tab is in charge, and if it is of another edition, the
   * two must not bring each other's changes over for ever.
   */
  #toCompare = new Set<string>();
  /**
   * Versions that could not be kept, for as long as the page is there. Their numbers are below
   * zero.
   */
  readonly #unkept: Version[] = [];
  #failed = false;
  #hasBegun = false;
  /** What has to be put aside before anything is written in its place. */
  #first: Promise<void> = Promise.resolve();

  /** @param restore Puts an older version in the place of the reader's. */
  constructor(files: Files, view: SavedView, store: Store, restore: (edits: Edits) => void) {
    this.#files = files;
    this.#view = view;
    this.#store = store;
    this.#restore = restore;
  }

  /** @param begun Files that were changed before this was there. */
  async begin(begun: Iterable<string>): Promise<void> {
    for (const file of begun) this.#dirty.add(file);
    this.#files.onEdit = (file) => {
      this.#dirty.add(file);
      if (!this.#failed) this.#say('');
      this.#rivals.get(file)?.asked?.show();
      void this.#write();
    };
    this.#files.onKnown = () => this.#compareWithBook();
    this.#store.listen(
      this,
      (news) => 'box' in news && news.box === this.#files.box && void this.#read(),
    );
    await this.#read();
    this.#hasBegun = true;
    this.#toCompare = new Set(this.#known.keys());
    this.#compareWithBook();
    await this.#write();
  }

  get unsaved(): Omit<Unsaved[number], 'box'>[] {
    return [...this.#dirty].map((file) => ({
      file,
      ...this.#files.edit(file),
      known: this.#known.get(file)?.rev,
      onItsWay: this.#onItsWay.get(file),
    }));
  }
  async written(): Promise<void> {
    await this.#write();
  }

  async refresh(): Promise<void> {
    await this.#read();
    await this.#write();
  }

  /** What was changed here and is not written yet stays: writing it finds the other. */
  async #read(): Promise<void> {
    try {
      const records = new Map(
        (await this.#store.files(this.#files.box)).map((record) => [record.file, record]),
      );
      if (this.#store.refused > 0)
        this.#say('Something that this browser keeps can’t be read. It was left alone.');
      const touched: string[] = [];
      for (const file of new Set([...records.keys(), ...this.#known.keys()])) {
        const record = records.get(file);
        const rival = this.#rivals.get(file);
        if (rival && rival.theirs?.rev !== record?.rev) {
          rival.theirs = record;
          rival.asked?.show();
        }
        if (rival || this.#dirty.has(file) || record?.rev === this.#known.get(file)?.rev) continue;
        this.#know(file, record);
        if (this.#files.take(file, record && { text: record.text, base: record.base }))
          touched.push(file);
      }
      if (touched.length > 0) this.#view.refresh(touched);
      if (touched.length > 0 && this.#hasBegun) this.#say('Changed in another tab.');
      await this.#showVersions();
    } catch (error) {
      if (this.#files.isEdited()) this.#fail(error);
    }
  }

  #know(file: string, record: KeptFile | undefined): void {
    if (record) this.#known.set(file, record);
    else this.#known.delete(file);
  }

  #write(): Promise<void> {
    return (this.#writing ??= this.#writeAll().finally(() => (this.#writing = undefined)));
  }

  async #writeAll(): Promise<void> {
    await this.#first;
    for (let file; (file = this.#dirty.values().next().value) !== undefined;) {
      const edit = this.#files.edit(file);
      this.#onItsWay.set(file, edit?.text ?? null);
      try {
        await this.#writeOne(file, edit);
      } catch (error) {
        return this.#fail(error);
      } finally {
        this.#onItsWay.delete(file);
      }
      // else it was changed meanwhile, and has its turn
      if (this.#files.edit(file) === edit) this.#dirty.delete(file);
    }
    if (this.#failed) this.#say('');
    this.#failed = false;
  }

  async #writeOne(file: string, edit: Edit | undefined): Promise<void> {
    const rival = this.#rivals.get(file);
    if (rival) {
      if (edit)
        rival.aside = await this.#store.putAside(
          this.#files.box,
          'tab',
          [[file, edit.text]],
          this,
          rival.aside,
        );
      return;
    }
    const written = await this.#store.write(
      this.#files.box,
      file,
      edit ?? {},
      this.#known.get(file)?.rev,
      this,
    );
    if (written.done || written.theirs?.text === edit?.text)
      return this.#know(file, written.done ? written.record : written.theirs);
    const aside =
      edit && (await this.#store.putAside(this.#files.box, 'tab', [[file, edit.text]], this));
    this.#rivals.set(file, { theirs: written.theirs, aside });
    void this.#askWhich(file);
  }

  /** Two tabs changed one file at the same time. */
  async #askWhich(file: string): Promise<void> {
    const asked = ask(this.#view.root, {
      label: `Two versions of ${file}`,
      text: `You changed ${file} here and in another tab at the same time. Both versions are kept. This is what the other one changes in yours:`,
      shows: () => [
        {
          file,
          from: this.#files.code(file),
          to: textOf(this.#rivals.get(file)?.theirs ?? { text: this.#files.original(file) }),
        },
      ],
      choices: { mine: 'Keep this one', theirs: 'Take the other one' },
    });
    this.#rivals.get(file)!.asked = asked;
    const choice = await asked.answer;
    await this.#writing;
    const { theirs, aside } = this.#rivals.get(file)!;
    this.#rivals.delete(file);
    this.#know(file, theirs);
    if (choice === 'theirs') {
      this.#dirty.delete(file);
      if (this.#files.take(file, theirs && { text: theirs.text, base: theirs.base }))
        this.#view.refresh([file]);
    } else {
      if (theirs) await this.putAside('tab', [[file, theirs.text]], aside);
      this.#dirty.add(file);
      await this.#write();
    }
    await this.#showVersions();
  }

  /** Finds the edits that were made in another version of the book's file than there is now. */
  #compareWithBook(): void {
    for (const file of this.#toCompare) {
      const now = this.#files.original(file);
      if (now === undefined) continue; // not known yet
      this.#toCompare.delete(file);
      const edit = this.#files.edit(file);
      const base = edit?.base ?? this.#known.get(file)?.base;
      if (!edit || edit.text === null || base === undefined)
        this.#files.rebase(file, edit ? edit.text : now);
      else if (base.trimEnd() !== now) void this.#bringOver(file, edit.text, base, now);
    }
  }

  /** A new edition has another version of a file that was changed here. */
  async #bringOver(file: string, mine: string, base: string, now: string): Promise<void> {
    const parts = diff3Merge(mine.split('\n'), base.split('\n'), now.split('\n'), {
      excludeFalseConflicts: true,
    });
    if (parts.every(({ conflict }) => !conflict)) {
      await this.putAside('edition', [[file, mine]]);
      this.#replaceOne(file, parts.flatMap(({ ok }) => ok ?? []).join('\n'));
      return this.#say(
        `The book has a new version of ${file}, and your changes are in it now. Your version from before is on the list.`,
      );
    }
    const { answer } = ask(this.#view.root, {
      label: `A new version of ${file}`,
      text: `The book has a new version of ${file}, with changes in lines that you changed too. Yours runs until you choose. Here is what you changed, and then what the book did:`,
      shows: () => [
        { file, from: base, to: this.#files.code(file) },
        { file, from: base, to: now },
      ],
      choices: {
        mine: 'Keep mine',
        now: 'Take the book’s new one',
        base: 'Take the book’s old one',
      },
    });
    const choice = await answer;
    const text = this.#files.code(file);
    if (choice !== 'mine') await this.putAside('edition', [[file, text]]);
    this.#replaceOne(file, { mine: text, now, base }[choice]);
  }

  #replaceOne(file: string, text: string): void {
    this.#files.rebase(file, text);
    this.#view.refresh([file]);
  }

  async replace(edits: Edits, { why, files: before }: Aside): Promise<void> {
    if (before.length > 0) this.#first = this.putAside(why, before);
    this.#files.replaceEdits(edits);
    this.#view.refresh([...new Set([...before.map(([file]) => file), ...Object.keys(edits)])]);
    await this.#write();
  }

  async putAside(why: Why, files: Aside['files'], id?: number): Promise<void> {
    try {
      await this.#store.putAside(this.#files.box, why, files, this, id);
    } catch (error) {
      this.#unkept.unshift({
        id: -1 - this.#unkept.length,
        box: this.#files.box,
        why,
        at: Date.now(),
        files,
      });
      this.#fail(error);
    }
    await this.#showVersions();
  }

  async #showVersions(): Promise<void> {
    const kept = await this.#store.versions(this.#files.box).catch(() => []);
    showVersions(this.#view.root, [...this.#unkept, ...kept], {
      files: this.#files,
      restore: ({ why, files, at }) => {
        this.#restore({
          ...(why === 'deleted' && this.#files.edits), // it was one of them
          ...Object.fromEntries(files),
        });
        this.#view.putBack?.(
          files.map(([file]) => file),
          at,
        );
      },
      drop: ({ id }) => void this.#drop(id),
    });
  }

  async #drop(id: number): Promise<void> {
    if (id < 0)
      this.#unkept.splice(this.#unkept.findIndex((version) => version.id === id), 1); // prettier-ignore
    else
      await this.#store.dropVersion(this.#files.box, id, this).catch((error) => this.#fail(error));
    await this.#showVersions();
  }

  #fail(error: unknown): void {
    this.#failed = true;
    const why =
      error instanceof TooLongError
        ? TOO_LONG
        : (error as Error | undefined)?.name === 'QuotaExceededError'
          ? NO_ROOM
          : NO_STORAGE;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Download';
    button.onclick = () => this.#view.download();
    this.#say(why + CLOSING, button);
  }

  #say(text: string, ...beside: Node[]): void {
    const line = this.#view.root.querySelector('.keeping')!;
    // what is said already would be announced with each key of another tab
    if (beside.length > 0 || line.textContent !== text) line.replaceChildren(text, ...beside);
  }
}
