// What a link brought, before any of it is used: what differs from the book's version, file by
// file. What can't be seen in it is marked.
import { diffLines, type Change } from 'diff';
import { COST, inFrames, type Drawing } from './frames.ts';
import type { Edits } from './files.ts';
import { inWords, sayUnseen, whyNotShown } from './find-unseen.ts';
import { copyAsItIs, showText } from './unseen.ts';

/** How many lines are shown around a change, where it is the change that counts. */
export const AROUND = 3;

/** A text for comparing: how its last line ends is no difference. */
export const whole = (text: string): string => `${text.trimEnd()}\n`;

interface Row {
  what: 'ins' | 'del' | 'span' | 'i';
  text: string;
}

/**
 * How long it may take, for all files, to find what two versions have in common, in milliseconds: a
 * stranger's code may be made to take for ever.
 */
const PATIENCE = 200;
/** So much is there at once, as for `COST`; the rest follows in frames. */
const AT_ONCE = 100_000;

/**
 * @param original The book's version of a file, `undefined` if the book has no such file.
 * @param around How many lines are shown around a change; all of them unless told otherwise.
 */
export const showDifference = (edits: Edits, original: (file: string) => string | undefined, around = Infinity): DocumentFragment =>
  showDifferences(Object.entries(edits).map(([file, to]) => ({ file, from: original(file) ?? '', to: to ?? '' })), around); // prettier-ignore

export interface Difference {
  file: string;
  from: string;
  to: string;
}

export function showDifferences(
  differences: readonly Difference[],
  around = Infinity,
): DocumentFragment {
  const all = document.createDocumentFragment();
  const until = performance.now() + PATIENCE;
  let atOnce = AT_ONCE;
  for (const { file, from, to } of differences) {
    const figure = document.createElement('figure');
    const name = document.createElement('figcaption');
    name.append(showText(file));
    figure.append(name);
    all.append(figure);
    const why = whyNotShown(to) ?? whyNotShown(from);
    if (why !== undefined) {
      figure.append(
        Object.assign(document.createElement('p'), {
          className: 'unseen-said',
          textContent: `It isn’t shown: ${why}.`,
        }),
      );
      continue;
    }
    const said = sayUnseen(to);
    if (said !== '')
      figure.append(
        Object.assign(document.createElement('p'), { className: 'unseen-said', textContent: said }),
      );
    const listing = document.createElement('pre');
    listing.tabIndex = 0;
    listing.role = 'region';
    listing.ariaLabel = `What differs in ${inWords(file)}`;
    copyAsItIs(listing);
    const rows = new Rows(
      listing,
      fold(rowsOf(from, to, Math.max(1, until - performance.now())), around),
    );
    rows.draw(atOnce);
    atOnce = Math.max(0, atOnce - to.length - from.length);
    if (!rows.isDone) inFrames(rows);
    figure.append(listing);
  }
  return all;
}

function rowsOf(before: string, after: string, timeout: number): Row[] {
  const changes: Pick<Change, 'value' | 'added' | 'removed'>[] = diffLines(before, after, {
    timeout,
  }) ?? [
    { value: before, added: false, removed: true },
    { value: after, added: true, removed: false },
  ];
  return changes.flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, '')
      .split('\n')
      .map((line): Row => ({
        what: added ? 'ins' : removed ? 'del' : 'span',
        text: `${added ? '+' : removed ? '-' : ' '} ${line}`,
      })),
  );
}

/** Leaves out what is far from any change. */
function fold(rows: readonly Row[], around: number): readonly Row[] {
  if (around === Infinity) return rows;
  const near = new Uint8Array(rows.length);
  for (const [at, { what }] of rows.entries())
    if (what !== 'span') near.fill(1, Math.max(0, at - around), at + around + 1);
  const folded: Row[] = [];
  for (let at = 0; at < rows.length;) {
    const next = near.indexOf(1, at);
    const end = next < 0 ? rows.length : next;
    if (end - at > 2) folded.push({ what: 'i', text: `  ${end - at} lines as before` });
    else folded.push(...rows.slice(at, end));
    if (end < rows.length) folded.push(rows[end]!);
    at = end + 1;
  }
  return folded;
}

/** A line of code. @param sign How long its sign is, and the blank after it: no indent is counted from those. */
export function lineOf(what: Row['what'], text: string, sign = 0): HTMLElement {
  const row = document.createElement(what);
  row.className = 'line';
  row.style.setProperty('--in', `${sign + text.slice(sign).search(/\S|$/)}`);
  const begin = document.createElement('span');
  begin.className = 'in'; // a line never breaks after its sign
  begin.textContent = (sign > 0 ? /^. *\s*/ : /^\s*/).exec(text)![0];
  row.append(begin, showText(text.slice(begin.textContent.length)));
  return row;
}

/** How many rows stand in a block: what is added never has what is there laid out again. */
const BLOCK = 100;

class Rows implements Drawing {
  readonly #into: HTMLElement;
  readonly #rows: readonly Row[];
  #next = 0;
  #block: HTMLElement | undefined;
  #inBlock = 0;

  constructor(into: HTMLElement, rows: readonly Row[]) {
    this.#into = into;
    this.#rows = rows;
  }
  get isDone(): boolean {
    return this.#next >= this.#rows.length;
  }
  draw(most: number): void {
    for (let left = most; left > 0 && !this.isDone;) {
      const { what, text } = this.#rows[this.#next++]!;
      const row = lineOf(what, text, 2);
      if (this.#inBlock++ % BLOCK === 0)
        this.#block = this.#into.appendChild(document.createElement('div'));
      this.#block!.append(row, '\n');
      left -= text.length + COST.element + COST.mark * (row.childNodes.length - 1);
    }
  }
}
