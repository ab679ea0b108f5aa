// <predict-box>: keeps a program back until its reader has said what it will print. Who guessed
// once is not asked again, unless they wish it.
import '../program-box/element.ts';
import type { ProgramBox } from '../program-box/element.ts';
import { recall, remember } from '../preferences.ts';
import { ahead, whatFailed } from '../workbench/loading.ts';
import { mark, watchList } from '../workbench/saved.ts';

const tab = (): Storage => sessionStorage;
const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trimEnd());

class PredictBox extends HTMLElement {
  readonly #box = this.querySelector<ProgramBox>('program-box')!;
  readonly #form = this.querySelector('form')!;
  readonly #answer = linesOf(this.querySelector('samp')!.textContent!.trimEnd());
  readonly #lines = this.querySelector<HTMLElement>('.lines');
  readonly #verdict = this.querySelector<HTMLElement>('.verdict')!;
  readonly #said = this.#verdict.querySelector('[role=status]')!;
  readonly #again = this.#verdict.querySelector<HTMLButtonElement>('.again')!;
  /** Whether the reader has asked for the question again. */
  #isAgain = false;

  connectedCallback(): void {
    this.#box.dataset.locked = '';
    this.#form.hidden = false;
    if (this.#lines) this.#showLines(shuffled(this.#answer));
    else this.#keepTyped(this.querySelector('textarea')!);
    this.#form.onsubmit = async (event) => {
      event.preventDefault();
      const guess = this.#guess;
      const trouble = this.querySelector('.trouble')!;
      trouble.textContent = ''; // of an earlier try
      await this.#box.ready;
      try {
        await this.#judge(guess);
      } catch (error) {
        trouble.textContent = whatFailed(error); // and the guess can still be made
        return;
      }
      this.#again.textContent = 'Guess again';
      remember(this.#key('guessed'), JSON.stringify(guess), tab);
      this.#unlock();
    };
    this.querySelector<HTMLButtonElement>('[data-do=skip]')!.onclick = () => {
      this.#said.replaceChildren();
      this.#again.textContent = 'Make a guess';
      remember(this.#key('guessed'), undefined, tab);
      this.#unlock();
    };
    this.#again.onclick = () => this.#askAgain();
    watchList('predicted', (predicted) => {
      const isHeld = this.#box.dataset.locked !== undefined && !this.#isAgain;
      if (!isHeld || !predicted.has(this.dataset.program!)) return;
      this.#open();
      void this.#recall();
    });
  }

  #key(what: string): string {
    return `tasque:${what}:${this.dataset.program}`;
  }

  async #judge(guess: readonly string[]): Promise<void> {
    if (this.#box.files.isEdited()) {
      this.#said.textContent =
        'You have changed the program, so the book’s answer says nothing about it.';
      return;
    }
    const { verdictOn } = await import('./verdict.ts');
    this.#said.replaceChildren(...verdictOn(guess, this.#answer));
  }

  /** Says what came of it before the page was loaded, as far as it is known. */
  async #recall(): Promise<void> {
    this.#said.textContent = 'You have done this one.';
    const guess = recall(this.#key('guessed'), tab);
    if (guess === undefined) return;
    await this.#box.ready;
    ahead(this.#judge(JSON.parse(guess) as string[]));
  }

  #askAgain(): void {
    this.#isAgain = true;
    this.#said.replaceChildren();
    this.#verdict.hidden = true;
    this.#box.dataset.locked = '';
    this.#form.hidden = false;
    // what is right stays where it is, unless all of it is
    if (this.#lines && sameLines(this.#guess, this.#answer))
      this.#showLines(shuffled(this.#answer));
    const first = this.#form.querySelector<HTMLElement>('textarea, .lines button:enabled')!;
    first.focus();
    if (first instanceof HTMLTextAreaElement) first.select();
  }

  get #guess(): string[] {
    if (this.#lines)
      return [...this.#lines.querySelectorAll('code')].map((line) => line.textContent!);
    const guess = linesOf(this.querySelector('textarea')!.value);
    while (guess.length > 0 && guess.at(-1) === '') guess.pop();
    return guess;
  }

  /** What is typed is there again after a reload. */
  #keepTyped(typed: HTMLTextAreaElement): void {
    const key = this.#key('guess');
    typed.value = recall(key, tab) ?? '';
    typed.oninput = () => remember(key, typed.value, tab);
  }

  #open(): void {
    delete this.#box.dataset.locked;
    this.#form.hidden = true;
    this.#verdict.hidden = false;
    this.#isAgain = false;
  }

  #unlock(): void {
    this.#open();
    mark('predicted', this.dataset.program!);
    this.#box.run();
    this.#box.querySelector<HTMLButtonElement>('[data-do=run]')!.focus({ preventScroll: true });
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
              this.querySelector('.moved')!.textContent =
                `"${line}" is line ${to + 1} of ${lines.length}.`;
              const buttons = [...this.#lines!.children[to]!.querySelectorAll('button')];
              (buttons.find((each) => each.textContent === sign && !each.disabled) ??
                buttons.find((each) => !each.disabled))!.focus();
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
  } while (sameLines(order, lines));
  return order;
}

const sameLines = (a: readonly string[], b: readonly string[]): boolean =>
  a.every((line, at) => line === b[at]);

customElements.define('predict-box', PredictBox);
