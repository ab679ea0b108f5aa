// What a reader makes of the files, other than by typing, and what of that can be taken back.
import type { Why } from '../../store/records.ts';
import type { Edits, Files } from './files.ts';
import { replace } from './saved.ts';

/** Whose files they are. */
interface Desk {
  readonly files: Files;
  /** Sees to it that the book's version of a file is known. */
  load(file: string): Promise<void>;
  /** Whether the book has no such file. */
  isOwn(file: string): boolean;
  /** These files have other texts. */
  refresh(files: readonly string[]): void;
}

/** What can be put back in the place of what replaced it. */
interface Undo {
  edits: Edits;
  label: string;
  /** What is there as long as nothing has changed; nothing while it's being replaced. */
  after?: string;
}

export class Changes {
  readonly #desk: Desk;
  #undo: Undo | undefined;
  /** What resets took away, by file. */
  readonly #reset = new Map<string, string | null>();
  /** What was deleted last, with what the reader had made of it: `undefined` is the book's. */
  #deleted: { file: string; text: string | undefined } | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }
  get #files(): Files {
    return this.#desk.files;
  }

  get undoLabel(): string | undefined {
    return this.#undo?.label;
  }
  canUndo(file: string): boolean {
    return this.#reset.has(file) && !this.#files.isEdited(file);
  }
  get deletedLast(): string | undefined {
    const file = this.#deleted?.file;
    // in another tab it may have come back
    return file !== undefined && !this.#files.has(file) ? file : undefined;
  }

  /**
   * Puts a text in the place of a file's, as one edit; the file may be a new one.
   * @param why For the list of versions, where what the reader had there goes.
   */
  rewrite(file: string, text: string, why: Why = 'name'): void {
    if (this.#deleted?.file === file) this.#deleted = undefined;
    this.#put(file, text, why);
    this.#desk.refresh([file]);
  }
  #put(file: string, text: string | null, why: Why): void {
    if (typeof this.#files.edits[file] !== 'string') this.#files.set(file, text);
    else void replace(this.#files, { ...this.#files.edits, [file]: text }, why, [file]);
  }
  /** What the reader had made of it can be put back, and is on the list of versions. */
  async delete(file: string): Promise<void> {
    await this.#desk.load(file);
    const { [file]: mine, ...others } = this.#files.edits;
    this.#deleted = { file, text: mine ?? undefined };
    const gone = this.#desk.isOwn(file) ? others : { ...others, [file]: null };
    if (mine === undefined) this.#files.set(file, null);
    else void replace(this.#files, gone, 'deleted', [file]);
    this.#desk.refresh([file]);
  }
  /** @returns The file that is back. */
  undelete(file = this.deletedLast): string | undefined {
    if (file === undefined) return undefined;
    const text = this.#deleted?.file === file ? this.#deleted.text : undefined;
    this.#deleted = undefined;
    if (text === undefined) this.#files.forget(file);
    else this.#files.set(file, text);
    this.#desk.refresh([file]);
    return file;
  }
  /** @param to May be that of a file of the book's that was deleted, whose place it takes. */
  async rename(from: string, to: string): Promise<void> {
    await this.#desk.load(from);
    if (this.#deleted?.file === to) this.#deleted = undefined;
    this.#put(to, this.#files.text(from), 'name');
    if (this.#desk.isOwn(from)) this.#files.forget(from);
    else this.#files.set(from, null);
    this.#desk.refresh([from, to]);
  }

  /**
   * Puts these edits in the place of the reader's.
   * @param label What to call it to take that back, if it can be.
   * @returns Whether what was here is on the list of versions: the book's own isn't put there.
   */
  replace(edits: Edits, why: Why = 'reset', label?: string): boolean {
    const before = this.#files.edits;
    // before it's told of, so that the button that was pressed is never off and keeps the focus
    this.#undo = label ? { edits: before, label } : undefined;
    void replace(this.#files, edits, why); // what was here is put aside meanwhile
    if (this.#undo) this.#undo.after = JSON.stringify(this.#files.edits);
    this.#desk.refresh(Object.keys({ ...before, ...edits }));
    return Object.entries(before).some(([file, text]) => edits[file] !== text);
  }
  /** @returns Whether the book's versions are there now; else the reader's own are back. */
  resetAll(label: string): boolean {
    if (this.#undo) {
      this.replace(this.#undo.edits);
      return false;
    }
    for (const [file, mine] of Object.entries(this.#files.edits)) this.#reset.set(file, mine);
    this.#deleted = undefined;
    this.replace({}, 'reset', label);
    return true;
  }
  /** @returns Whether the book's version is there now. */
  resetFile(file: string): boolean {
    const { [file]: mine, ...others } = this.#files.edits;
    if (mine === undefined) {
      this.replace({ ...others, [file]: this.#reset.get(file)! });
      return false;
    }
    this.#reset.set(file, mine);
    this.replace(others);
    return true;
  }

  /** The reader has typed, so no earlier text can be put back any more. */
  typed(): void {
    this.#undo = undefined;
  }
  /** Files have other texts: what they replaced can be put back only if these are the same still. */
  noticed(): void {
    const after = this.#undo?.after;
    if (after !== undefined && after !== JSON.stringify(this.#files.edits)) this.#undo = undefined;
  }
}
