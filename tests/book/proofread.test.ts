// Slips that would be silent, or told without their place: each is found, with file, line, column and
// what to write. That builds and the server of `npm run dev` tell them is asked in build-errors.test.ts.
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proofread } from '../../src/author/proofread.ts';
import { told } from '../../src/author/slip.ts';
import { copyProject } from '../project.ts';

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'tasque-proofread-'));
  copyProject(copy);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** What an author can write: the build tells each of them where it is. */
const COMPONENTS = globSync('src/components/authored/*/*.astro')
  .filter((file) => /^  at\?: string;$/m.test(readFileSync(file, 'utf8')))
  .map((file) => basename(file, '.astro'))
  .sort();
const CHAPTER = 'content/part-3-task-loop/a-queue-of-callbacks.mdx';
const TERM = 'content/glossary/coroutine.md';
const CODE = 'code/part-3-task-loop/src/handle.ts';
/** Adds lines at the end; they begin in line N of what is told. */
const add = (text: string) => (before: string) => `${before}\n${text}\n`;
const replace = (what: string, by: string) => (before: string) => before.replace(what, by);
const DRAFT = '---\ntitle: One\ndescription: One.\nchapter: 99\n---\n';

/** A question with what comes with its answer: that begins in line Q of what is told. */
const predict = (parts: string, question = 'What?\n\n', attributes = ''): string =>
  `<Predict of="part-1-generators/programs/a-loop-that-listens.ts"${attributes}>\n${question}${parts}\n\n</Predict>`;

test('the book as it is has none', () => {
  expect(proofread(copy).map(told)).toEqual([]);
});

test.each<[string, string, (before: string) => string, string]>([
  [
    'an answer to no question',
    CHAPTER,
    add('<Answer>It means this.</Answer>'),
    'N:1: <Answer> belongs between the tags of a <Predict>',
  ],
  [
    'words for a wrong guess, deep in something else',
    CHAPTER,
    add(predict('<div>\n<Guess line="x">No.</Guess>\n</div>')),
    'R:1: <Guess> belongs between the tags of a <Predict>',
  ],
  [
    'an answer in the paragraph of the question',
    CHAPTER,
    add(predict('What? <Answer>This.</Answer>', '')),
    'T:7: <Answer> is a paragraph of its own: leave an empty line before it',
  ],
  [
    'an answer without a text',
    CHAPTER,
    add(predict('<Answer></Answer>')),
    'Q:1: <Answer> has no text',
  ],
  [
    'a second answer',
    CHAPTER,
    add(predict('<Answer>One.</Answer>\n\n<Answer>Two.</Answer>')),
    'S:1: <Answer> is the second one: a <Predict> has one',
  ],
  [
    'an answer without a question',
    CHAPTER,
    add(predict('<Answer>One.</Answer>', '')),
    'N:1: <Predict> has no question: write it before what comes with the answer',
  ],
  [
    'words for every guess',
    CHAPTER,
    add(predict('<Guess>No.</Guess>')),
    'Q:1: <Guess> fits every guess: say which',
  ],
  [
    'a line that is printed, as a wrong guess',
    CHAPTER,
    add(predict('<Guess line="row">No.</Guess>')),
    'Q:1: <Guess> line="row" is no mistake: it prints "row", "your boat"',
  ],
  [
    'the order of the output, as a wrong guess',
    CHAPTER,
    add(predict('<Guess first="row" then="your boat">No.</Guess>')),
    'Q:1: <Guess> first="row" then="your boat" is no mistake',
  ],
  [
    'an order of lines of which one is not printed',
    CHAPTER,
    add(predict('<Guess first="your boats" then="row">No.</Guess>')),
    'Q:1: <Guess> "your boats" is not printed: it prints "row"',
  ],
  [
    'half an order',
    CHAPTER,
    add(predict('<Guess first="row">No.</Guess>')),
    'Q:1: <Guess> wants first and then together',
  ],
  [
    'a line that is not printed, as missing',
    CHAPTER,
    add(predict('<Guess without="Goodbye">No.</Guess>')),
    'Q:1: <Guess> without="Goodbye" is no mistake',
  ],
  [
    'a line of its own where the lines are given',
    CHAPTER,
    add(predict('<Guess line="Goodbye">No.</Guess>', 'What?\n\n', ' order')),
    'Q:1: <Guess> is of lines that readers are given',
  ],
  [
    'an unknown component',
    CHAPTER,
    add('Words, <Programm of="x" />'),
    `N:8: there is no component <Programm>; known: ${COMPONENTS.join(', ')}`,
  ],
  [
    'a misspelt attribute',
    CHAPTER,
    add('<Snippet of="part-3-task-loop/src/handle.ts" symbl="Handle" />'),
    'N:1: <Snippet> takes no attribute symbl; known: mark, of, region, symbol, with',
  ],
  [
    'an attribute for the build',
    CHAPTER,
    add('<Term at="here">loop</Term>'),
    'N:1: <Term> takes no attribute at; known: of',
  ],
  [
    'a missing attribute',
    CHAPTER,
    add('<Figure>A queue.</Figure>'),
    'N:1: <Figure> lacks its attribute of',
  ],
  [
    'an attribute of another type',
    CHAPTER,
    add('<Snippet of={3} />'),
    'N:1: <Snippet> wants a string for of, not 3',
  ],
  [
    'an attribute that wants a text and has none',
    CHAPTER,
    add('<Snippet of="part-3-task-loop/src/handle.ts" symbol />'),
    'N:1: <Snippet> wants a string for symbol, not true',
  ],
  [
    'an attribute that is no text',
    CHAPTER,
    add('<Program of="part-3-task-loop/programs/two-tasks.ts" timeline="yes" />'),
    'N:1: <Program> wants a boolean for timeline, not "yes"',
  ],
  [
    'an attribute that is computed',
    CHAPTER,
    add('<Snippet of={some.thing} />'),
    'N:1: <Snippet> of={some.thing} is not a literal: write the value itself',
  ],
  [
    'an element that is not closed',
    CHAPTER,
    add('A <Term>word'),
    'N:3: Expected a closing tag for `<Term>`',
  ],
  [
    'a link inside the book',
    CHAPTER,
    add('See [there](../guards/#why).'),
    'N:5: the link to ../guards/#why cannot be checked: write <Chapter of="…" />',
  ],
  [
    'a link to a place on the page',
    CHAPTER,
    add('See [below](#nowhere).'),
    'N:5: the link to #nowhere cannot be checked',
  ],
  [
    'a link by its name',
    CHAPTER,
    add('See [there].\n\n[there]: /guards/'),
    'M:1: the link to /guards/ cannot be checked',
  ],
  [
    'a link to a page that is not there',
    CHAPTER,
    add('See [there](../nowhere/).'),
    'N:5: the link to ../nowhere/ leads to no page; known: ',
  ],
  [
    'a link as HTML',
    CHAPTER,
    add('See <a href="../../nowhere/">there</a>.'),
    'N:5: the link to ../../nowhere/ leads to no page',
  ],
  [
    'an image as HTML',
    CHAPTER,
    add('<img src="./queue.png" alt="a queue" />'),
    'N:1: there is no file content/part-3-task-loop/queue.png',
  ],
  [
    'a component with a small letter',
    CHAPTER,
    add('<program of="x" />'),
    'N:1: <program> is no component: write <Program>',
  ],
  [
    'an element in an expression',
    CHAPTER,
    add('{true && <Nope />}'),
    'N:1: write elements outside of { }',
  ],
  [
    'prose that begins like code',
    CHAPTER,
    add('import is a word.'),
    'N:1: lines that begin with "import" or "export" are code in MDX',
  ],
  [
    'a day that is none',
    CHAPTER,
    (text) => text.replace(/published: .*/, 'published: 2026-02-30'),
    'P:1: front matter, published: 2026-02-30 is no day: write it as 2026-11-23',
  ],
  [
    'a title that stands in the text alone',
    CHAPTER,
    (text) => `${text.replace(/^title: .*\n/m, '')}\ntitle: no title\n`,
    '1:1: front matter, title: ',
  ],
  [
    'a region that is never closed',
    CODE,
    add('// #region open'),
    'N:1: this region is never closed: add // #endregion',
  ],
  [
    'a term without a text',
    TERM,
    (text) => text.slice(0, text.indexOf('---', 3) + 4),
    '1:1: it has no text',
  ],
  [
    'a missing image',
    CHAPTER,
    add('![a queue](./queue.png)'),
    'N:1: there is no file content/part-3-task-loop/queue.png',
  ],
  [
    'a missing image with a bare name',
    CHAPTER,
    add('![a queue](queue.png)'),
    'N:1: there is no file content/part-3-task-loop/queue.png',
  ],
  [
    'a missing import',
    CHAPTER,
    add("import Clock from '../../src/components/Clock.astro';"),
    'N:1: there is no file src/components/Clock.astro',
  ],
  [
    'a missing field of the front matter',
    CHAPTER,
    replace('description: ', 'descripton: '),
    '1:1: front matter, description: ',
  ],
  [
    'an unknown field of the front matter',
    CHAPTER,
    replace('description: ', 'descripton: '),
    '3:1: front matter, descripton: ',
  ],
  [
    'a field of the wrong type',
    CHAPTER,
    replace('chapter: 1', 'chapter: one'),
    '4:1: front matter, chapter: ',
  ],
  [
    'a title that is too long',
    CHAPTER,
    replace('title: ', `title: ${'long '.repeat(20)}`),
    '2:1: front matter, title: ',
  ],
  [
    'front matter that is no YAML',
    CHAPTER,
    replace('title: ', 'title: x: '),
    '2:9: bad indentation',
  ],
  [
    'a term of a chapter that is not there',
    TERM,
    replace('chapter: ', 'chapter: part-9/'),
    'C:1: there is no chapter part-9/',
  ],
  ['a term without its name', TERM, replace('term: ', 'name: '), '1:1: front matter, term: '],
  [
    'a number that another chapter has',
    'content/part-3-task-loop/again.mdx',
    () => DRAFT.replace('99', '1'),
    '4:1: content/part-3-task-loop/a-queue-of-callbacks.mdx is chapter 1 of part-3-task-loop, too: count up those from there on',
  ],
  [
    'an address that another chapter has',
    'content/part-3-task-loop/a-queue-of-callbacks/index.mdx',
    () => DRAFT,
    '1:1: content/part-3-task-loop/a-queue-of-callbacks.mdx has this address already',
  ],
  [
    'an address that another chapter has, in other letters',
    'content/part-3-task-loop/A Queue of Callbacks.mdx',
    () => DRAFT,
    'has this address already, /part-3-task-loop/a-queue-of-callbacks/: rename one',
  ],
  [
    'an old address at which there is a page',
    CHAPTER,
    replace('chapter: 1', 'was: [glossary]\nchapter: 1'),
    '4:1: front matter, was: /glossary/ is a page of the book now',
  ],
  [
    'an old address that another chapter had',
    'content/part-3-task-loop/again.mdx',
    () => DRAFT.replace('chapter:', 'was: [beyond/old, beyond/old]\nchapter:'),
    '4:1: front matter, was: content/part-3-task-loop/again.mdx was at /beyond/old/, too',
  ],
  [
    'an old address that is none',
    CHAPTER,
    replace('chapter: 1', 'was: [/glossary/]\nchapter: 1'),
    '4:1: front matter, was: was.0: an address has small letters',
  ],
  ['code that does not parse', CODE, add('export const x = ;'), 'N:18: Unexpected token'],
  [
    'a region named twice',
    CODE,
    add('// #region twice\n// #endregion\n// #region twice\n// #endregion'),
    'O:1: line N begins a region twice already: name this one otherwise',
  ],
])('%s', (_, file, change, expected) => {
  const path = join(copy, file);
  let before: string | undefined;
  try {
    before = readFileSync(path, 'utf8');
  } catch {
    before = undefined; // a new file
  }
  const after = change(before ?? '');
  expect(after).not.toBe(before);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, after);
  try {
    const end = (before ?? '').split('\n').length + 1;
    const places: Record<string, number> = {
      N: end,
      M: end + 2,
      O: end + 2,
      T: end + 1,
      Q: end + 3,
      R: end + 4,
      S: end + 5,
      P: after.split('\n').findIndex((line) => line.startsWith('published:')) + 1,
      C: after.split('\n').findIndex((line) => line.startsWith('chapter:')) + 1,
    };
    const wanted = expected
      .replace(/^[NMOCPQRST](?=:)/, (letter) => String(places[letter]))
      .replace('line N ', `line ${end} `);
    const slips = proofread(copy).map(told);
    expect(slips.join('\n')).toContain(/^\d/.test(wanted) ? `${file}:${wanted}` : wanted);
  } finally {
    if (before === undefined) rmSync(path);
    else writeFileSync(path, before);
  }
});

test.each([
  ['a term', TERM, add('See <https://book.example>, `a<b>`, Array<string> and { x }.')],
  ['what is left out', 'content/part-3-task-loop/_note.mdx', () => 'A <Nope /> draft'],
  [
    'links that lead somewhere',
    CHAPTER,
    add(
      '[a](../guards/) [b](../../lab/part-1-generators/) [c](mailto:a@book.example) [d](https://book.example/#x) <a href="../../fork/">e</a>',
    ),
  ],
  ['components in code', CHAPTER, add('`<Nope />`\n\n```mdx\n<Nope />\n```\n\n{/* <Nope /> */}')],
])('nothing is wrong with %s', (_, file, change) => {
  const path = join(copy, file);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  writeFileSync(path, change(before ?? ''));
  try {
    expect(proofread(copy).map(told)).toEqual([]);
  } finally {
    if (before === undefined) rmSync(path);
    else writeFileSync(path, before);
  }
});

test('a timeline without its trace', () => {
  const trace = 'content/traces/part-3-task-loop/two-tasks.jsonl';
  rmSync(join(copy, trace));
  expect(proofread(copy).map(told).join('\n')).toMatch(
    new RegExp(
      `^content/\\S+\\.mdx:\\d+:1: <Program> has a timeline, and ${trace} is missing`,
      'm',
    ),
  );
});
