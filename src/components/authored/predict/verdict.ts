// What comes of a guess: its lines beside those that are printed, and what the author has to say to
// it.
import { diffArrays } from 'diff';
import { fits } from '../../../book/guesses.ts';
import type { ProgramBox } from '../../program-box/element.ts';
import { ahead } from '../../workbench/loading.ts';

/** How a line of the guess and one of the output belong together. */
type Fate = 'right' | 'moved' | 'missing' | 'extra';

interface Row {
  fate: Fate;
  /** Which line of the guess, and of the output: from 0. */
  said?: number;
  printed?: number;
}

const SIGNS: Record<Fate, string> = { right: '✓', moved: '↕', missing: '+', extra: '−' };

/**
 * Lays the two beside each other so that as many lines as possible are right: those between which
 * one is missing are no less so.
 */
export function align(guess: readonly string[], output: readonly string[]): Row[] {
  const rows: Row[] = [];
  let [said, printed] = [0, 0];
  for (const { added, removed, count } of diffArrays([...guess], [...output]))
    for (let at = 0; at < count; at++)
      if (removed) rows.push({ fate: 'extra', said: said++ });
      else if (added) rows.push({ fate: 'missing', printed: printed++ });
      else rows.push({ fate: 'right', said: said++, printed: printed++ });
  // a line that is missing here and one too many there has moved
  const movedFrom = new Set<Row>();
  for (const row of rows) {
    if (row.fate !== 'missing') continue;
    const from = rows.find(
      (other) =>
        other.fate === 'extra' &&
        !movedFrom.has(other) &&
        guess[other.said!] === output[row.printed!],
    );
    if (!from) continue;
    movedFrom.add(from);
    Object.assign(row, { fate: 'moved', said: from.said });
  }
  return rows.filter((row) => !movedFrom.has(row));
}

/**
 * @param box Where the author's words for wrong guesses are: those for this one are shown.
 * @returns How right it was.
 */
export function verdictOn(
  guess: readonly string[],
  answer: readonly string[],
  box: HTMLElement,
): (string | Node)[] {
  const [said, printed] = [guess, answer].map((lines) => lines.map((line) => line.trim())) as [
    string[],
    string[],
  ];
  for (const words of box.querySelectorAll<HTMLElement>('.guess'))
    words.hidden = !fits(words.dataset, said);
  const rows = align(said, printed);
  const count = (fate: Fate): number => rows.filter((row) => row.fate === fate).length;
  const isNews = !box.querySelector('form')!.hidden;
  if (count('right') === rows.length) {
    const verdict = '✓ You were right: it prints what you said.';
    if (isNews) tell(verdict, box);
    return [verdict];
  }
  const others = (['moved', 'missing', 'extra'] as const)
    .filter((fate) => count(fate) > 0)
    .map((fate) => `${count(fate)} ${fate}`);
  const lines = printed.length === 1 ? 'line is' : 'lines are';
  const verdict = `✗ ${count('right')} of ${printed.length} ${lines} right: ${others.join(', ')}.`;
  if (isNews) tell(verdict, box);
  return [verdict, tableOf(rows, guess, answer)];
}

/** Tells a verdict to a reader who doesn't see it: it's said together with how the run went. */
function tell(verdict: string, box: HTMLElement): void {
  const words = [...box.querySelectorAll<HTMLElement>('.guess:not([hidden])')];
  const said = [verdict, ...words.map(({ textContent }) => textContent.trim())].join(' ');
  const program = box.querySelector<ProgramBox>('program-box')!;
  ahead(program.bench().then(({ output }) => output.sayAtEnd(said)));
}

function tableOf(rows: readonly Row[], guess: readonly string[], answer: readonly string[]): Node {
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();
  head.insertCell();
  for (const name of ['You said', 'It prints'])
    head.append(Object.assign(document.createElement('th'), { scope: 'col', textContent: name }));
  const body = table.createTBody();
  for (const { fate, said, printed } of rows) {
    const row = body.insertRow();
    row.className = fate;
    const place = fate === 'moved' ? `as line ${said! + 1}` : undefined;
    for (const text of [
      `${SIGNS[fate]} ${fate}`,
      place ?? guess[said ?? -1] ?? '',
      answer[printed ?? -1] ?? '',
    ])
      row.insertCell().textContent = text;
    if (place) row.cells[1]!.className = 'place';
  }
  return table;
}
