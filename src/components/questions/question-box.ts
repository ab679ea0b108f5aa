// <question-box>: asks a question, then for the reason, and says what's so.
import { recall, remember } from '../preferences.ts';
import { withAnswer, withReason } from './coming-again.ts';
import { keep, kept } from './kept.ts';

const tab = (): Storage => sessionStorage;

const paragraph = (...content: (string | Node)[]): HTMLParagraphElement => {
  const made = document.createElement('p');
  made.append(...content);
  return made;
};
const button = (label: string, act: () => void): HTMLButtonElement => {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'plain';
  made.textContent = label;
  made.onclick = act;
  return made;
};
/** Copies of what's in it. */
const within = (part: Element): Node[] => [...part.childNodes].map((node) => node.cloneNode(true));

/** The answers, or the reasons. */
class Step {
  readonly form: HTMLFormElement;
  readonly said: HTMLElement;
  readonly name: string;
  /** The place of the right one in the author's list. */
  readonly right: number;
  readonly #box: Element;

  constructor(box: Element, name: string, check: (choice: number) => void) {
    this.#box = box;
    this.name = name;
    this.form = box.querySelector(`[data-step=${name}]`)!;
    this.said = this.form.nextElementSibling as HTMLElement;
    this.right = Number(this.form.dataset.right);
    this.form.onsubmit = (event) => {
      event.preventDefault();
      const choice = this.#choice;
      const trouble = this.form.querySelector('[role=status]')!;
      trouble.textContent = choice === undefined ? 'Choose one first.' : '';
      if (choice === undefined) this.focus();
      else check(choice);
    };
    const key = this.#key;
    this.form.onchange = () => remember(key, String(this.#choice), tab);
    // who is quick has chosen before this was here
    if (this.#choice === undefined) this.#choose(Number(recall(key, tab) ?? NaN));
  }

  /** What's chosen is there again after a reload. */
  get #key(): string {
    return `tasque:choice:${(this.#box as HTMLElement).dataset.question}:${this.name}`;
  }
  get #choice(): number | undefined {
    const chosen = this.form.querySelector<HTMLInputElement>(':checked');
    return chosen ? Number(chosen.value) : undefined;
  }
  #choose(choice: number): void {
    for (const radio of this.form.querySelectorAll('input'))
      radio.checked = Number(radio.value) === choice;
  }

  focus(): void {
    this.form.querySelector('input')!.focus();
  }

  /** Says how it went, and what there is to say of the choice. */
  judge(choice: number, wrong: string): void {
    const label = this.form.querySelector(`input[value="${this.right}"] + span`)!;
    const verdict = choice === this.right ? ['✓ Right.'] : [`✗ ${wrong} `, ...within(label)];
    const told = this.#box.querySelector(`[data-told=${this.name}-${choice}]`);
    this.#choose(choice);
    remember(this.#key, undefined, tab);
    this.#close(true);
    const said = paragraph(...verdict);
    said.ariaLive = 'off'; // it gets the focus, and is read then
    this.said.replaceChildren(said, ...(told ? within(told) : []));
  }

  /** Leads the reader from the button, which is gone, to what came of it. */
  show(): void {
    const verdict = this.said.querySelector('p')!;
    verdict.tabIndex = -1;
    verdict.focus();
  }

  /** As nobody had answered; the answers have moved up by one. */
  ask(): void {
    this.#choose(NaN);
    this.#close(false);
    this.said.replaceChildren();
    this.said.ariaLive = null;
    const fieldset = this.form.querySelector('fieldset')!;
    fieldset.append(fieldset.querySelector('label')!);
  }

  #close(isDone: boolean): void {
    this.form.querySelector('fieldset')!.disabled = isDone;
    this.form.querySelector<HTMLElement>('.check')!.hidden = isDone;
  }
}

export class QuestionBox extends HTMLElement {
  /** What was answered before that is asked again. */
  since = 0;
  /** Called when answer and reason are given. */
  onDone: (() => void) | undefined;
  #answer!: Step;
  #reason!: Step;

  get #id(): string {
    return this.dataset.question!;
  }

  connectedCallback(): void {
    this.#answer ??= new Step(this, 'answer', (choice) => void this.#takeAnswer(choice));
    this.#reason ??= new Step(this, 'reason', (choice) => void this.#takeReason(choice));
    this.#reason.form.hidden = true;
    void this.#recall();
  }

  /** Shows what was answered before the page was loaded; it isn't news. */
  async #recall(): Promise<void> {
    const before = (await kept()).get(this.#id);
    if (before?.answer === undefined || before.at < this.since) return;
    this.#answer.said.ariaLive = 'off';
    this.#showAnswer(before.answer);
    if (before.reason === undefined) return;
    this.#reason.said.ariaLive = 'off';
    this.#showReason(before.answer, before.reason);
  }

  async #takeAnswer(choice: number): Promise<void> {
    this.#showAnswer(choice);
    this.#answer.show();
    const before = (await kept()).get(this.#id);
    await this.#keep(
      withAnswer(before, choice, choice === this.#answer.right, Date.now()),
      this.#answer,
    );
  }

  async #takeReason(reason: number): Promise<void> {
    const before = (await kept()).get(this.#id)!;
    const isRight = before.answer === this.#answer.right && reason === this.#reason.right;
    this.#showReason(before.answer!, reason);
    this.#reason.show();
    this.onDone?.();
    await this.#keep(withReason(before, reason, isRight, Date.now()), this.#reason);
  }

  #showAnswer(choice: number): void {
    this.#answer.judge(choice, 'The answer is another one:');
    this.#reason.form.hidden = false;
  }

  #showReason(answer: number, reason: number): void {
    this.#reason.judge(reason, 'The reason is another one:');
    const { said } = this.#reason;
    said.append(...within(this.querySelector('.so')!));
    if (answer === this.#answer.right && reason === this.#reason.right) return;
    said.append(
      paragraph('This one comes again, at the end of the chapters that you read next.'),
      paragraph(button('Answer it again', () => this.#askAgain())),
    );
  }

  #askAgain(): void {
    for (const step of [this.#answer, this.#reason]) step.ask();
    this.#reason.form.hidden = true;
    this.#answer.focus();
  }

  async #keep(one: Parameters<typeof keep>[1], { said }: Step): Promise<void> {
    try {
      await keep(this.#id, one);
    } catch {
      said.append(paragraph('Your browser couldn’t keep this answer.'));
    }
  }
}

customElements.define('question-box', QuestionBox);
