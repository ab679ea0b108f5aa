// The box that searches all files of the stage, above their tree.
import type { Position } from '../../runner/contract.ts';
import { whatFailed } from '../workbench/loading.ts';
import { sayOnce } from '../workbench/say-once.ts';
import { showText } from '../workbench/unseen.ts';
import { findIn, type Hit } from './find.ts';

interface Acts {
  /** All files with their texts, once they are there. */
  texts(): Promise<readonly (readonly [string, string])[]>;
  go(at: Position): void;
  /** The search is closed. */
  leave(): void;
}

/** So many lines are shown. */
const MOST = 300;

export class Finder {
  readonly #place: HTMLElement;
  readonly #acts: Acts;
  readonly #input: HTMLInputElement;
  readonly #case: HTMLInputElement;
  readonly #said: HTMLElement;
  /** Opens and closes it. */
  readonly #button: HTMLElement;
  readonly #list: HTMLElement;
  /** An answer to what was asked before is none. */
  #asked = 0;

  constructor(place: HTMLElement, acts: Acts) {
    this.#place = place;
    this.#acts = acts;
    this.#input = place.querySelector('input[type=search]')!;
    this.#case = place.querySelector('input[type=checkbox]')!;
    this.#said = place.querySelector('.found')!;
    this.#list = place.querySelector('.hits')!;
    this.#button = place.parentElement!.querySelector('[data-do=find-in-all]')!;
    this.#button.ariaExpanded = 'false';
    place.querySelector<HTMLElement>('.close')!.onclick = () => this.close();
    this.#input.oninput = this.#case.onchange = () => void this.#find();
    place.addEventListener('keydown', (event) => this.#key(event));
  }

  get isOpen(): boolean {
    return !this.#place.hidden;
  }
  /** @param wanted What is selected in the editor, say. */
  open(wanted = ''): void {
    this.#show(true);
    if (wanted) this.#input.value = wanted;
    this.#input.focus();
    this.#input.select();
    void this.#find();
  }
  close(): void {
    this.#show(false);
    this.#acts.leave();
  }
  /** What the button does: pressed again, it closes the search, and keeps the focus. */
  toggle(): void {
    if (this.isOpen) this.#show(false);
    else this.open();
  }
  #show(isOpen: boolean): void {
    this.#place.hidden = !isOpen;
    this.#button.ariaExpanded = String(isOpen);
  }
  /** Files have other texts. */
  refresh(): void {
    if (this.isOpen && this.#input.value) void this.#find();
  }

  async #find(): Promise<void> {
    const asked = ++this.#asked;
    const wanted = this.#input.value;
    const texts = await this.#acts.texts().catch((error: unknown) => {
      this.#said.textContent = whatFailed(error);
    });
    if (!texts || asked !== this.#asked) return;
    const { hits, isMore } = findIn(texts, wanted, { matchCase: this.#case.checked, most: MOST });
    const byFile = Map.groupBy(hits, ({ file }) => file);
    const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
    const answer =
      hits.length === 0
        ? 'Not found in any file.'
        : `${isMore ? 'The first ' : ''}${count(hits.length, 'line')} in ${count(byFile.size, 'file')}.`;
    sayOnce(this.#said, wanted && answer);
    this.#list.replaceChildren(
      ...[...byFile].map(([file, those]) => {
        const group = document.createElement('li');
        const name = document.createElement('span');
        name.append(showText(file));
        const lines = document.createElement('ul');
        lines.append(...those.map((hit) => this.#line(hit)));
        group.append(name, lines);
        return group;
      }),
    );
  }

  #line(hit: Hit): HTMLElement {
    const item = document.createElement('li');
    const way = document.createElement('button');
    const found = document.createElement('mark');
    const [before, itself, after] = hit.parts;
    const line = document.createElement('span');
    way.type = 'button';
    line.textContent = `${hit.line}`;
    found.append(showText(itself));
    way.append(line, ' ', showText(before), found, showText(after));
    way.title = `${hit.file}, line ${hit.line}`;
    way.onclick = () => this.#acts.go({ file: hit.file, line: hit.line, column: 1 });
    item.append(way);
    return item;
  }

  #key(event: KeyboardEvent): void {
    const { key, target } = event;
    const ways = [...this.#list.querySelectorAll('button')];
    const here = ways.indexOf(target as HTMLButtonElement);
    if (key === 'Escape') this.close();
    else if (key === 'Enter' && target === this.#input && !event.isComposing) ways[0]?.click();
    else if (key === 'ArrowDown') ways[here + 1]?.focus();
    else if (key === 'ArrowUp') (here > 0 ? ways[here - 1]! : this.#input).focus();
    else return;
    event.preventDefault();
  }
}
