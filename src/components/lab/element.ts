// <tasque-lab>: a whole stage in one page, which comes with its first program as a listing. The
// workbench is in bench.ts, which is loaded when the page has nothing else to do, a reader comes near,
// or there is something to show.
import type { Edits } from '../workbench/files.ts';
import { whatFailed } from '../workbench/loading.ts';
import { bindPresses } from '../workbench/press.ts';
import type { LabBench } from './bench.ts';
import { Panes } from './panes.ts';

/** What happens first ends the wait for a moment with nothing to do. */
const NEAR = ['pointerenter', 'focusin'] as const;

export class Lab extends HTMLElement {
  readonly panes = new Panes(this);
  #bench: Promise<LabBench> | undefined;

  connectedCallback(): void {
    bindPresses(this, (id) => this.#do((bench) => bench.act(id)));
    this.addEventListener('click', (event) => this.#click(event));
    for (const near of NEAR)
      this.addEventListener(near, () => this.#do((bench) => bench.warm()), { once: true });
    const begin = (): void => this.#do(() => {});
    if (this.dataset.left !== undefined) begin();
    else whenIdle(begin);
  }

  #load(): Promise<LabBench> {
    this.#bench ??= import('./bench.ts').then(({ LabBench }) => new LabBench(this, this.panes));
    this.#bench.catch(() => (this.#bench = undefined));
    return this.#bench;
  }
  #do(what: (bench: LabBench) => unknown): void {
    this.#load()
      .then(what)
      .catch((error) => (this.querySelector('.status')!.textContent = whatFailed(error)));
  }

  /** A file that is still a link. */
  #click(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLElement>('.plain [data-file]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#do((bench) => bench.go({ file: link.dataset.file!, line: 1, column: 1 }));
  }

  offer(brought: Edits): Promise<void> {
    return this.#load().then((bench) => bench.offer(brought));
  }
}

/** Once the page is there and drawn. */
function whenIdle(work: () => void): void {
  const wait = (): void => {
    if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 2_000 });
    else setTimeout(work, 200);
  };
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait, { once: true });
}

customElements.define('tasque-lab', Lab);
