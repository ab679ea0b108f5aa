// <exercise-box>: remembers what was solved, and shows a solution beside what its reader wrote.
import '../program-box/element.ts';
import type { ProgramBox } from '../program-box/element.ts';
import { stageFiles } from '../workbench/stage.ts';
import { addToKeptList, watchKeptList } from '../workbench/kept-list.ts';

class ExerciseBox extends HTMLElement {
  readonly #box = this.querySelector<ProgramBox>('program-box')!;
  readonly #name = this.dataset.exercise!;

  connectedCallback(): void {
    this.#box.addEventListener('passed', () => addToKeptList('solved', this.#name));
    watchKeptList('solved', (solved) => (this.querySelector<HTMLElement>('.solved')!.hidden = !solved.has(this.#name)));
    const solution = this.querySelector<HTMLDetailsElement>('.solution')!;
    solution.ontoggle = () => {
      if (solution.open) void this.#compare(solution.querySelector('.difference')!).catch(() => {}); // the whole solution stands there already
    };
  }

  /** The solution as a change of the reader's version, which stays as it is. */
  async #compare(into: Element): Promise<void> {
    const [{ files }, { showDifference }] = await Promise.all([stageFiles(this.#box.dataset.exercises!), import('../workbench/difference.ts')]);
    const solution = files[this.#box.dataset.entry!.replace('exercise.ts', 'solution.ts')]!;
    const what = document.createElement('p');
    const mine = `${this.#box.entryCode.trimEnd()}\n`;
    what.textContent = mine === solution ? 'It is what you wrote.' : 'What it changes in your version, which stays as it is:';
    into.replaceChildren(
      what,
      showDifference({ [this.#box.dataset.entry!]: solution }, () => mine),
    );
  }
}

customElements.define('exercise-box', ExerciseBox);
