// <predict-box>: keeps a program back until its reader has said what it will print. Who guessed
// once is not asked again, unless they wish it.
import '../../program-box/element.ts';
import type { ProgramBox } from '../../program-box/element.ts';
import { recall, remember } from '../../preferences.ts';
import { ahead, whatFailed } from '../../workbench/loading.ts';
import { mark, watchList } from '../../workbench/saved.ts';
import { linesIn } from './lines.ts';

const tab = (): Storage => sessionStorage;
const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trimEnd());

class PredictBox extends HTMLElement {
  readonly #box = this.querySelector<ProgramBox>('program-box')!;
  readonly #form = this.querySelector('form')!;
  readonly #answer = linesOf(this.querySelector('samp')!.textContent!.trimEnd());
  /** Where the reader is given them, to be put in order. */
  readonly #lines = linesIn(this.querySelector('.lines'));
  readonly #verdict = this.querySelector<HTMLElement>('.verdict')!;
  readonly #said = this.#verdict.querySelector('.said')!;
  readonly #again = this.#verdict.querySelector<HTMLButtonElement>('.again')!;
  /** Whether the reader has asked for the question again. */
  #isAgain = false;
  /** Whose program was there when a guess was judged. */
  #judged: 'book’s' | 'own' | undefined;
  /** Settles once what ran before is gone. */
  #forgotten: Promise<void> = Promise.resolve();

  connectedCallback(): void {
    this.#box.dataset.locked = '';
    this.#form.hidden = false;
    if (this.#lines) this.#lines.show(shuffled(this.#answer));
    else this.#keepTyped(this.querySelector('textarea')!);
    this.#form.onsubmit = async (event) => {
      event.preventDefault();
      const guess = this.#guess;
      const trouble = this.querySelector('.trouble')!;
      trouble.textContent = ''; // of an earlier try
      if (guess.length === 0) {
        trouble.textContent = 'Write what it prints first, or run it without a guess.';
        this.querySelector('textarea')!.focus();
        return;
      }
      await this.#box.ready;
      try {
        await this.#judge(guess);
      } catch (error) {
        trouble.textContent = whatFailed(error); // and the guess can still be made
        return;
      }
      const kept = this.#box.files.isEdited() ? undefined : JSON.stringify(guess);
      this.#again.textContent = 'Guess again';
      remember(this.#key('guessed'), kept, tab);
      this.#unlock();
    };
    this.querySelector<HTMLButtonElement>('[data-do=skip]')!.onclick = () => {
      this.#sayNothing();
      this.#again.textContent = 'Make a guess';
      remember(this.#key('guessed'), undefined, tab);
      this.#unlock();
    };
    this.#box.addEventListener('texts', () => this.#heedTexts());
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
    if (this.#box.files.isEdited()) return this.#sayWhyNot();
    const { verdictOn } = await import('./verdict.ts');
    this.#said.replaceChildren(...verdictOn(guess, this.#answer, this));
    this.#judged = 'book’s';
  }

  /** A verdict is on the book's program, and comes back with that. */
  #heedTexts(): void {
    const isEdited = this.#box.files.isEdited();
    if (isEdited && this.#judged === 'book’s') this.#sayWhyNot();
    if (!isEdited && this.#judged === 'own') void this.#recall();
  }
  #sayWhyNot(): void {
    this.#judged = 'own';
    this.#said.textContent =
      'You’ve changed the program, so the book’s answer isn’t about it any more.';
  }
  #sayNothing(): void {
    this.#judged = undefined;
    this.#said.replaceChildren();
  }

  /** Says what came of it before the page was loaded, as far as it is known. */
  async #recall(): Promise<void> {
    this.#judged = undefined;
    this.#said.textContent = 'You’ve done this one.';
    const guess = recall(this.#key('guessed'), tab);
    if (guess === undefined) return;
    await this.#box.ready;
    ahead(this.#judge(JSON.parse(guess) as string[]));
  }

  #askAgain(): void {
    this.#isAgain = true;
    this.#sayNothing();
    this.#verdict.hidden = true;
    this.#box.dataset.locked = '';
    this.#forgotten = this.#box.bench().then((bench) => bench.forget());
    ahead(this.#forgotten);
    this.#form.hidden = false;
    // what is right stays where it is, unless all of it is
    if (this.#lines && sameLines(this.#guess, this.#answer))
      this.#lines.show(shuffled(this.#answer));
    const first = this.#form.querySelector<HTMLElement>(
      'textarea, .lines button:not([aria-disabled])',
    )!;
    first.focus();
    if (first instanceof HTMLTextAreaElement) first.select();
  }

  get #guess(): string[] {
    if (this.#lines) return this.#lines.texts();
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
    for (const part of this.querySelectorAll<HTMLDetailsElement>('.unfolds')) part.open = true;
    this.#form.hidden = true;
    this.#verdict.hidden = false;
    this.#isAgain = false;
  }

  #unlock(): void {
    this.#open();
    mark('predicted', this.dataset.program!);
    const run = (): void => this.#box.run();
    void this.#forgotten.then(run, run); // or what is forgotten would be this run
    this.#box.querySelector<HTMLButtonElement>('[data-do=run]')!.focus({ preventScroll: true });
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
