// The files that a box can run: the book's, and what the reader has made of them. Keeping them is
// another's work: see src/store/.

/**
 * File names to texts, of the files that differ from the book's; `null` where the reader took the
 * book's file away. Without a prototype: a file may have any name.
 */
export type Edits = Readonly<Record<string, string | null>>;

export const isTest = (file: string): boolean => file.endsWith('.test.ts');
/** Whether it runs by itself. */
export const isProgram = (file: string): boolean => file.startsWith('programs/');
/** Whether it is a part of the library that a stage builds: drafts are none. */
export const isLibrary = (file: string): boolean => /^src\/(?!drafts\/)/.test(file);
/** Of a stage's files, those of its library, by name from `src/`. */
export const libraryIn = (files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([file]) => isLibrary(file))
      .map(([file, text]) => [file.slice('src/'.length), text]),
  );
/** Files of a library by name from `src/`, by name from the stage's root. */
export const underSrc = (library: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(library).map(([file, text]) => [`src/${file}`, text]));
/** Without its folders. */
export const nameOf = (file: string): string => file.split('/').at(-1)!;

/** An edit, and the book's version that it was made in. */
export interface Edit {
  text: string | null;
  /** Unknown of what the first edition kept. */
  base?: string | undefined;
  /** Which of the book's versions that is, where it has several: a step. */
  of?: string | undefined;
}

const table = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> =>
  Object.setPrototypeOf(Object.fromEntries(entries), null);

export class Files {
  readonly box: string;
  /** The book's versions, as far as they are known: the program's own from the start. */
  readonly #originals: Map<string, string>;
  readonly #edits = new Map<string, Edit>();
  /** Told of each file that the reader changed, or took back. */
  onEdit = (_file: string): void => {};
  /** Told when more of the book's versions are known. */
  onKnown = (): void => {};
  /** The version that the book has now of what an edit was made in, where it has several. */
  versionOf = (_file: string, _of: string): string | undefined => undefined;

  /** @param box The name under which edits are kept. */
  constructor(box: string, originals: Readonly<Record<string, string>>) {
    this.box = box;
    this.#originals = new Map(Object.entries(originals));
  }

  /**
   * Adds the book's versions of more files, letter by letter: what is not edited was prepared by
   * the build as it is there.
   */
  know(originals: Readonly<Record<string, string>>): void {
    for (const [file, text] of Object.entries(originals)) this.#originals.set(file, text);
    this.onKnown();
  }

  /** Those that there are: the reader's own too, and none that was deleted. */
  get names(): string[] {
    return Object.keys(this.all());
  }
  has(file: string): boolean {
    const edit = this.#edits.get(file);
    return edit ? edit.text !== null : this.#originals.has(file);
  }
  get edits(): Edits {
    return table([...this.#edits].map(([file, { text }]) => [file, text]));
  }
  isEdited(file?: string): boolean {
    return file === undefined ? this.#edits.size > 0 : this.#edits.has(file);
  }
  edit(file: string): Edit | undefined {
    return this.#edits.get(file);
  }
  /** The book's version as it is shown: without what ends its last line. */
  original(file: string): string | undefined {
    return this.#originals.get(file)?.trimEnd();
  }
  /** What the book has now of what an edit was made in. @param of Which of several versions. */
  basis(file: string, of = this.#edits.get(file)?.of): string | undefined {
    return of === undefined ? this.original(file) : this.versionOf(file, of)?.trimEnd();
  }
  isDeleted(file: string): boolean {
    return this.#edits.get(file)?.text === null;
  }
  /** Nothing of a file that isn't there. */
  code(file: string): string {
    const edit = this.#edits.get(file);
    return (edit ? edit.text : this.original(file)) ?? '';
  }
  /** As it would be in a file. */
  text(file: string): string {
    const edit = this.#edits.get(file);
    return (edit ? edit.text : this.#originals.get(file)) ?? '';
  }
  /** All of them, as a run wants them. */
  all(): Record<string, string> {
    return table(
      [...this.#originals, ...Object.entries(this.edits)].filter(
        (entry): entry is [string, string] => !this.isDeleted(entry[0]) && entry[1] !== null,
      ),
    );
  }
  /** All of them, as the book has them. */
  originals(): Record<string, string> {
    return table(this.#originals);
  }

  /** @param code `null` deletes a file of the book's. */
  set(file: string, code: string | null): void {
    const { base = this.original(file), of } = this.#edits.get(file) ?? {};
    this.take(file, { text: code, base, of });
    this.onEdit(file);
  }
  /** Nothing is left of what the reader did to it. */
  forget(file: string): void {
    this.take(file, undefined);
    this.onEdit(file);
  }
  /**
   * From now on the edit counts as one of the book's version that there is.
   * @param of Which of several; that of before unless told otherwise.
   */
  rebase(file: string, code: string | null, of = this.#edits.get(file)?.of): void {
    this.take(file, { text: code, base: this.basis(file, of), of });
    this.onEdit(file);
  }
  /**
   * Puts these edits in the place of those that there are.
   * @returns The files that it concerned: the rest is not written again, nor asked about.
   */
  replaceEdits(edits: Edits): string[] {
    const gone = [...this.#edits.keys()].filter((file) => !Object.hasOwn(edits, file));
    const changed = Object.entries(edits).filter(([f, code]) => this.#edits.get(f)?.text !== code);
    for (const file of gone) this.forget(file);
    for (const [file, code] of changed) this.set(file, code);
    return [...gone, ...changed.map(([file]) => file)];
  }

  /**
   * As it is kept: it tells no listener. Without an edit, the book's version is back. @returns Whether
   * anything is another now.
   */
  take(file: string, edit: Edit | undefined): boolean {
    const now = (): string | null | undefined => {
      const kept = this.#edits.get(file);
      return kept ? kept.text : this.original(file);
    };
    const before = now();
    if (edit && (edit.text === null || edit.text.trimEnd() !== this.original(file)))
      this.#edits.set(file, { text: edit.text, base: edit.base, of: edit.of });
    else this.#edits.delete(file);
    return now() !== before;
  }
}
