// <exercise-box>: remembers what was solved, and shows a solution beside what its reader wrote.
import '../../program-box/element.ts';
import type { ProgramBox } from '../../program-box/element.ts';
import { ahead } from '../../workbench/loading.ts';
import { mark, watchList } from '../../workbench/saved.ts';
import type { Comparison } from './compare.ts';

/** Nobody reads a comparison while they type, in milliseconds. */
const AFTER = 300;

class ExerciseBox extends HTMLElement {
  readonly #box = this.querySelector<ProgramBox>('program-box')!;
  readonly #name = this.dataset.exercise!;
  readonly #solution = this.querySelector<HTMLDetailsElement>('.solution')!;
  #comparison: Promise<Comparison> | undefined;
  /** The text that has passed last. */
  #passed: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.#box.addEventListener('passed', () => {
      this.#passed = this.#box.files.code(this.#box.dataset.entry!);
      mark('solved', this.#name);
      this.#compare();
    });
    this.#box.addEventListener('texts', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#compare(), AFTER);
    });
    watchList(
      'solved',
      (solved) => (this.querySelector<HTMLElement>('.solved')!.hidden = !solved.has(this.#name)),
    );
    this.#solution.ontoggle = () => this.#compare();
  }

  /** Without it the whole solution is there all the same. */
  #compare(): void {
    if (this.#solution.open) ahead(this.#show());
  }
  async #show(): Promise<void> {
    this.#comparison ??= import('./compare.ts').then(({ Comparison }) =>
      Comparison.of(this.#box, this.#solution.querySelector('.difference')!),
    );
    this.#comparison.catch(() => (this.#comparison = undefined));
    (await this.#comparison).show(this.#passed);
  }
}

customElements.define('exercise-box', ExerciseBox);
