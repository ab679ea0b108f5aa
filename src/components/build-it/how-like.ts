// “How like asyncio?”: has a reader's library play what was recorded, and shows how like it is.
import type { Difference, Likeness } from '../../asyncio/likeness.ts';
import { whatFailed } from '../workbench/loading.ts';
import { watchList } from '../workbench/saved.ts';
import { showText } from '../workbench/unseen.ts';
import { LIKENESS } from './lists.ts';
import { keepMeasured } from './measured.ts';

interface Asked {
  stage: string;
  /** How far the library is built: the number of a step, or 0. */
  step(): number;
  /** By name from `src/`. */
  library(): Readonly<Record<string, string>>;
}

const ASK = 'How like asyncio?';
const NOTHING = 'Once a step is green, you can ask how like asyncio your library is.';

export class HowLike {
  readonly #asked: Asked;
  readonly #button: HTMLButtonElement;
  readonly #status: HTMLElement;
  readonly #note: HTMLElement;
  readonly #shown: HTMLElement;
  #measured: ReadonlySet<string> = new Set();
  #running: AbortController | undefined;

  /** @param root Has what BuildIt.astro puts there. */
  constructor(root: HTMLElement, asked: Asked) {
    this.#asked = asked;
    this.#button = root.querySelector('button')!;
    this.#status = root.querySelector('[role=status]')!;
    this.#note = root.querySelector('.changed')!;
    this.#shown = root.querySelector('.likeness')!;
    watchList(LIKENESS, (names) => (this.#measured = names));
    this.#button.onclick = () => {
      if (this.#running) this.#running.abort();
      else void this.#ask();
    };
  }

  /** The library is another one now. */
  outdate(): void {
    this.#note.hidden = this.#shown.childElementCount === 0;
  }

  async #ask(): Promise<void> {
    const { stage } = this.#asked;
    const step = this.#asked.step();
    this.#shown.replaceChildren();
    this.#note.hidden = true;
    if (step === 0) return void (this.#status.textContent = NOTHING);
    const { signal } = (this.#running = new AbortController());
    this.#button.textContent = 'Stop';
    this.#status.textContent = 'Playing asyncio’s scenarios on your library…';
    const library = this.#asked.library();
    try {
      const { askHowLike, sentenceOf } = await import('./likeness.ts');
      const likeness = await askHowLike(stage, step, library, signal);
      if (typeof likeness === 'string')
        this.#status.textContent = `✗ Your library can’t be loaded: ${likeness}`;
      else {
        keepMeasured(this.#measured, stage, { ...likeness, step });
        const sign = likeness.passed === likeness.due ? '✓' : '✗';
        this.#status.textContent = `${sign} Step ${step}: ${sentenceOf(likeness)}`;
        this.#shown.replaceChildren(...shown(likeness));
        if (JSON.stringify(library) !== JSON.stringify(this.#asked.library())) this.outdate();
      }
    } catch (error) {
      this.#status.textContent = signal.aborted ? 'Stopped.' : whatFailed(error);
    }
    this.#running = undefined;
    this.#button.textContent = ASK;
  }
}

/** The figure by what the scenarios are about, and what differs. */
function shown({ features, differs }: Likeness): HTMLElement[] {
  const figures = table(
    'What the scenarios are about',
    ['About', 'The same', 'To come'],
    features.map(({ feature, passed, due, toCome }) => [
      feature,
      due > 0 ? `${passed} of ${due}` : '–',
      String(toCome),
    ]),
  );
  return differs ? [figures, ...difference(differs)] : [figures];
}

function difference({ id, doc, program, asyncio, yours, ended }: Difference): HTMLElement[] {
  const heading = element('h4', 'The smallest scenario that goes differently');
  const about = element('p', doc ? `${id}: ${doc}` : id);
  const code = element('pre');
  code.append(showText(program.trimEnd()));
  const left = [...asyncio];
  const right = ended === undefined ? [...yours] : [...yours, `(${ended})`];
  const length = Math.max(left.length, right.length);
  const traces = table(
    'What happens, up to the first difference',
    ['asyncio', 'Yours'],
    Array.from({ length }, (_, at) => [
      left[at] ?? '(nothing more)',
      right[at] ?? '(nothing more)',
    ]),
  );
  traces.classList.add('traces');
  traces.tBodies[0]!.rows[length - 1]?.classList.add('differs');
  const key = element('p', '');
  key.append(
    element('code', 'x=1'),
    ' is a value as it was printed, ',
    element('code', 'x!E'),
    ' an error that came instead.',
  );
  return [heading, about, code, traces, key];
}

/** Its roles are said, because a narrow screen shows its cells as blocks. */
function table(name: string, columns: string[], rows: string[][]): HTMLTableElement {
  const table = document.createElement('table');
  table.role = 'table';
  table.createCaption().textContent = name;
  const head = table.createTHead().insertRow();
  for (const column of columns) {
    const cell = element('th', column);
    cell.setAttribute('scope', 'col');
    head.append(cell);
  }
  const body = table.createTBody();
  body.role = 'rowgroup';
  for (const texts of rows) {
    const row = body.insertRow();
    row.role = 'row';
    for (const [at, text] of texts.entries()) {
      const cell = row.insertCell();
      cell.role = 'cell';
      cell.dataset.of = columns[at]!;
      cell.append(showText(text, 'output'));
    }
  }
  return table;
}

function element(name: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
