// What's folded as faults, once a reader opens it: each is a button that brings a workbench, and says whether it
// was caught.
import { url } from '../../book/url.ts';
import { countOf, nameOf, type Fault, type FaultsOfStage } from '../../faults/fault.ts';
import { fetchJson, whatFailed } from '../workbench/loading.ts';
import { once } from '../workbench/loaders.ts';
import { pageAt } from '../workbench/page-at.ts';
import { leave, watchList } from '../workbench/saved.ts';
import styles from './break-it.css?inline';
import type { FaultBench, Standing } from './fault-bench.ts';
import { CAUGHT, GIVEN_UP } from './lists.ts';

// beside the script, or every page would load them
const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets.push(sheet);

async function template(): Promise<HTMLTemplateElement> {
  const here = document.querySelector<HTMLTemplateElement>('#fault-bench');
  return here ?? (await pageAt(url('break-it/'))).querySelector<HTMLTemplateElement>('#fault-bench')!; // prettier-ignore
}

class Faults {
  readonly #stage: string;
  readonly #all: FaultsOfStage;
  readonly #items: Map<Fault, HTMLElement>;
  readonly #template: HTMLTemplateElement;
  #caught: ReadonlySet<string> = new Set();
  #givenUp: ReadonlySet<string> = new Set();
  #bench: FaultBench | undefined;
  #presses = 0;

  constructor(fold: HTMLElement, all: FaultsOfStage, template: HTMLTemplateElement) {
    this.#stage = fold.dataset.faults!;
    this.#all = all;
    this.#template = template;
    this.#items = new Map(
      [...fold.querySelectorAll<HTMLElement>('[data-fault]')].flatMap((item) => {
        const fault = all.faults.find(({ id }) => id === item.dataset.fault);
        return fault ? [[fault, item]] : [];
      }),
    );
    for (const [fault, item] of this.#items) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'plain';
      button.ariaExpanded = 'false';
      button.textContent = `Fault ${fault.number}`;
      button.onclick = () => void this.#press(fault);
      const standing = document.createElement('span');
      standing.className = 'standing';
      const said = document.createElement('span');
      said.role = 'status';
      item.replaceChildren(button, ` ${countOf(fault.caught)} `, standing, said);
    }
    watchList(CAUGHT, (caught) => {
      this.#caught = caught;
      this.#show();
    });
    watchList(GIVEN_UP, (givenUp) => {
      this.#givenUp = givenUp;
      this.#show();
    });
  }

  #show(): void {
    for (const [fault, item] of this.#items) {
      const name = nameOf(this.#stage, fault);
      const standing = this.#caught.has(name)
        ? '✓ caught'
        : this.#givenUp.has(name)
          ? 'you saw it'
          : '';
      item.querySelector('.standing')!.textContent = standing;
    }
    this.#bench?.refresh();
  }

  async #close(bench: FaultBench): Promise<void> {
    const { session, root, fault } = bench;
    await bench.leave();
    root.remove();
    void leave(session.files);
    this.#items.get(fault)!.querySelector('button')!.ariaExpanded = 'false';
  }
  /** Opens the workbench below a fault, or closes it. */
  async #press(fault: Fault): Promise<void> {
    const item = this.#items.get(fault)!;
    const said = item.querySelector<HTMLElement>('[role=status]')!;
    const before = this.#bench;
    this.#bench = undefined;
    const press = ++this.#presses;
    if (before?.fault === fault) return this.#close(before);
    said.textContent = 'Loading…';
    try {
      const [{ openBench }] = await Promise.all([
        import('./fault-bench.ts'),
        before && this.#close(before),
      ]);
      // what was pressed last is what is wanted
      if (press !== this.#presses) return void (said.textContent = '');
      const root = document.importNode(this.#template.content, true)
        .firstElementChild as HTMLElement;
      item.append(root); // its bench wants to find it on the page
      const name = nameOf(this.#stage, fault);
      const standing = (): Standing => ({
        isCaught: this.#caught.has(name),
        isGivenUp: this.#givenUp.has(name),
      });
      this.#bench = openBench(root, this.#stage, this.#all, fault, standing);
      item.querySelector('button')!.ariaExpanded = 'true';
      await this.#bench.begin();
      said.textContent = '';
    } catch (error) {
      said.textContent = whatFailed(error);
    }
  }
}

const opened = new WeakSet<HTMLElement>();

/** @param fold What Faults.astro makes. @throws {NotLoadedError} */
export async function open(fold: HTMLElement): Promise<void> {
  if (opened.has(fold)) return;
  const address = url(`code/${fold.dataset.faults}.faults.json`);
  const [all, bench] = await Promise.all([
    once(address, () => fetchJson(address) as Promise<FaultsOfStage>),
    template(),
  ]);
  opened.add(fold);
  new Faults(fold, all, bench);
}
