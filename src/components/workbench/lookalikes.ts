// Letters and signs that pass for those of a program. A word is suspicious if it mixes Latin with
// another script, or has no other letters than some that look Latin, or is of a script that hardly
// anybody writes today: what is plainly Greek or Cyrillic can be seen to be.

/** What has neither these nor anything that can't be seen. */
export const ASCII = /^[\n\t -~]*$/;

const script = (...names: string[]): string => names.map((name) => `\\p{Script=${name}}`).join('');
const ANY = script('Common', 'Inherited');
// these stand beside Latin in a harmless word: https://www.unicode.org/reports/tr39/,
// "highly restrictive"
const EASTERN = script('Bopomofo', 'Han', 'Hangul', 'Hiragana', 'Katakana');
// "recommended scripts" of https://www.unicode.org/reports/tr31/
const USUAL =
  script('Arabic', 'Armenian', 'Bengali', 'Cyrillic', 'Devanagari', 'Ethiopic', 'Georgian') +
  script('Greek', 'Gujarati', 'Gurmukhi', 'Hebrew', 'Kannada', 'Khmer', 'Lao', 'Malayalam') +
  script('Myanmar', 'Oriya', 'Sinhala', 'Tamil', 'Telugu', 'Thaana', 'Thai', 'Tibetan');
const LATIN = /\p{Script=Latin}/u;
const NOT_WITH_LATIN = new RegExp(`[^${ANY}${EASTERN}\\p{Script=Latin}]`, 'u');
const SELDOM = new RegExp(`[^${ANY}${EASTERN}${USUAL}\\p{Script=Latin}]`, 'u');
const PASSING = /^[\d_$АВЕЅІЈКМНОРСТУХасԁеһіјӏорԛѕԝхуүΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυιօჿဝዐଠഠ]*$/u;
const CLICKS = /[ǀ-ǃ]/u; // they look like | and !
// Latin letters that are in no European language, a dotless i, and what passes for an apostrophe
const PLAIN = /[\u0000-\u0130\u0132-\u017e]/u;
const ODD = /(?![\u0000-\u0130\u0132-\u017e])\p{Script=Latin}|[\u02b0-\u02ff\ua78b\ua78c]/u;
const MARKED = /\p{Script=Latin}\p{M}/u; // another letter, to a reader who overlooks the mark
const WORD = '[\\p{ID_Start}$_][\\p{ID_Continue}$]*';
// of the signs that look like ; / \ | : . in a program
const SIGNS = '[\\u037e\\u2024\\u2044\\u2215\\u2216\\u2223\\u2236\\u29f5\\u29f8\\ua789]+';
const WORDS_AND_SIGNS = new RegExp(`${WORD}|(?<sign>${SIGNS})`, 'gu');
const passesForLatin = (word: string): boolean =>
  !ASCII.test(word) &&
  ([CLICKS, ODD, SELDOM, MARKED, PASSING].some((one) => one.test(word)) ||
    word.normalize('NFKC') !== word ||
    (LATIN.test(word) && NOT_WITH_LATIN.test(word)));

interface Lookalike {
  at: number;
  word: string;
  isSign: boolean;
}

/** All of them that stand in code. */
export function lookalikesIn(text: string): Lookalike[] {
  if (ASCII.test(text)) return [];
  return [...text.matchAll(WORDS_AND_SIGNS)]
    .map(({ 0: word, index: at, groups }) => ({ at, word, isSign: groups!.sign !== undefined }))
    .filter(({ word, isSign }) => isSign || passesForLatin(word));
}

/** Those of its characters for which a word or a sign is one of them. */
export const oddIn = (word: string): string[] => [...word].filter((letter) => !PLAIN.test(letter));
