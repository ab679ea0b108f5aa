// Files of the reader's own in their library: made, renamed and deleted, and kept apart from what a step
// brings by the same name.
import { asideOf, isOfLibrary, renamedIn } from '../../steps/own-files.ts';
import { whyNotNamed } from '../workbench/file-names.ts';
import { nameOf, type Files } from '../workbench/files.ts';
import { freeName, Naming } from '../workbench/naming.ts';
import { ask, type Asked } from '../workbench/versions.ts';
import { isBrought, type LadderOnPage, type StepOnPage } from './steps-of-stage.ts';

/** Files by their names from the stage's root, all of a library. */
type Library = Record<string, string>;

interface Here {
  files: Files;
  ladder: LadderOnPage;
  step(): StepOnPage;
  library(): Library;
  /** All names that no other file can have. */
  taken(): readonly string[];
  /** Begins a new file. */
  make(file: string): Promise<void>;
  /** Puts a library in the place of the one that is here, in which one file has another name. */
  moved(library: Library, from: string, to: string): void;
  delete(file: string): Promise<void>;
  say(text: string): void;
  focus(): void;
}

export class OwnFiles {
  readonly #root: HTMLElement;
  readonly #here: Here;
  readonly #naming: Naming;
  #asked: Asked<'mine' | 'aside'> | undefined;

  /** @param root Has what BuildIt.astro puts there. */
  constructor(root: HTMLElement, here: Here) {
    this.#root = root;
    this.#here = here;
    this.#naming = new Naming(root.querySelector('.naming')!);
  }

  /** Whether the book has had no such file so far; one that came with a step is the book's until it's changed. */
  isOwn(file: string): boolean {
    const { files, ladder, step } = this.#here;
    if (!isOfLibrary(file) || !files.has(file)) return false;
    if (file.replace('src/', '') in ladder.brought)
      return !isBrought(ladder, file, files.text(file));
    return !Array.from({ length: step().number + 1 }, (_, n) => ladder.filesAt(n)).some(
      (state) => file in state,
    );
  }
  /** Those of a library that the book's has not. */
  ownIn(library: Library): Library {
    return Object.fromEntries(Object.entries(library).filter(([file]) => this.isOwn(file)));
  }
  /** From now on it's known when the reader made it: before a step that brings one of that name. */
  mark(file: string): void {
    const { files, step } = this.#here;
    if (this.isOwn(file)) files.rebase(file, files.text(file), step().folder);
  }

  create(): void {
    const { taken, make, say, focus } = this.#here;
    const whyNot = (name: string): string | undefined => whyNotHere(name, taken());
    this.#naming.ask({
      label: 'Name of the file',
      does: 'Create',
      name: freeName('src/my-file', whyNot) ?? 'src/',
      whyNot,
      act: (name) =>
        void make(name).then(() => {
          this.mark(name);
          say(`Created ${name}. Other files import it as './${name.slice('src/'.length)}'.`);
        }),
      leave: focus,
    });
  }

  rename(file: string): void {
    const { taken, focus, say } = this.#here;
    const others = (): readonly string[] => taken().filter((other) => other !== file);
    this.#naming.ask({
      label: `New name of ${nameOf(file)}`,
      does: 'Rename',
      name: file,
      whyNot: (name) => (name === file ? undefined : whyNotHere(name, others())),
      act: (name) => {
        if (name !== file) {
          this.#move(file, name);
          say(`${file} is now called ${name}, and imported by that name.`);
        }
        focus();
      },
      leave: focus,
    });
  }
  #move(from: string, to: string): void {
    const { library, moved } = this.#here;
    moved(renamedIn(library(), from, to), from, to);
    this.mark(to);
  }

  async delete(file: string): Promise<void> {
    await this.#here.delete(file);
    this.#here.say(`${file} is deleted. What was in it is on the list of your versions.`);
    this.#here.focus();
  }

  /** Where a step brings a file by a name that the reader has given to one of theirs. */
  async tellApart(): Promise<void> {
    const { files, ladder, step, library, say } = this.#here;
    this.#asked?.withdraw(); // the reader is elsewhere by now
    const { number, folder } = step();
    const [before, now] = [ladder.begunAt(number), ladder.filesAt(number)];
    for (const file of Object.keys(now)) {
      const of = files.edit(file)?.of;
      const made = ladder.steps.find((step) => step.folder === of);
      if (file in before || !files.has(file) || !made || file in ladder.filesAt(made.number))
        continue;
      const aside = asideOf(file, (name) => files.has(name) || name in now);
      this.#asked = ask<'mine' | 'aside'>(this.#root, {
        label: `Two files called ${file}`,
        text: `This step brings ${file}, and you already have a file of that name: this one. Build the step in it, or rename yours first.`,
        shows: () => [{ file, from: '', to: files.code(file) }],
        choices: { mine: 'Build it in mine', aside: `Rename mine to ${nameOf(aside)}` },
      });
      const isMine = (await this.#asked.answer) === 'mine';
      if (isMine) files.rebase(file, files.text(file), folder);
      else if (file in library()) {
        this.#move(file, aside);
        say(`Yours is now called ${aside}, and imported by that name.`);
      }
    }
  }
}

function whyNotHere(name: string, taken: readonly string[]): string | undefined {
  const why = whyNotNamed(name, taken);
  if (why !== undefined || isOfLibrary(name)) return why;
  return 'Files of the library are called src/NAME.ts, or src/FOLDER/NAME.ts.';
}
