// What the voice of the book doesn't say: finds the worst of it in prose. Code, quotations and what
// is in italics, which is what something prints or is called, are left alone.
import { textsIn, type Text } from '../book/mdx.ts';
import type { Slip } from './slip.ts';

/** So many sentences in a row, each of fewer words, are a telegram. */
const TELEGRAM = { sentences: 3, words: 6 };

const NOTS = 'do|does|did|is|are|was|were|has|have|had|will|would|should|could|must';

/** What isn't to be written, and what to write. */
const RULES: readonly [pattern: RegExp, advice: string][] = [
  [/\b(somebody|nobody|whoever|the one who)\b/gi, 'name the actor'],
  [
    /\b(stands?|stood|standing)\b(?! (in )?for\b|-)/gi,
    'things don’t stand on a page: say what is there, or what it does',
  ],
  [/\b(is|are|was|were) (not )?to be \w+/gi, 'say who does it, or can'],
  [/\b(knows?|knew) (no|none|nothing)\b/gi, 'use a plain negation: doesn’t know'],
  [/\bneed(n’t|n't| not)\b/gi, 'write “don’t need to” or “doesn’t have to”'],
  [/\bcannot\b/gi, 'write can’t'],
  [
    new RegExp(`\\b(${NOTS}) not\\b(?! (only|just|because|to be)\\b)`, 'gi'),
    'contract it, as in don’t',
  ],
  [/\b(it|there|that|here) is (?=[a-z])/gi, 'contract it, as in it’s'],
  [/\b(we|you|they) are (?=[a-z])/gi, 'contract it, as in we’re'],
  [/\bthereby\b/gi, 'say how: because, so'],
  [
    /(?<=^|[.;:,] )for (it|they|there|we|he|she|what|then)\b(?! to\b)/gi,
    'for isn’t because: write because',
  ],
];

/** Each of them, with its place. */
export function* inVoice(markdown: string, file: string): Generator<Slip> {
  for (const text of textsIn(markdown, file)) {
    const slip = (at: number, message: string): Slip => ({ file, ...text.placeOf(at), message });
    for (const [pattern, advice] of RULES)
      for (const found of text.value.matchAll(pattern))
        yield slip(found.index, `“${found[0].trim()}”: ${advice}`);
    yield* telegramsIn(text, slip);
  }
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

function* telegramsIn(
  { value, isParagraph }: Text,
  slip: (at: number, message: string) => Slip,
): Generator<Slip> {
  if (!isParagraph) return;
  let short: string[] = [];
  let start = 0;
  for (const { segment, index } of sentences.segment(value)) {
    const isShort = segment.split(/\s+/).filter(Boolean).length < TELEGRAM.words;
    if (!isShort) short = [];
    else {
      if (short.length === 0) start = index;
      short.push(segment.trim());
      if (short.length === TELEGRAM.sentences)
        yield slip(
          start,
          `“${short.join(' ')}”: ${TELEGRAM.sentences} short sentences in a row: join two`,
        );
    }
  }
}
