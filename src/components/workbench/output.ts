// What is shown of a run or a check: what it prints, where it failed, how tests went.
import type { Position, TestResult } from '../../runner/contract.ts';
import { Printer } from './print.ts';
import { TestResults } from './test-results.ts';
import { inWords, showText } from './unseen.ts';

/** How many places are shown. */
const PLACES = 200;

export class Output {
  readonly #printer: Printer;
  /** Ways to the lines of mistakes, where there is a list of them. */
  readonly #places: HTMLElement | null;
  readonly #status: HTMLElement;
  readonly #results: HTMLElement;
  readonly #note: HTMLElement;
  readonly #expected: HTMLDetailsElement;
  readonly #go: (at: Position) => void;
  #tests: TestResults | undefined;
  #whole: HTMLDetailsElement | undefined;

  /** @param go What to do when a reader follows a mistake to its line. */
  constructor(root: HTMLElement, go: (at: Position) => void) {
    const part = (selector: string): HTMLElement => root.querySelector<HTMLElement>(selector)!;
    this.#printer = new Printer(part('.live'), part('.scroll') ?? part('.live'));
    this.#places = part('.places');
    this.#status = part('.status');
    this.#results = part('.results');
    this.#note = part('.note');
    this.#expected = part('.expected') as HTMLDetailsElement;
    this.#go = go;
  }

  /** The line that says how it is going, and how it ended. */
  say(text: string): void {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  /** A text to take along, after what is said of it. */
  offerText(said: string, label: string, text: string): void {
    const field = document.createElement('input');
    field.value = text;
    field.readOnly = true;
    field.ariaLabel = label;
    this.#status.replaceChildren(said, field);
    field.select();
  }

  clear(): void {
    this.#printer.clear();
    this.#tests = undefined;
    for (const part of [this.#places, this.#results]) part?.replaceChildren();
    this.#note.hidden = true;
  }

  print(stream: 'stdout' | 'stderr', text: string): void {
    this.#printer.print(stream, text);
  }

  /** Settles once all of it can be seen, or nobody waits for it any more. */
  async drawn(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#printer.drawn(signal), this.#tests?.drawn(signal)]);
  }

  note(text: string): void {
    this.#note.replaceChildren(showText(text, 'output'));
    this.#note.hidden = false;
  }

  mistake(at: Position, message: string): void {
    if (this.#places) this.place(at, message);
    else this.print('stderr', `${at.file}:${at.line}:${at.column} ${message}\n`);
  }

  /** A way to a line, with what is wrong there. */
  place(at: Position, message = ''): void {
    if (!this.#places) return;
    const { childElementCount: count } = this.#places;
    if (count > PLACES) return;
    const item = document.createElement('li');
    if (count === PLACES)
      return this.#places.append(
        Object.assign(item, { textContent: 'There are more: mend these first.' }),
      );
    const way = document.createElement('button');
    way.type = 'button';
    way.textContent = `${message ? '' : 'Go to '}${inWords(at.file)}, line ${at.line}`;
    way.onclick = () => this.#go(at);
    item.append(way, ' ', showText(message, 'output'));
    this.#places.append(item);
  }

  /** From here on results are those of a file of tests, under its name if it is one of many. */
  beginTests(file: string, isOneOfMany: boolean): void {
    this.#tests = new TestResults(this.#go);
    if (!isOneOfMany) return this.#results.replaceChildren(this.#tests.element);
    this.#whole = document.createElement('details');
    const name = document.createElement('summary');
    name.textContent = `${file}: running…`;
    this.#whole.append(name, this.#tests.element);
    this.#results.append(this.#whole);
  }
  test(result: TestResult): void {
    this.#tests?.add(result);
  }
  /** Of one of many: how it went, in words. */
  endTests(file: string, hasFailed: boolean, how: string): void {
    this.#whole!.firstElementChild!.textContent = `${hasFailed ? '✗' : '✓'} ${file}: ${how}`;
    this.#whole!.classList.toggle('failed', hasFailed);
    this.#whole!.open = hasFailed;
  }

  /** What the book says that a program prints, `undefined` where it says nothing. */
  expect(output: string | undefined): void {
    this.#expected.hidden = output === undefined;
    this.#expected.querySelector('samp')!.textContent = output ?? '';
  }
  unfoldExpected(isOpen: boolean): void {
    this.#expected.open = isOpen;
  }
}
