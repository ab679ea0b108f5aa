// Results of tests as a tree: suites, tests, and under a test that failed what was expected.
import type { Position, TestResult } from '../../runner/contract.ts';

const SIGNS: Record<TestResult['state'], string> = { passed: '✓', failed: '✗', skipped: '–' };

export class TestResults {
  readonly element = document.createElement('ul');
  readonly #suites = new Map<string, HTMLElement>();
  readonly #count: Record<TestResult['state'], number> = { passed: 0, failed: 0, skipped: 0 };
  readonly #open: (at: Position) => void;

  /** @param open What to do when a reader follows an error to its line. */
  constructor(open: (at: Position) => void) {
    this.element.className = 'tests';
    this.#open = open;
  }

  /** As in `12 passed, 1 failed`. */
  get summary(): string {
    const parts = (['passed', 'failed', 'skipped'] as const).filter((state) => this.#count[state] > 0);
    return parts.map((state) => `${this.#count[state]} ${state}`).join(', ');
  }

  add({ path, state, ms, errors }: TestResult): void {
    this.#count[state]++;
    const item = document.createElement('li');
    item.className = state;
    const name = document.createElement('span');
    name.textContent = `${SIGNS[state]} ${path.at(-1)}`;
    const note = document.createElement('small');
    note.textContent = state === 'passed' ? (ms >= 1 ? ` ${Math.round(ms)} ms` : '') : ` ${state}`;
    item.append(name, note);
    for (const { message, diff, at } of errors) {
      const text = document.createElement('pre');
      text.textContent = diff ? `${message}\n\n${diff.replace(/\u001b\[\d+m/g, '')}` : message;
      item.append(text);
      if (!at) continue;
      const way = document.createElement('button');
      way.type = 'button';
      way.textContent = `${at.file}, line ${at.line}`;
      way.onclick = () => this.#open(at);
      item.append(way);
    }
    this.#suite(path.slice(0, -1)).append(item);
  }

  #suite(path: string[]): HTMLElement {
    if (path.length === 0) return this.element;
    const key = JSON.stringify(path);
    let list = this.#suites.get(key);
    if (!list) {
      const item = document.createElement('li');
      item.textContent = path.at(-1)!;
      list = document.createElement('ul');
      item.append(list);
      this.#suite(path.slice(0, -1)).append(item);
      this.#suites.set(key, list);
    }
    return list;
  }
}
