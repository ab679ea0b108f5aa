// <try-it>: opens and closes a box below its listing.
import type { ProgramBox } from '../program-box/element.ts';
import '../program-box/element.ts';
import { ahead, whatFailed } from '../workbench/loading.ts';
import { savedIn } from '../workbench/saved.ts';

const load = (): Promise<typeof import('./make-box.ts')> => import('./make-box.ts');

export class TryIt extends HTMLElement {
  #box: ProgramBox | undefined;

  connectedCallback(): void {
    this.#button.onclick = () => void (this.#box ? this.#close() : this.open());
    void this.#name();
    for (const near of ['pointerenter', 'focusin'] as const)
      this.addEventListener(near, () => ahead(load().then((it) => it.prepare(this))), { once: true }); // prettier-ignore
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
      const { makeBox, bring } = await load();
      this.#box ??= await makeBox(this);
      bring(this.#box, button);
      button.textContent = 'Close';
      button.ariaExpanded = 'true';
    } catch (error) {
      button.textContent = whatFailed(error, 'We couldn’t load it: load the page again');
    }
    button.ariaDisabled = null;
    return this.#box;
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
}

customElements.define('try-it', TryIt);
