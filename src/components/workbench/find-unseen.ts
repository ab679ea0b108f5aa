// Finds characters that have no shape of their own, look like a plain blank, or move what is
// around them, and says which they are.

import { ASCII, lookalikesIn } from './lookalikes.ts';
import { codeOf, nameOf } from './unseen-names.ts';

interface Unseen {
  /** Where it is, in UTF-16 code units from the beginning. */
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
  `|(?<=\\p{M}{8})\\p{M})+`; // you can't tell how high a pile of accents is
const LINE_END = '\\r(?=\\n)';
const RTL =
  '\\u0590-\\u061b\\u061d-\\u08ff\\ufb1d-\\ufdcf\\ufdf0-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}';
const RTL_WORDS = `[${RTL}](?:[${RTL}\\p{M}]| (?=[${RTL}]))*`;
// joiners are spelling in these scripts, between two of their letters
const JOINS = '[\\u0600-\\u109f\\u1780-\\u18af\\ufb50-\\ufdff\\ufe70-\\ufefc]';
const JOINER = `(?<=${JOINS})[\\u200c\\u200d](?=${JOINS})`;

/** What an emoji is made of is seen, as that emoji: where it's one of those that fonts have. */
function finder(...parts: string[]): RegExp {
  try {
    return new RegExp(['\\p{RGI_Emoji}', ...parts].join('|'), 'gv');
  } catch {
    return new RegExp(parts.join('|'), 'gu'); // then its parts are marked
  }
}
const makes: Record<Kind, () => RegExp> = {
  code: () => finder(LINE_END, `(?<unseen>${UNSEEN})`, `(?<rtl>${RTL_WORDS})`),
  output: () => finder(LINE_END, JOINER, `(?<unseen>${UNSEEN})`),
};
const finders: Partial<Record<Kind, RegExp>> = {};
/** Made once there is anything to be looked for: to read all emoji takes a phone a tenth of a second. */
export const finderIn = (kind: Kind): RegExp => (finders[kind] ??= makes[kind]());

/** Whether there is anything to be looked for: soon found out, and most text has nothing. */
export const SUSPECT = {
  code: new RegExp(`${UNSEEN}|[${RTL}]`, 'u'),
  output: new RegExp(UNSEEN, 'u'),
};

/** The same for the editor, which looks for both by itself. */
export const inCode = (): RegExp => new RegExp(finderIn('code'));

/** All of them that stand in code. */
function unseenIn(text: string): Unseen[] {
  if (ASCII.test(text)) return [];
  const all: Unseen[] = [];
  for (const { index, groups } of text.matchAll(finderIn('code'))) {
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
    'A sign isn’t the one it looks like',
    'signs aren’t the ones they look like',
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
  for (const { groups } of text.matchAll(finderIn('code')))
    if ((groups!.unseen || groups!.rtl) && ++marks > MOST_MARKS) break;
  if (marks <= MOST_MARKS) marks += lookalikesIn(text).length;
  if (marks > MOST_MARKS)
    return `it has more than ${MOST_MARKS.toLocaleString('en')} characters or words that aren’t what they look like`;
  return tooLong(text);
}
const tooLong = (text: string): string | undefined =>
  LONGEST_LINE.test(text) ? 'it has lines of more than 5,000 characters' : undefined;

/** A text with its marks, for places that take text alone: an attribute, a status. */
export const inWords = (text: string): string =>
  ASCII.test(text)
    ? text
    : text.replace(finderIn('code'), (part, ...rest) =>
        (rest.at(-1) as { unseen?: string }).unseen ? `[${labelOf(part).text}]` : part,
      );

/** What to call a run of them: in short, and by their names. */
export function labelOf(unseen: string): { text: string; title: string } {
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
