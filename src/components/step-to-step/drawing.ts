// Draws what differs between two versions of a file: where there's room the two beside each other, else
// what went above what came. What stayed is folded.
import type { FileBetween, Stretch } from '../../steps/between.ts';
import type { StepOnPage } from '../build-it/steps-of-stage.ts';
import { AROUND, lineOf } from '../workbench/difference.ts';
import { sayUnseen, whyNotShown } from '../workbench/find-unseen.ts';
import { COST, inFrames, type Drawing } from '../workbench/frames.ts';
import { copyAsItIs } from '../workbench/unseen.ts';

/** So much of one block is there at once, as for `COST`; the rest follows in frames. */
const AT_ONCE = 100_000;
/** How many steps are called by their titles; of more there are numbers. */
const TITLES = 2;

type Tag = 'ins' | 'del' | 'span';

/** The children of an element are nodes and texts, and never markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  fields: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), fields);
  element.append(...children);
  return element;
}

class Lines implements Drawing {
  readonly #into: HTMLElement;
  readonly #lines: readonly string[];
  readonly #tag: Tag;
  readonly #at: number;
  #next = 0;

  constructor(into: HTMLElement, lines: readonly string[], tag: Tag, at: number) {
    this.#into = into;
    this.#lines = lines;
    this.#tag = tag;
    this.#at = at;
  }
  get isDone(): boolean {
    return this.#next >= this.#lines.length;
  }
  draw(most: number): void {
    const all = document.createDocumentFragment();
    for (let left = most; left > 0 && !this.isDone; this.#next++) {
      const text = this.#lines[this.#next]!;
      const line = lineOf(this.#tag, text);
      line.dataset.n = `${this.#at + this.#next}`;
      all.append(line, '\n');
      left -= text.length + COST.element + COST.mark * (line.childNodes.length - 1);
    }
    this.#into.append(all);
  }
}

function block(side: 'old' | 'now', lines: readonly string[], tag: Tag, at: number): HTMLElement {
  const listing = make('pre', { className: side });
  copyAsItIs(listing);
  const drawing = new Lines(listing, lines, tag, at);
  drawing.draw(AT_ONCE);
  if (!drawing.isDone) inFrames(drawing);
  return listing;
}

/** Lines that stayed: on both sides for the eye, and once for everything else. */
function same(lines: readonly string[], oldAt: number, nowAt: number): HTMLElement {
  const old = block('old', lines, 'span', oldAt);
  old.ariaHidden = 'true';
  return make('div', { className: 'sides same' }, old, block('now', lines, 'span', nowAt));
}

/** What stayed is there around changes, and else folded behind a button. */
function sameStretch({ now, oldAt, nowAt }: Stretch, isFirst: boolean, isLast: boolean): Node[] {
  const [head, tail] = [isFirst ? 0 : AROUND, isLast ? 0 : AROUND];
  const left = now.length - head - tail;
  const part = (from: number, to: number): HTMLElement =>
    same(now.slice(from, to), oldAt + from, nowAt + from);
  if (left < 3) return now.length > 0 ? [part(0, now.length)] : [];
  const button = make('button', { type: 'button', className: 'fold', ariaExpanded: 'false' });
  button.textContent = `${left} lines as before`;
  let lines: HTMLElement | undefined;
  button.onclick = () => {
    const isOpen = button.ariaExpanded === 'true';
    button.ariaExpanded = `${!isOpen}`;
    lines ??= part(head, now.length - tail);
    if (isOpen) lines.remove();
    else button.after(lines);
  };
  return [
    ...(head > 0 ? [part(0, head)] : []),
    button,
    ...(tail > 0 ? [part(now.length - tail, now.length)] : []),
  ];
}

/** Links to where the steps are built that made a change. */
function madeBy(steps: readonly StepOnPage[]): HTMLElement {
  // a chapter's number begins with its part's
  const parts = new Set(steps.map(({ chapter }) => chapter.number.split('.')[0]));
  const links = steps.map(({ number, title, chapter }) => {
    const named = `Step ${number}, ${title}, in chapter ${chapter.number}`;
    const link = make('a', { href: `${chapter.url}#build-it` });
    const part = chapter.number.split('.')[0]!;
    link.textContent =
      steps.length <= TITLES ? named : parts.size > 1 ? `${number} of part ${part}` : `${number}`;
    if (steps.length > TITLES) {
      link.title = named;
      link.ariaLabel = `Step ${link.textContent}, ${title}, in chapter ${chapter.number}`;
    }
    return link;
  });
  const all = links.flatMap((link, at) => (at > 0 ? [', ', link] : [link]));
  return make('p', { className: 'by' }, steps.length > TITLES ? 'Steps ' : '', ...all);
}

function changedStretch({ old, now, oldAt, nowAt }: Stretch, steps: readonly StepOnPage[]): Node[] {
  const sides = make('div', { className: 'sides' });
  if (old.length > 0) sides.append(block('old', old, 'del', oldAt));
  if (now.length > 0) sides.append(block('now', now, 'ins', nowAt));
  return steps.length > 0 ? [madeBy(steps), sides] : [sides];
}

/** What differs in a file. @param by Which steps made a change. */
export function differenceIn(
  { what, stretches }: Pick<FileBetween, 'what' | 'stretches'>,
  by: (stretch: Stretch) => readonly StepOnPage[] = () => [],
): HTMLElement {
  const body = make('div', { className: `difference ${what}` });
  const text = (side: 'old' | 'now'): string => stretches.flatMap((one) => one[side]).join('\n');
  const why = whyNotShown(text('now')) ?? whyNotShown(text('old'));
  const said = why === undefined ? sayUnseen(text('now')) : `It isn’t shown: ${why}.`;
  if (said !== '') body.append(make('p', { className: 'unseen-said' }, said));
  if (why !== undefined) return body;
  for (const [at, stretch] of stretches.entries())
    body.append(
      ...(stretch.isSame
        ? sameStretch(stretch, at === 0, at === stretches.length - 1)
        : changedStretch(stretch, by(stretch))),
    );
  return body;
}
