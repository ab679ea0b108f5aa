// <solved-exercises>: says how many were solved, and keeps saying it.
import { watchList } from '../workbench/saved.ts';

class SolvedExercises extends HTMLElement {
  connectedCallback(): void {
    const all = this.dataset.exercises!.split(' ');
    const many = `${all.length} ${all.length === 1 ? 'exercise' : 'exercises'}`;
    watchList('solved', (solved) => {
      const count = all.filter((name) => solved.has(name)).length;
      this.textContent =
        count === 0 ? many : count === all.length ? `✓ ${many}` : `${count} of ${many}`;
      this.title = count === 0 ? '' : `${count} of ${all.length} solved`;
    });
  }
}

customElements.define('solved-exercises', SolvedExercises);
