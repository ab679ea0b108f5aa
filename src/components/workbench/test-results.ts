// Results of tests as a tree: suites, tests, and in a test that failed what was expected.
import type { TestError, TestResult } from '../../runner/contract.ts';
import { COST, drawn, inFrames, type Drawing } from './frames.ts';
import type { Places } from './places.ts';
import { copyAsItIs, showText } from './unseen.ts';

const SIGNS: Record<TestResult['state'], string> = { passed: '✓', failed: '✗', skipped: '–' };

/** So much of a name and of a message is shown, in characters; and suites within suites. */
const MOST = { name: 1_000, message: 10_000, depth: 20 };

export class TestResults implements Drawing {
  readonly element = document.createElement('ul');
  readonly #suites = new Map<string, HTMLElement>();
  readonly #places: Places;
  readonly #explain: (error: TestError) => Node | undefined;
  readonly #remark: (result: TestResult) => string | undefined;
  #results: TestResult[] = [];
  #next = 0;
  /** The first failure is there in full; the others are folded, so that what is below is near. */
  #hasFailed = false;

  /**
   * @param explain What is shown of an error beside what it says, if anything is.
   * @param remark What is to be known of how a test went, if anything is.
   */
  constructor(
    places: Places,
    explain: (error: TestError) => Node | undefined = () => undefined,
    remark: (result: TestResult) => string | undefined = () => undefined,
  ) {
    this.element.className = 'tests';
    this.#places = places;
    this.#explain = explain;
    this.#remark = remark;
    copyAsItIs(this.element);
  }

  get isDone(): boolean {
    return this.#next >= this.#results.length;
  }

  add(result: TestResult): void {
    this.#results.push(result);
    inFrames(this);
  }

  /** Settles once all results can be seen, or they aren't wanted any more. */
  drawn(signal: AbortSignal): Promise<void> {
    return drawn(this, signal);
  }

  draw(most: number): void {
    for (let left = most; left > 0 && !this.isDone;)
      left -= this.#draw(this.#results[this.#next++]!);
    if (this.isDone) {
      this.#results = [];
      this.#next = 0;
    }
    void this.element.offsetHeight; // the frame's layout, now: what it takes is counted
  }

  /** @returns What it cost. */
  #draw(result: TestResult): number {
    const { path, state, ms, errors } = result;
    const item = document.createElement('li');
    item.className = state;
    const name = document.createElement('span');
    name.append(`${SIGNS[state]} `, show(path.at(-1)!, MOST.name));
    const note = document.createElement('small');
    note.textContent = state === 'passed' ? (ms >= 1 ? ` ${Math.round(ms)} ms` : '') : ` ${state}`;
    const remark = this.#remark(result);
    if (remark !== undefined) note.append(`, ${remark}`);
    let cost = COST.result;
    if (errors.length === 0) item.append(name, note);
    else {
      const why = document.createElement('details');
      const summary = document.createElement('summary');
      summary.append(name, note);
      why.append(summary);
      why.open = !this.#hasFailed;
      this.#hasFailed = true;
      for (const error of errors) {
        const message = document.createElement('pre');
        cost += COST.result + this.#message(message, error);
        why.append(message);
        for (const [nth, at] of [error.at ?? [], error.through ?? []].flat().entries())
          why.append(nth > 0 ? ' through ' : '', this.#places.link(at));
        why.append(this.#explain(error) ?? '');
      }
      item.append(why);
    }
    this.#suite(path.slice(0, -1).slice(0, MOST.depth)).append(item);
    return cost;
  }

  /** @returns What it cost. */
  #message(into: HTMLElement, { message, diff = '' }: TestError): number {
    const shows = (part: string): DocumentFragment => this.#places.show(part, 'tests');
    into.append(show(message, MOST.message, shows));
    const room = Math.max(0, MOST.message - message.length);
    let cost = Math.min(message.length + diff.length, MOST.message);
    if (diff === '' || room === 0) return cost;
    into.append('\n\n');
    // rows of a kind are one element
    for (const [rows] of diff.slice(0, room).matchAll(ROWS)) {
      const kind = { '-': 'ins', E: 'ins', '+': 'del', R: 'del' }[rows[0]!];
      const isEnded = rows.endsWith('\n');
      const shown = shows(isEnded && kind ? rows.slice(0, -1) : rows);
      if (kind) {
        const element = document.createElement(kind);
        element.append(shown);
        into.append(element, isEnded ? '\n' : '');
      } else into.append(shown);
      cost += COST.element;
    }
    if (diff.length > room) into.append(rest(diff.length - room));
    return cost;
  }

  #suite(path: string[]): HTMLElement {
    if (path.length === 0) return this.element;
    const key = JSON.stringify(path);
    let list = this.#suites.get(key);
    if (!list) {
      const item = document.createElement('li');
      list = document.createElement('ul');
      item.append(show(path.at(-1)!, MOST.name), list);
      this.#suite(path.slice(0, -1)).append(item);
      this.#suites.set(key, list);
    }
    return list;
  }
}

/** What was expected, what came instead, and what is in both; two texts of one line have words before them. */
const ROWS =
  /(?:^(?:-|Expected: ).*(?:\n|$))+|(?:^(?:\+|Received: ).*(?:\n|$))+|(?:^(?!-|\+|Expected: |Received: ).*(?:\n|$))+/gmu;

function show(
  text: string,
  most: number,
  shows = (part: string): DocumentFragment => showText(part, 'output'),
): DocumentFragment {
  const shown = shows(text.slice(0, most));
  if (text.length > most) shown.append(rest(text.length - most));
  return shown;
}
const rest = (count: number): string => `… and ${count.toLocaleString('en')} more characters`;
