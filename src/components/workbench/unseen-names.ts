// What characters that can't be seen are called.

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

/** As in `U+202E`. */
export const codeOf = (codePoint: number): string =>
  `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
export const nameOf = (codePoint: number): string =>
  NAMES[codePoint] ??
  KINDS.find(([is]) => is.test(String.fromCodePoint(codePoint)))?.[1] ??
  'invisible character';
