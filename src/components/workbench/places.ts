// Places in what a run or a check says (`src/task-loop.ts:28:9`), as links to their lines. The text
// may be a hostile program's: a place is one only if it names a file that is here, and the link is
// made of text alone.
import type { Position } from '../../runner/contract.ts';
import { showText } from './unseen.ts';

/** Soon found out, and most text has none. */
const HINT = /\.[cm]?ts:\d/;
const PLACE = /(?<![\w@./-])((?:[\w@.-]+\/)*[\w@.-]+\.[cm]?ts):(\d{1,7})(?::(\d{1,7}))?(?![\w/])/g;

/** So many links of each kind: a flood of them would hold up a reader who uses Tab. */
const MOST = 200;

/**
 * What reads like a place, whether there is such a file or not.
 * @param from The file that names like `../src/task-loop.ts` are seen from.
 */
export function* placesIn(
  text: string,
  from: string,
): Generator<{ index: number; said: string; at: Position }> {
  for (const { index, 0: said, 1: name, 2: line, 3: column } of text.matchAll(PLACE)) {
    const file = name!.startsWith('.')
      ? new URL(name!, `file:///${from}`).pathname.slice(1)
      : name!;
    yield { index, said, at: { file, line: Number(line), column: Number(column ?? 1) } };
  }
}

/** The line after a place, and the mark under its column: see runner/source/code-frame.ts. */
const FRAME = /^\n(.*)\n([ \t]*)\^\n/;
const LONGEST = 2_000;

/** Where the line has no room in one row, the mark would be under another letter: see workbench.css. */
function pointedIn(line: string, blanks: string): (Node | string)[] {
  const at = blanks.length;
  const letter = line.slice(at, at + 1 + Number(/^[\ud800-\udbff]/.test(line.slice(at))));
  const [pointed, pointer] = [document.createElement('span'), document.createElement('span')];
  pointed.className = 'pointed';
  pointed.append(showText(letter, 'output'));
  pointer.className = 'pointer';
  pointer.textContent = `${blanks}^\n`;
  const rest = line.slice(at + letter.length);
  return [
    '\n',
    showText(line.slice(0, at), 'output'),
    pointed,
    showText(rest, 'output'),
    '\n',
    pointer,
  ];
}

export class Places {
  readonly #isFile: (file: string) => boolean;
  readonly #go: (at: Position) => void;
  readonly #made = new Map<string, number>();
  /** The file that runs. */
  from = '';

  /**
   * @param isFile Whether a name, from the stage's root, is that of a file that can be opened.
   * @param go What to do when a reader follows one.
   */
  constructor(isFile: (file: string) => boolean, go: (at: Position) => void) {
    this.#isFile = isFile;
    this.#go = go;
  }

  clear(): void {
    this.#made.clear();
  }

  /** A text with its marks and links. @param kind What it is counted with. */
  show(text: string, kind: string): DocumentFragment {
    if (!HINT.test(text)) return showText(text, 'output');
    const all = document.createDocumentFragment();
    let done = 0;
    for (const { index, said, at } of placesIn(text, this.from)) {
      const made = this.#made.get(kind) ?? 0;
      if (made === MOST) break;
      if (!this.#isFile(at.file)) continue;
      this.#made.set(kind, made + 1);
      all.append(showText(text.slice(done, index), 'output'), this.link(at, said));
      done = index + said.length;
      const [frame, line, blanks] = FRAME.exec(text.slice(done, done + LONGEST)) ?? [];
      if (frame === undefined) continue;
      all.append(...pointedIn(line!, blanks!));
      done += frame.length;
    }
    all.append(showText(text.slice(done), 'output'));
    return all;
  }

  link(at: Position, said = `${at.file}:${at.line}:${at.column}`): HTMLElement {
    const link = document.createElement('a');
    link.className = 'place-in-code';
    link.href = `#${encodeURI(at.file)}`; // for what browsers do with links, such as focus
    link.textContent = said;
    link.onclick = (event) => {
      event.preventDefault();
      this.#go(at);
    };
    return link;
  }
}
