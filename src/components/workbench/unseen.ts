// What one sees is what runs: marks characters that have no shape of their own, look like a plain
// blank, or move what is around them.
//
// The text of a mark stays in the document, in an element that is never drawn: `textContent` is the
// text letter by letter, and what isn't drawn can't reorder a line. What a reader sees of it, the
// code point, is drawn by the style sheet from an attribute.

import { finderIn, labelOf, SUSPECT, type Kind } from './find-unseen.ts';
import { ASCII, lookalikesIn, oddIn } from './lookalikes.ts';
import { codeOf } from './unseen-names.ts';

/** What is longer than this is in pieces: see `LONGEST_LINE`. */
const LONG = /(?:.{2000})+.*\n?/g;

/** The text with its marks, to be put into a document. */
export function showText(text: string, kind: Kind = 'code'): DocumentFragment {
  const all = document.createDocumentFragment();
  let done = 0;
  for (const { index, 0: line } of text.matchAll(LONG)) {
    all.append(marked(text.slice(done, index), kind));
    done = index + line.length;
    for (const [part] of line.matchAll(/.{1,2000}\n?/gu)) {
      const piece = document.createElement('span');
      piece.className = 'piece';
      piece.append(marked(part, kind));
      all.append(piece);
    }
  }
  all.append(marked(text.slice(done), kind));
  return all;
}

function marked(text: string, kind: Kind): DocumentFragment {
  const all = document.createDocumentFragment();
  if (ASCII.test(text)) {
    all.append(text);
    return all;
  }
  const plain =
    kind === 'code'
      ? appendWords
      : (into: Node, part: string) => into.appendChild(document.createTextNode(part));
  let done = 0;
  for (const { index, 0: part, groups } of SUSPECT[kind].test(text)
    ? text.matchAll(finderIn(kind))
    : []) {
    if (!groups?.unseen && !groups?.rtl) continue;
    if (index > done) plain(all, text.slice(done, index));
    done = index + part.length;
    if (groups.unseen) all.append(markOf(part, kind));
    else {
      // words from right to left read as they should, and can't change places with what is
      // beside them
      const words = document.createElement('bdi');
      words.textContent = part;
      all.append(words);
    }
  }
  if (done < text.length) plain(all, text.slice(done));
  return all;
}

/** The text of an output as it is, behind one mark for all that can't be seen in it. */
export function showWithOneMark(text: string): DocumentFragment {
  const unseen = [...text.matchAll(finderIn('output'))]
    .map(({ groups }) => groups?.unseen ?? '')
    .join('');
  if (unseen === '') return showText(text, 'output');
  const mark = markOf(unseen);
  mark.replaceChildren(); // what it stands for follows
  const itself = document.createElement('bdi');
  itself.textContent = text;
  const all = document.createDocumentFragment();
  all.append(mark, itself);
  return all;
}

/** A mark for a run of them. */
export function markOf(unseen: string, kind: Kind = 'code'): HTMLElement {
  const mark = document.createElement('span');
  const { text, title } = labelOf(unseen);
  // numbers and times are printed with odd spaces in many languages: there a blank stays as wide as
  // it is
  mark.className = kind === 'output' && /^\p{Zs}+$/u.test(unseen) ? 'unseen blank' : 'unseen';
  mark.dataset.code = text;
  mark.title = title;
  mark.role = 'img';
  mark.ariaLabel = title;
  const itself = document.createElement('span');
  itself.hidden = mark.className === 'unseen';
  itself.textContent = unseen;
  mark.append(itself);
  return mark;
}

function appendWords(into: Node, text: string): void {
  let done = 0;
  for (const { at, word, isSign } of lookalikesIn(text)) {
    into.appendChild(document.createTextNode(text.slice(done, at)));
    done = at + word.length;
    const mark = document.createElement('span');
    mark.className = 'lookalike';
    const what = isSign ? 'Not the sign it looks like' : 'Letters of another alphabet';
    mark.title = `${what}: ${oddIn(word)
      .map((letter) => `${letter} is ${codeOf(letter.codePointAt(0)!)}`)
      .join(', ')}`;
    mark.textContent = word;
    into.appendChild(mark);
  }
  into.appendChild(document.createTextNode(text.slice(done)));
}

/**
 * Has what is selected within an element copied as it is: without what is drawn for a mark, and
 * with what it stands for.
 */
export function copyAsItIs(element: HTMLElement): void {
  element.addEventListener('copy', (event) => {
    const selection = getSelection();
    if (!event.clipboardData || selection?.rangeCount !== 1) return;
    const range = selection.getRangeAt(0);
    if (range.collapsed || !element.contains(range.commonAncestorContainer)) return;
    event.clipboardData.setData('text/plain', range.cloneContents().textContent ?? '');
    event.preventDefault();
  });
}
