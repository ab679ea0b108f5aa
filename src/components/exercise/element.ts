// <exercise-box>: remembers what was solved, and shows a solution beside what its reader wrote.
import '../program-box/element.ts';
import type { ProgramBox } from '../program-box/element.ts';
import { ahead } from '../workbench/loading.ts';
import { mark, watchList } from '../workbench/saved.ts';

class ExerciseBox extends HTMLElement {
  readonly #box = this.querySelector<ProgramBox>('program-box')!;
  readonly #name = this.dataset.exercise!;

  connectedCallback(): void {
    this.#box.addEventListener('passed', () => mark('solved', this.#name));
    watchList(
      'solved',
      (solved) => (this.querySelector<HTMLElement>('.solved')!.hidden = !solved.has(this.#name)),
    );
    const solution = this.querySelector<HTMLDetailsElement>('.solution')!;
    solution.ontoggle = () => {
      if (solution.open)
        // without it the whole solution stands there all the same
        ahead(
          import('./compare.ts').then((it) =>
            it.compare(this.#box, solution.querySelector('.difference')!),
          ),
        );
    };
  }
}

customElements.define('exercise-box', ExerciseBox);
