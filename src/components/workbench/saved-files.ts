// Saves what a reader changes in one box: writes it down at once, shows what other tabs write, and
// where two versions of a file meet, keeps both and asks. Loaded when there is something to save.
import { merged } from '../../three-way.ts';
import { LONGEST } from '../../store/names.ts';
import type { KeptFile, Unsaved, Why } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import type { Edit, Edits, Files } from './files.ts';
import type { Aside, Box, Saver, SavedView } from './saved.ts';
import { whatIsNotKept } from './not-kept.ts';
import { VersionList } from './version-list.ts';
import { ask, type Asked } from './versions.ts';

/** Another version of a file than the one that is here. */
interface Rival {
  theirs: KeptFile | undefined;
  /** Where this one is put aside until its reader has chosen. */
  aside: number | undefined;
  asked?: Asked<'mine' | 'theirs'>;
}

/** Of a file that was deleted there is nothing to be seen. */
const textOf = ({ text }: { text?: string | null | undefined }): string => text ?? '';

export class SavedFiles implements Saver {
  readonly #files: Files;
  readonly #view: SavedView;
  readonly #asides: Set<Aside>;
  readonly #store: Store;
  readonly #versions: VersionList;
  /** Puts an older version in the place of the reader's. */
  readonly restore: (edits: Edits) => void;
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
  /** Why files could not be written, the last time that it was tried. */
  readonly #failures = new Map<string, unknown>();
  /** Whether it is said that something is not kept. */
  #hasFailed = false;
  #hasBegun = false;
  readonly #listening = new AbortController();
  /** What has to be put aside before anything is written in its place. */
  #first: Promise<unknown> = Promise.resolve();

  constructor(box: Box, store: Store, restore: (edits: Edits) => void) {
    this.#files = box.files;
    this.#view = box.view;
    this.#asides = box.asides;
    this.#store = store;
    this.#versions = new VersionList(box, store, this);
    this.restore = restore;
  }

  /** @param begun Files that were changed before this was there. */
  async begin(begun: Iterable<string>): Promise<void> {
    for (const file of begun) this.#dirty.add(file);
    this.#files.onEdit = (file) => {
      this.#dirty.add(file);
      this.#failures.delete(file);
      if (!this.#hasFailed) this.#say('');
      this.#rivals.get(file)?.asked?.show();
      void this.#write();
    };
    this.#files.onKnown = () => this.#compareWithBook();
    this.#store.listen(
      this,
      (news) => 'box' in news && news.box === this.#files.box && void this.#read(),
      this.#listening.signal,
    );
    await this.#read();
    this.#hasBegun = true;
    this.#toCompare = new Set(this.#known.keys());
    this.#compareWithBook();
    await this.#write();
  }

  end(): void {
    this.#listening.abort();
  }

  get unsaved(): Omit<Unsaved, 'box'>[] {
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
        this.#say('Something that this browser keeps can’t be read, so we left it alone.');
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
        if (this.#files.take(file, record)) touched.push(file);
      }
      if (touched.length > 0) this.#view.refresh(touched);
      if (touched.length > 0 && this.#hasBegun) this.#say('Changed in another tab.');
      await this.#versions.show();
    } catch (error) {
      if (this.#files.isEdited()) this.fail(error);
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
    this.#failures.clear();
    for (;;) {
      await this.#first;
      // one that can't be written keeps no other one from it
      const file = [...this.#dirty].find((one) => !this.#failures.has(one));
      if (file === undefined) break;
      const edit = this.#files.edit(file);
      if ((edit?.text?.length ?? 0) <= LONGEST) this.#onItsWay.set(file, edit?.text ?? null);
      const isSame = (): boolean => this.#files.edit(file) === edit;
      try {
        await this.#writeOne(file, edit);
        if (isSame()) this.#dirty.delete(file); // else it has its turn once more
      } catch (error) {
        if (isSame()) this.#failures.set(file, error);
      } finally {
        this.#onItsWay.delete(file);
      }
    }
    this.tellFailures();
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
      text: `You changed ${file} here and in another tab at the same time. We kept both. This is what the other one changes in yours:`,
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
      // what couldn't be put aside while it was typed
      if (this.#dirty.delete(file))
        this.#putFirst('tab', file, this.#files.edit(file)?.text, aside);
      if (this.#files.take(file, theirs)) this.#view.refresh([file]);
    } else {
      if (theirs) this.#putFirst('tab', file, textOf(theirs), aside);
      this.#dirty.add(file);
      await this.#write();
    }
    await this.#versions.show();
  }

  /** Finds the edits that were made in another version of the book's file than there is now. */
  #compareWithBook(): void {
    for (const file of this.#toCompare) {
      const now = this.#files.basis(file);
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
    const both = merged(mine, base, now);
    if (both !== undefined) {
      this.#putFirst('edition', file, mine);
      this.#replaceOne(file, both);
      return this.#say(
        `The book has a new version of ${file}, and your changes are in it now. Your earlier version is on the list.`,
      );
    }
    const { answer } = ask(this.#view.root, {
      label: `A new version of ${file}`,
      text: `The book has a new version of ${file}, with changes in lines that you changed too. Yours runs until you choose. Here’s what you changed, and then what the book changed:`,
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
    const edit = this.#files.edit(file);
    if (choice !== 'mine') this.#putFirst('edition', file, edit?.text);
    this.#replaceOne(file, { mine: edit ? edit.text : now, now, base }[choice]);
  }

  #replaceOne(file: string, text: string | null): void {
    this.#files.rebase(file, text);
    this.#view.refresh([file]);
  }

  /**
   * Puts a file's text aside before anything else is written. It takes no time, so that nothing is
   * typed between that and what comes in its place.
   */
  #putFirst(why: Why, file: string, text: string | null | undefined, id?: number): void {
    if (typeof text !== 'string') return;
    this.#first = Promise.all([this.#first, this.#versions.putAside(why, [[file, text]], id)]);
  }

  first(aside: Aside): void {
    const done = this.#versions
      .putAside(aside.why, aside.files)
      .then(() => this.#asides.delete(aside));
    this.#first = Promise.all([this.#first, done]);
  }

  fail(error: unknown): void {
    const names = this.#files.isEdited() ? Object.keys(this.#files.edits) : ['your versions'];
    this.#sayNotKept(whatIsNotKept(names.map((name) => [name, error])));
  }
  tellFailures(): void {
    const said = whatIsNotKept(this.#failures, this.#versions.unkept);
    if (said) this.#sayNotKept(said);
    else if (this.#hasFailed) this.#say('');
    this.#hasFailed = said !== '';
  }
  #sayNotKept(text: string): void {
    this.#hasFailed = true;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Download';
    button.onclick = () => this.#view.download();
    this.#say(`${text} `, button);
  }

  #say(text: string, ...beside: Node[]): void {
    const line = this.#view.root.querySelector('.keeping')!;
    // what is said already would be announced with each key of another tab
    if (beside.length > 0 || line.textContent !== text) line.replaceChildren(text, ...beside);
  }
}
