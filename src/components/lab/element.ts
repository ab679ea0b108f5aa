// <tasque-lab>: a whole stage in one page.
import type { Edits } from '../workbench/files.ts';
import { LabBench } from './bench.ts';

export class Lab extends HTMLElement {
  #bench: LabBench | undefined;

  connectedCallback(): void {
    this.#bench = new LabBench(this);
  }
  offer(brought: Edits): Promise<void> {
    return this.#bench!.offer(brought);
  }
}

customElements.define('tasque-lab', Lab);
