// <solved-exercises>: says how many were solved, or faults caught, and keeps saying it.
import { watchList } from '../workbench/saved.ts';

class SolvedExercises extends HTMLElement {
  connectedCallback(): void {
    const { of, many, exercises } = this.dataset as Record<string, string>;
    const all = exercises!.split(' ');
    watchList(of!, (done) => {
      const count = all.filter((name) => done.has(name)).length;
      this.textContent =
        count === 0 ? many! : count === all.length ? `✓ ${many}` : `${count} of ${many}`;
      this.title = count === 0 ? '' : `${count} of ${all.length} ${of}`;
    });
  }
}

customElements.define('solved-exercises', SolvedExercises);
