// <predict-box>: keeps a program back until its reader has said what it will print. Who guessed once is not asked again.
import '../program-box/element.ts';
import type { ProgramBox } from '../program-box/element.ts';
import { addToKeptList, keptList } from '../workbench/kept-list.ts';

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trimEnd());

class PredictBox extends HTMLElement {
  readonly #box = this.querySelector<ProgramBox>('program-box')!;
  readonly #form = this.querySelector('form')!;
  readonly #answer = linesOf(this.querySelector('samp')!.textContent!.trimEnd());
  readonly #lines = this.querySelector<HTMLElement>('.lines');

  connectedCallback(): void {
    if (keptList('predicted').has(this.dataset.program!)) return;
    this.#box.dataset.locked = '';
    this.#form.hidden = false;
    if (this.#lines) this.#showLines(shuffled(this.#answer));
    this.#form.onsubmit = (event) => {
      event.preventDefault();
      this.#compare(this.#guess);
      this.#unlock();
    };
    this.querySelector<HTMLButtonElement>('[data-do=skip]')!.onclick = () => this.#unlock();
  }

  get #guess(): string[] {
    if (this.#lines) return [...this.#lines.querySelectorAll('code')].map((line) => line.textContent!);
    const guess = linesOf(this.querySelector('textarea')!.value);
    while (guess.length > 0 && guess.at(-1) === '') guess.pop();
    return guess;
  }

  #unlock(): void {
    delete this.#box.dataset.locked;
    this.#form.hidden = true;
    addToKeptList('predicted', this.dataset.program!);
    this.#box.run();
    this.#box.querySelector<HTMLButtonElement>('[data-do=run]')!.focus();
  }

  /** Shows the lines that were guessed beside those that there are. */
  #compare(guess: string[]): void {
    const verdict = this.querySelector('.verdict')!;
    const isRight = (at: number): boolean => guess[at]?.trim() === this.#answer[at]?.trim();
    const all = Array.from({ length: Math.max(guess.length, this.#answer.length) }, (_, at) => at);
    if (all.every(isRight)) {
      verdict.textContent = 'You said so.';
      return;
    }
    const table = document.createElement('table');
    const head = table.createTHead().insertRow();
    head.insertCell();
    for (const name of ['You said', 'It prints']) head.append(Object.assign(document.createElement('th'), { scope: 'col', textContent: name }));
    const body = table.createTBody();
    for (const at of all) {
      const row = body.insertRow();
      row.className = isRight(at) ? 'right' : 'wrong';
      for (const text of [isRight(at) ? '✓' : '✗', guess[at] ?? '(nothing)', this.#answer[at] ?? '(nothing)']) row.insertCell().textContent = text;
    }
    const right = this.#answer.filter((_, at) => isRight(at)).length;
    verdict.replaceChildren(`${right} of ${this.#answer.length} lines are where you said.`, table);
  }

  #showLines(lines: string[]): void {
    this.#lines!.replaceChildren(
      ...lines.map((line, at) => {
        const item = document.createElement('li');
        const code = document.createElement('code');
        code.textContent = line;
        item.append(
          code,
          ...(
            [
              ['up', '↑', at - 1],
              ['down', '↓', at + 1],
            ] as const
          ).map(([way, sign, to]) => {
            const button = document.createElement('button');
            button.type = 'button';
            button.textContent = sign;
            button.ariaLabel = `Move "${line}" ${way}`;
            button.disabled = to < 0 || to >= lines.length;
            button.onclick = () => {
              const moved = [...lines];
              [moved[at], moved[to]] = [moved[to]!, moved[at]!];
              this.#showLines(moved);
              const buttons = [...this.#lines!.children[to]!.querySelectorAll('button')];
              (buttons.find((each) => each.textContent === sign && !each.disabled) ?? buttons.find((each) => !each.disabled))!.focus();
            };
            return button;
          }),
        );
        return item;
      }),
    );
  }
}

/** In an order that is not theirs. */
function shuffled(lines: readonly string[]): string[] {
  const order = [...lines];
  do {
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(Math.random() * (at + 1));
      [order[at], order[other]] = [order[other]!, order[at]!];
    }
  } while (order.every((line, at) => line === lines[at]));
  return order;
}

customElements.define('predict-box', PredictBox);
