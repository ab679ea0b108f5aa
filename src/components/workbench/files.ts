// The files that a box can run: the book's, and what the reader has made of them.
import { keepEdits, keptEdits, type Edits } from './kept-edits.ts';

export class Files {
  readonly #box: string;
  /** The book's versions, as far as they are known: the program's own from the start. */
  readonly #originals: Record<string, string>;
  #edits: Record<string, string>;

  /** @param box The name under which edits are kept. */
  constructor(box: string, originals: Record<string, string>) {
    this.#box = box;
    this.#originals = { ...originals };
    this.#edits = { ...keptEdits(box) };
    this.#forgetEqual();
  }

  /** Adds the book's versions of more files, letter by letter: what is not edited was prepared by the build as it stands there. */
  know(originals: Readonly<Record<string, string>>): void {
    Object.assign(this.#originals, originals);
    this.#forgetEqual();
  }

  get names(): string[] {
    return Object.keys(this.#originals);
  }
  get edits(): Edits {
    return this.#edits;
  }
  isEdited(file?: string): boolean {
    return file === undefined ? Object.keys(this.#edits).length > 0 : Object.hasOwn(this.#edits, file);
  }
  /** The book's version as it is shown: without what ends its last line. */
  original(file: string): string | undefined {
    return this.#originals[file]?.trimEnd();
  }
  code(file: string): string {
    return this.#edits[file] ?? this.original(file) ?? '';
  }
  /** As it would stand in a file. */
  text(file: string): string {
    return this.#edits[file] ?? this.#originals[file] ?? '';
  }
  /** All of them, as a run wants them. */
  all(): Record<string, string> {
    return { ...this.#originals, ...this.#edits };
  }

  /** All of them, as the book has them. */
  originals(): Record<string, string> {
    return { ...this.#originals };
  }

  set(file: string, code: string): void {
    this.#edits[file] = code;
    this.#forgetEqual();
    keepEdits(this.#box, this.#edits);
  }
  /** Puts these edits in the place of those that there are. */
  replaceEdits(edits: Edits): void {
    this.#edits = { ...edits };
    this.#forgetEqual();
    keepEdits(this.#box, this.#edits);
  }

  #forgetEqual(): void {
    for (const [file, code] of Object.entries(this.#edits)) if (this.original(file) === code.trimEnd()) delete this.#edits[file];
  }
}
