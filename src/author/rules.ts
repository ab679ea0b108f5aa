// How every chapter with code is made: docs/rules.md says why. Drafts need not keep to it yet.
import { elementsIn, replaceElements, shows, type Mdx } from '../book/mdx.ts';

/** What a chapter lacks, by the name of the rule. */
export interface Lack {
  rule: string;
  lacks: string;
}

const RUN_WITHIN = 220;
const WORDS = { least: 800, most: 2200 };

const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length;

export async function lacksOf(mdx: Mdx): Promise<Lack[]> {
  const { text, body, elements } = mdx;
  const lacks: Lack[] = [];
  const lack = (rule: string, what: string): void => void lacks.push({ rule, lacks: what });

  const first = elements.find((element) => shows(element) === 'program');
  if (!first) lack('run-first', 'it has no <Program> and no <Predict>');
  else {
    const before = wordsIn(text.slice(body.start, first.start));
    if (before > RUN_WITHIN)
      lack('run-first', `its first program comes after ${before} words; at most ${RUN_WITHIN}`);
  }

  if (!text.includes('\n## What asyncio really does\n'))
    lack('asyncio', 'it has no section "## What asyncio really does"');
  if (!elementsIn(mdx).some(({ name }) => name === 'Asyncio'))
    lack('asyncio', 'it has no <Asyncio>, which leads to the line in CPython');

  const last = text.split('\n## In three lines\n')[1];
  const lines = last?.match(/^- /gm)?.length ?? 0;
  if (last === undefined) lack('three-lines', 'it doesn’t end with "## In three lines"');
  else if (lines !== 3)
    lack('three-lines', `"In three lines" has ${lines} lines that begin with "- "`);

  const words = wordsIn(await replaceElements(mdx, (_, inside) => inside));
  if (words < WORDS.least || words > WORDS.most)
    lack('length', `it has ${words} words: ${WORDS.least} to ${WORDS.most}`);
  return lacks;
}
