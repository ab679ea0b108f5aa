// What one sees is what runs: marks characters that have no shape of their own, look like a plain
// blank, or move what stands around them.
//
// The text of a mark stays in the document, in an element that is never drawn: `textContent` is the
// text letter by letter, and what isn't drawn can't reorder a line. What a reader sees of it, the
// code point, is drawn by the style sheet from an attribute.

import { ASCII, lookalikesIn, oddIn } from './lookalikes.ts';

export interface Unseen {
  /** Where it stands, in UTF-16 code units from the beginning. */
  at: number;
  codePoint: number;
  /** As in `right-to-left override`. */
  name: string;
}

/**
 * `code` will run, so everything in it is marked; what programs print may be in any language and
 * uses what that needs.
 */
export type Kind = 'code' | 'output';

// visible though they are format characters: signs of Arabic, Syriac and Kaithi that stand around a
// number or a word
const SEEN = '\\n\\t \\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u{110bd}\\u{110cd}';
// what the properties leave out: a blank of Braille, the place of an object, a note without a head,
// what fills a line of Khitan
const BLANK = '\\u2800\\ufffc\\u{1d159}\\u{16fe4}';
const UNSEEN =
  `(?:(?![${SEEN}])[\\p{Default_Ignorable_Code_Point}\\p{Bidi_Control}\\p{Cc}\\p{Cf}\\p{Zs}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}\\p{Noncharacter_Code_Point}${BLANK}]` +
  `|(?<=\\p{M}{8})\\p{M})+`; // of a pile of accents nobody can tell how high it is
const LINE_END = '\\r(?=\\n)';
const RTL =
  '\\u0590-\\u061b\\u061d-\\u08ff\\ufb1d-\\ufdcf\\ufdf0-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}';
const RTL_WORDS = `[${RTL}](?:[${RTL}\\p{M}]| (?=[${RTL}]))*`;
// joiners are spelling in these scripts, between two of their letters
const JOINS = '[\\u0600-\\u109f\\u1780-\\u18af\\ufb50-\\ufdff\\ufe70-\\ufefc]';
const JOINER = `(?<=${JOINS})[\\u200c\\u200d](?=${JOINS})`;

/** What an emoji is made of is seen, as that emoji: where it's one of those that fonts have. */
const emoji = (() => {
  try {
    new RegExp('\\p{RGI_Emoji}', 'v');
    return ['\\p{RGI_Emoji}'];
  } catch {
    return []; // then its parts are marked
  }
})();
const finder = (...parts: string[]): RegExp =>
  new RegExp(parts.join('|'), emoji.length > 0 ? 'gv' : 'gu');
const FINDERS: Record<Kind, RegExp> = {
  code: finder(...emoji, LINE_END, `(?<unseen>${UNSEEN})`, `(?<rtl>${RTL_WORDS})`),
  output: finder(...emoji, LINE_END, JOINER, `(?<unseen>${UNSEEN})`),
};

/** Whether there is anything to be looked for: soon found out, and most text has nothing. */
const SUSPECT = { code: new RegExp(`${UNSEEN}|[${RTL}]`, 'u'), output: new RegExp(UNSEEN, 'u') };

/** The same for the editor, which looks for both by itself. */
export const inCode = (): RegExp => new RegExp(FINDERS.code);

const NAMES: Record<number, string> = {
  0x00: 'null',
  0x07: 'bell',
  0x08: 'backspace',
  0x0b: 'line tabulation',
  0x0c: 'form feed',
  0x0d: 'carriage return',
  0x1b: 'escape',
  0x7f: 'delete',
  0x85: 'next line',
  0xa0: 'no-break space',
  0xad: 'soft hyphen',
  0x034f: 'combining grapheme joiner',
  0x061c: 'Arabic letter mark',
  0x115f: 'Hangul choseong filler',
  0x1160: 'Hangul jungseong filler',
  0x1680: 'Ogham space mark',
  0x180e: 'Mongolian vowel separator',
  0x2007: 'figure space',
  0x2009: 'thin space',
  0x200a: 'hair space',
  0x200b: 'zero width space',
  0x200c: 'zero width non-joiner',
  0x200d: 'zero width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'pop directional formatting',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x202f: 'narrow no-break space',
  0x205f: 'medium mathematical space',
  0x2060: 'word joiner',
  0x2061: 'function application',
  0x2062: 'invisible times',
  0x2063: 'invisible separator',
  0x2064: 'invisible plus',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'pop directional isolate',
  0x2800: 'blank Braille pattern',
  0x3000: 'ideographic space',
  0x3164: 'Hangul filler',
  0xfeff: 'byte order mark',
  0xffa0: 'halfwidth Hangul filler',
  0xfffc: 'object replacement character',
  0x16fe4: 'Khitan small script filler',
};
const KINDS: [RegExp, string][] = [
  [/\p{Variation_Selector}/u, 'variation selector'],
  [/\p{Cs}/u, 'half of a surrogate pair'],
  [/\p{Co}/u, 'character for private use'],
  [/[\u{e0000}-\u{e007f}]/u, 'tag character'],
  [/\p{Zs}/u, 'space that isn’t the usual one'],
  [/\p{Cc}/u, 'control character'],
  [/\p{M}/u, 'accent on a pile of accents'],
];

const codeOf = (codePoint: number): string =>
  `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
const nameOf = (codePoint: number): string =>
  NAMES[codePoint] ??
  KINDS.find(([is]) => is.test(String.fromCodePoint(codePoint)))?.[1] ??
  'invisible character';

/** All of them that stand in code. */
function unseenIn(text: string): Unseen[] {
  if (ASCII.test(text)) return [];
  const all: Unseen[] = [];
  for (const { index, groups } of text.matchAll(FINDERS.code)) {
    let at = index;
    for (const character of groups!.unseen ?? '') {
      const codePoint = character.codePointAt(0)!;
      all.push({ at, codePoint, name: nameOf(codePoint) });
      at += character.length;
    }
  }
  return all;
}

/** How many there are, which, and in which lines; empty where there are none. */
export function sayUnseen(text: string): string {
  const all = unseenIn(text);
  const words = lookalikesIn(text);
  const said: string[] = [];
  if (all.length > 0) {
    const which = Map.groupBy(all, ({ codePoint }) => codePoint);
    const kinds = [...which]
      .slice(0, MOST_SAID)
      .map(
        ([codePoint, those]) =>
          `${codeOf(codePoint)} ${nameOf(codePoint)} (${linesOf(text, those)})`,
      );
    if (which.size > MOST_SAID) kinds.push(`and ${which.size - MOST_SAID} more kinds`);
    said.push(
      `This code has ${all.length === 1 ? 'a character' : `${all.length.toLocaleString('en')} characters`} that can’t be seen: ${kinds.join(', ')}.`,
    );
  }
  const sayWhich = (some: typeof words, is: string, are: string): void => {
    if (some.length === 0) return;
    const which = [...new Set(some.map(({ word }) => word))];
    said.push(
      `${which.length === 1 ? is : `${which.length.toLocaleString('en')} ${are}`}: ${which.slice(0, MOST_SAID).join(', ')} (${linesOf(text, some)}).`,
    );
  };
  sayWhich(
    words.filter(({ isSign }) => !isSign),
    'A word has letters of another alphabet that look like ours',
    'words have letters of another alphabet that look like ours',
  );
  sayWhich(
    words.filter(({ isSign }) => isSign),
    'A sign isn’t the one that it looks like',
    'signs aren’t the ones that they look like',
  );
  return said.join(' ');
}
const MOST_SAID = 5;

function linesOf(text: string, places: readonly { at: number }[]): string {
  const lines = new Set<number>();
  let line = 1;
  let from = 0;
  for (const { at } of places) {
    for (let end = text.indexOf('\n', from); end >= 0 && end < at; end = text.indexOf('\n', from)) {
      line++;
      from = end + 1;
    }
    lines.add(line);
    if (lines.size > MOST_SAID) break;
  }
  const some = [...lines].slice(0, MOST_SAID);
  return `${some.length === 1 ? 'line' : 'lines'} ${some.join(', ')}${lines.size > MOST_SAID ? '…' : ''}`;
}

/**
 * What takes more marks than this to show, or more letters that aren't ASCII, was made to keep a
 * page busy.
 */
const MOST_MARKS = 1_000;
const MOST_LETTERS = 20_000;
/** A browser takes seconds to lay out a line of so many blanks, and four times as many for twice as many. */
const LONGEST_LINE = /.{5001}/;

/**
 * Why a text can't be shown so that what one sees is what runs, as the end of a sentence; nothing
 * if it can.
 */
export function whyNotShown(text: string): string | undefined {
  if (ASCII.test(text)) return tooLong(text);
  const letters = text.length - text.replace(/[^\0-\x7f]+/g, '').length;
  if (letters > MOST_LETTERS)
    return `it has more than ${MOST_LETTERS.toLocaleString('en')} characters beyond the Latin alphabet’s`;
  let marks = 0;
  for (const { groups } of text.matchAll(FINDERS.code))
    if ((groups!.unseen || groups!.rtl) && ++marks > MOST_MARKS) break;
  if (marks <= MOST_MARKS) marks += lookalikesIn(text).length;
  if (marks > MOST_MARKS)
    return `it has more than ${MOST_MARKS.toLocaleString('en')} characters or words that are not what they look like`;
  return tooLong(text);
}
const tooLong = (text: string): string | undefined =>
  LONGEST_LINE.test(text) ? 'it has lines of more than 5,000 characters' : undefined;

/** What is longer than this stands in pieces: see `LONGEST_LINE`. */
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
    ? text.matchAll(FINDERS[kind])
    : []) {
    if (!groups?.unseen && !groups?.rtl) continue;
    if (index > done) plain(all, text.slice(done, index));
    done = index + part.length;
    if (groups.unseen) all.append(markOf(part, kind));
    else {
      // words from right to left read as they should, and can't change places with what stands
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
  const unseen = [...text.matchAll(FINDERS.output)]
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

/** The same for places that take text alone: an attribute, a status. */
export const inWords = (text: string): string =>
  ASCII.test(text)
    ? text
    : text.replace(FINDERS.code, (part, ...rest) =>
        (rest.at(-1) as { unseen?: string }).unseen ? `[${labelOf(part).text}]` : part,
      );

function labelOf(unseen: string): { text: string; title: string } {
  const count = new Map<number, number>();
  for (const character of unseen)
    count.set(character.codePointAt(0)!, (count.get(character.codePointAt(0)!) ?? 0) + 1);
  const some = [...count].slice(0, 3);
  const rest = count.size > some.length ? '…' : '';
  return {
    text:
      some
        .map(([codePoint, times]) => codeOf(codePoint) + (times > 1 ? ` ×${times}` : ''))
        .join(' ') + rest,
    title:
      some
        .map(
          ([codePoint, times]) =>
            `${codeOf(codePoint)} ${nameOf(codePoint)}${times > 1 ? `, ${times} times` : ''}`,
        )
        .join('; ') + rest,
  };
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
    const what = isSign ? 'Not the sign that it looks like' : 'Letters of another alphabet';
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
