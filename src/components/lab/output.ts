// The pane beside the editor: what a run prints, where it failed, how its tests went.
import type { Position } from '../../runner/contract.ts';
import { print } from '../workbench/print.ts';
import { TestResults } from '../workbench/test-results.ts';

export class Output {
  readonly #scroll: HTMLElement;
  readonly #live: HTMLElement;
  readonly #places: HTMLElement;
  readonly #results: HTMLElement;
  readonly #note: HTMLElement;
  readonly #expected: HTMLDetailsElement;
  readonly #go: (at: Position) => void;

  /** @param go What to do when a reader follows a mistake to its line. */
  constructor(root: HTMLElement, go: (at: Position) => void) {
    const part = (selector: string): HTMLElement => root.querySelector<HTMLElement>(selector)!;
    this.#scroll = part('.scroll');
    this.#live = part('.live');
    this.#places = part('.places');
    this.#results = part('.results');
    this.#note = part('.note');
    this.#expected = part('.expected') as HTMLDetailsElement;
    this.#go = go;
  }

  get text(): string {
    return this.#live.textContent ?? '';
  }
  get isEmpty(): boolean {
    return !this.#live.firstChild && !this.#results.firstChild && !this.#places.firstChild;
  }

  clear(): void {
    for (const part of [this.#live, this.#places, this.#results]) part.replaceChildren();
    this.#note.hidden = true;
    this.#expected.open = false;
  }

  print(stream: 'stdout' | 'stderr', text: string): void {
    print(this.#live, stream, text, this.#scroll);
  }

  note(text: string): void {
    this.#note.textContent = text;
    this.#note.hidden = false;
  }

  /** A way to a line, with what is wrong there. */
  place(at: Position, message = ''): void {
    const item = document.createElement('li');
    const way = document.createElement('button');
    way.type = 'button';
    way.textContent = `${message ? '' : 'Go to '}${at.file}, line ${at.line}`;
    way.onclick = () => this.#go(at);
    item.append(way, message && ` ${message}`);
    this.#places.append(item);
  }

  /** The results of one file of tests; under its name, where there are several. */
  tests(file?: string): TestsOfFile {
    const results = new TestResults(this.#go);
    if (file === undefined) {
      this.#results.replaceChildren(results.element);
      return { results, over() {} };
    }
    const whole = document.createElement('details');
    const name = document.createElement('summary');
    name.textContent = `${file}: running…`;
    whole.append(name, results.element);
    this.#results.append(whole);
    return {
      results,
      over: (failed, how) => {
        name.textContent = `${failed ? '✗' : '✓'} ${file}: ${how}`;
        whole.classList.toggle('failed', failed);
        whole.open = failed;
      },
    };
  }

  /** What the book says that a program prints, `undefined` where it says nothing. */
  expect(output: string | undefined): void {
    this.#expected.hidden = output === undefined;
    this.#expected.querySelector('samp')!.textContent = output ?? '';
  }
}

export interface TestsOfFile {
  results: TestResults;
  /** To be told when the file is through, and how it went in words. */
  over(failed: boolean, how: string): void;
}
