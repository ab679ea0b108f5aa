// <try-it>: opens and closes a box below its listing.
import type { ProgramBox } from '../program-box/element.ts';
import '../program-box/element.ts';
import { stageFiles } from '../workbench/stage.ts';

class TryIt extends HTMLElement {
  #box: ProgramBox | undefined;

  connectedCallback(): void {
    const button = this.querySelector('button')!;
    button.onclick = async () => {
      if (this.#box) {
        this.#box.remove(); // what was changed is kept, as in every box
        this.#box = undefined;
      } else {
        button.disabled = true;
        try {
          this.#box = await this.#makeBox();
          button.textContent = 'Close';
        } catch {
          button.textContent = 'It could not be loaded: try again';
        }
        button.disabled = false;
        if (!this.#box) return;
      }
      button.ariaExpanded = String(this.#box !== undefined);
      if (!this.#box) button.textContent = 'Try it';
    };
    for (const near of ['pointerenter', 'focusin'] as const) this.addEventListener(near, () => void stageFiles(this.dataset.library!).catch(() => {}), { once: true });
  }

  async #makeBox(): Promise<ProgramBox> {
    const { file, line, program, library, tests } = this.dataset as Record<string, string>;
    const { files, outputs } = await stageFiles(library!);
    const entry = program!.slice(program!.indexOf('/') + 1);
    const name = entry.split('/').at(-1)!;
    const template = document.querySelector<HTMLTemplateElement>('#try-box')!;
    const box = template.content.querySelector('program-box')!.cloneNode(true) as ProgramBox;
    box.dataset.program = `${program} ${file}`;
    box.dataset.entry = entry;
    box.dataset.library = library;
    box.dataset.tests = tests;
    box.id = `program-${box.dataset.program.replace(/\W+/g, '-')}`;
    box.ariaLabel = `${name} with ${file}`;
    box.querySelector('.name')!.textContent = name;
    box.querySelector('.code code')!.textContent = files[entry]!.trimEnd();
    box.querySelector('samp')!.textContent = outputs?.[entry] ?? '';
    (this.closest('figure') ?? this).after(box);
    await box.open(file!, Number(line));
    return box;
  }
}

customElements.define('try-it', TryIt);
