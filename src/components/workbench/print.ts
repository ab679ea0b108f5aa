// What a program prints, as it comes onto the page: gathered, and written in frames.
import { AtEnd } from './at-end.ts';
import { COST, drawn, inFrames, type Drawing } from './frames.ts';
import { copyAsItIs, showWithOneMark } from './unseen.ts';

type Stream = 'stdout' | 'stderr';

/**
 * The text is in blocks of about so many characters or lines, so that what is added never has
 * what is there laid out again. A block ends with a line, unless that is longer than `LONGEST`.
 */
const BLOCK = { chars: 1_000, lines: 50 };
const LONGEST = 2_000;
/** In characters, and of the pane. */
const WIDTH_OF_MARK = 8;
const WIDTH = 80;
/**
 * More marks than these make a page slow, however they come: from here on a piece has one for all.
 */
const MOST_MARKS = 2_000;
/**
 * Whoever listens is read about so much of what a run prints, in characters; the rest can be read in
 * the pane. So the blocks of the rest are off, and not the pane: what came before that may not have
 * been read yet, and it would be dropped.
 */
const READ_OUT = 2_000;

/** Who prints into an element now: a run that was left behind must not go on. */
const current = new WeakMap<HTMLElement, Printer>();

export class Printer implements Drawing {
  readonly #into: HTMLElement;
  readonly #scroller: HTMLElement;
  readonly #end: AtEnd;
  readonly #show: (text: string, stream: Stream) => DocumentFragment;
  #pieces: { stream: Stream; text: string }[] = [];
  /** What comes next: the piece, and the character in it. */
  #next = 0;
  #from = 0;
  #block: Block | undefined;
  #run: { element: HTMLElement; stream: Stream } | undefined;
  #length = 0;
  #marks = 0;

  /**
   * Empties the element, and prints into it.
   * @param scroller What is scrolled, and kept at its end: see at-end.ts.
   * @param show Makes of a text what is to be seen of it.
   */
  constructor(
    into: HTMLElement,
    scroller: HTMLElement,
    show: (text: string, stream: Stream) => DocumentFragment,
  ) {
    this.#into = into;
    this.#scroller = scroller;
    this.#end = new AtEnd(scroller);
    this.#show = show;
    if (!current.has(into)) copyAsItIs(into);
    current.set(into, this);
    this.#empty();
  }

  get isDone(): boolean {
    return this.#next >= this.#pieces.length;
  }
  /** Whether there's more than is read out. */
  get isCut(): boolean {
    return this.#into.querySelector(':scope > [aria-live=off]') !== null;
  }

  print(stream: Stream, text: string): void {
    if (text === '') return;
    this.#pieces.push({ stream, text });
    inFrames(this);
  }

  /** Settles once all that was printed can be seen, or it isn't wanted any more. */
  drawn(signal: AbortSignal): Promise<void> {
    return drawn(this, signal);
  }

  /** Shows something that is in the same pane, unless its reader is elsewhere in that. */
  leaveFor(part: Element): void {
    this.#end.leaveFor(part);
  }

  clear(): void {
    this.#pieces = [];
    this.#next = this.#from = 0;
    if (current.get(this.#into) === this) this.#empty();
  }

  draw(most: number): void {
    if (current.get(this.#into) !== this) return this.clear();
    this.#end.look();
    this.#into.ariaBusy = 'true';
    for (let left = most; left > 0 && !this.isDone;) left -= this.#drawSome(left);
    if (this.isDone) {
      this.#pieces = [];
      this.#next = this.#from = 0;
      this.#into.ariaBusy = null;
    }
    // the layout that this asks for is the frame's own: nothing changes after it
    this.#end.keep();
    if (this.#scroller !== this.#into) return;
    this.#into.tabIndex = this.#into.scrollHeight > this.#into.clientHeight ? 0 : -1;
  }

  #empty(): void {
    this.#into.replaceChildren();
    this.#end.begin();
    this.#into.ariaBusy = null;
    this.#block = this.#run = undefined;
    this.#length = this.#marks = 0;
  }

  /**
   * Draws what comes next, as far as it is of one stream and fits into one block. @returns What it
   * cost.
   */
  #drawSome(most: number): number {
    const { stream } = this.#pieces[this.#next]!;
    const block = (this.#block ??= this.#newBlock());
    const part = this.#take(stream, Math.min(most, block.chars), block.lines);
    let cost = part.length;
    if (this.#run?.stream !== stream) {
      const element = document.createElement('span');
      element.className = stream;
      block.element.append(element);
      this.#run = { element, stream };
      cost += COST.element;
    }
    // a text of its own, and not more of the last one: what is there keeps its layout
    const shown = this.#marks < MOST_MARKS ? this.#show(part, stream) : showWithOneMark(part);
    this.#marks += shown.childElementCount;
    cost += COST.mark * shown.childElementCount;
    this.#run.element.append(shown);

    this.#length += part.length;
    block.chars -= part.length + WIDTH_OF_MARK * shown.childElementCount;
    block.lines -= linesIn(part);
    const isFull = part.endsWith('\n')
      ? block.chars <= LONGEST - BLOCK.chars || block.lines <= 0
      : block.chars <= 0;
    if (isFull) this.#close(block);
    return cost;
  }

  /** Text of one stream, that of several calls perhaps: programs print in pieces. */
  #take(stream: Stream, chars: number, lines: number): string {
    let text = '';
    let next = this.#next;
    for (; text.length < chars + SIGN && this.#pieces[next]?.stream === stream; next++) {
      const from = next === this.#next ? this.#from : 0;
      text += this.#pieces[next]!.text.slice(from, from + chars + 2 * SIGN);
    }
    const part = text.slice(0, endOf(text, chars, lines));
    for (let left = part.length; left > 0;) {
      const rest = this.#pieces[this.#next]!.text.length - this.#from;
      if (left < rest) {
        this.#from += left;
        break;
      }
      left -= rest;
      this.#next++;
      this.#from = 0;
    }
    return part;
  }

  #newBlock(): Block {
    const element = document.createElement('div');
    if (this.#length >= READ_OUT) element.ariaLive = 'off';
    this.#into.append(element);
    this.#end.watch(element);
    return { element, chars: LONGEST, lines: BLOCK.lines };
  }

  /** What is out of sight is not laid out, and is about so high. */
  #close({ element, chars, lines }: Block): void {
    const high = Math.max(BLOCK.lines - lines, Math.ceil((LONGEST - chars) / WIDTH));
    element.style.containIntrinsicBlockSize = `auto ${high}lh`;
    element.className = 'full';
    this.#block = this.#run = undefined;
  }
}

interface Block {
  element: HTMLElement;
  /** How much still has room. */
  chars: number;
  lines: number;
}

const linesIn = (text: string): number => text.split('\n').length - 1;

/**
 * Where the part of a text ends that has at most so many characters and lines: at the end of a line
 * if it can, and never within a sign.
 */
function endOf(text: string, chars: number, lines: number): number {
  const most = Math.max(1, Math.floor(chars));
  let end = 0;
  for (let line = 0; line < lines; line++) {
    const next = text.indexOf('\n', end) + 1;
    if (next === 0 || next > most) break;
    end = next;
    if (line === lines - 1) return end;
  }
  if (text.length <= most) return text.length;
  if (end > 0) return end;
  for (
    end = most;
    end < most + SIGN &&
    (CONTINUES.test(text.slice(end, end + 2)) || JOINS.test(text.slice(end - 2, end)));
    end++
  );
  return end;
}
/** In characters: a family of four is eleven. */
const SIGN = 32;
const CONTINUES = /^(?:[\udc00-\udfff]|\p{M}|\p{Emoji_Modifier}|\u200d)/u;
const JOINS = /\u200d$/;
