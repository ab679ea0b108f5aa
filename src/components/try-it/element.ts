// <try-it>: opens and closes a box below its listing.
import type { ProgramBox } from '../program-box/element.ts';
import '../program-box/element.ts';
import { labAddress } from '../lab/address.ts';
import { bringSpanOntoScreen, fitsScreen } from '../workbench/bring-into-view.ts';
import { ahead, whatFailed } from '../workbench/loading.ts';
import { savedIn } from '../workbench/saved.ts';
import { stageFiles } from '../workbench/loaders.ts';

/** So much of the code is seen at least, in pixels. */
const LEAST = 160;

export class TryIt extends HTMLElement {
  #box: ProgramBox | undefined;

  connectedCallback(): void {
    this.#button.onclick = () => void (this.#box ? this.#close() : this.open());
    void this.#name();
    for (const near of ['pointerenter', 'focusin'] as const)
      this.addEventListener(near, () => ahead(stageFiles(this.dataset.library!)), {
        once: true,
      });
  }

  get #button(): HTMLButtonElement {
    return this.querySelector('button')!;
  }

  /** The name of its box: see ProgramBox. */
  get name(): string {
    return `${this.dataset.program} ${this.dataset.file}`;
  }

  /** @returns Its box, opened if it was not, `undefined` if that could not be loaded. */
  async open(): Promise<ProgramBox | undefined> {
    const button = this.#button;
    button.ariaDisabled = 'true'; // and not disabled: it keeps the focus
    try {
      this.#box ??= await this.#makeBox();
      button.textContent = 'Close';
      button.ariaExpanded = 'true';
    } catch (error) {
      button.textContent = whatFailed(error, 'It could not be loaded: load the page again');
    }
    button.ariaDisabled = null;
    if (this.#box) this.#bring(this.#box);
    return this.#box;
  }

  /** Onto the screen, below the button that closes it, unless a long listing is between them. */
  #bring(box: ProgramBox): void {
    const { top } = this.#button.getBoundingClientRect();
    const editor = box.querySelector('.editor')!.getBoundingClientRect();
    const least = editor.top + LEAST;
    const first = fitsScreen(top, least) ? top : box.getBoundingClientRect().top;
    bringSpanOntoScreen(first, Math.max(editor.bottom, least));
  }

  /** Says whether the reader has changed something in its box. */
  async #name(): Promise<void> {
    if (!this.#box)
      this.#button.textContent =
        Object.keys(await savedIn(this.name)).length > 0 ? 'Try it, with your changes' : 'Try it';
  }

  #close(): void {
    this.#box?.remove(); // what was changed is kept, as in every box
    this.#box = undefined;
    void this.#name();
    this.#button.ariaExpanded = 'false';
  }

  async #makeBox(): Promise<ProgramBox> {
    const { file, line, program, library, tests } = this.dataset as Record<string, string>;
    const { files, outputs } = await stageFiles(library!);
    const entry = program!.slice(program!.indexOf('/') + 1);
    const name = entry.split('/').at(-1)!;
    const template = document.querySelector<HTMLTemplateElement>('#try-box')!;
    const box = template.content.querySelector('program-box')!.cloneNode(true) as ProgramBox;
    box.dataset.program = this.name;
    box.dataset.entry = entry;
    box.dataset.library = library;
    box.dataset.tests = tests;
    box.id = `program-${box.dataset.program.replace(/\W+/g, '-')}`;
    box.ariaLabel = `${name} with ${file}`;
    box.querySelector<HTMLAnchorElement>('a[data-do=lab]')!.href = labAddress(this.name, entry);
    box.querySelector('.name')!.textContent = name;
    box.querySelector('.code code')!.textContent = files[entry]!.trimEnd();
    box.querySelector('samp')!.textContent = outputs?.[entry] ?? '';
    box.inert = true; // what was typed before its file is there would go to another one
    (this.closest('figure') ?? this).after(box);
    try {
      await box.open(file!, Number(line));
    } catch (error) {
      box.remove();
      throw error;
    }
    box.inert = false;
    return box;
  }
}

customElements.define('try-it', TryIt);
