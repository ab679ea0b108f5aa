// The questions at the end of chapters: what a program in them prints is what the right answer says;
// what an author got wrong is told with its line; and which ones come again, and when.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { chapterOf, inQuestions, questionFiles } from '../../src/author/questions.ts';
import { told } from '../../src/author/slip.ts';
import { AuthorError } from '../../src/book/author-error.ts';
import { elementsIn, shows } from '../../src/book/mdx.ts';
import { readQuestions, type Question } from '../../src/book/question-file.ts';
import {
  comesAgain,
  DAY,
  fromElsewhere,
  fromLongAgo,
  looksAgainAt,
  inTurn,
  setOf,
  withAnswer,
  withReason,
  type Answered,
} from '../../src/components/questions/coming-again.ts';
import { readText } from '../../src/plain-text.ts';
import { paths } from '../paths.ts';
import { SHELL } from '../project.ts';
import { chapters } from './components.ts';

const FOLDER = 'content/questions/';
const written = questionFiles(paths(`${FOLDER}**/*.md`)).map((file) => ({
  chapter: chapterOf(file).slice('content/'.length, -'.mdx'.length),
  questions: readQuestions(readText(file), file),
}));

describe('what’s printed', () => {
  const programs = written.flatMap(({ chapter, questions }) =>
    questions.flatMap((question) =>
      question.program === undefined ? [] : [{ chapter, id: question.id, question }],
    ),
  );

  test('there are such questions', () => expect(programs.length).toBeGreaterThan(0));

  test.each(programs)('$chapter: $id', ({ chapter, question: { program, answers } }) => {
    const first = elementsIn(chapters.get(chapter)!).find((one) => shows(one) !== undefined);
    const [stage] = String(first?.attributes.of).split('/');
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--input-type=module-typescript', '--eval', program!],
      { cwd: `code/${stage}/programs`, encoding: 'utf8', timeout: 120_000, env: SHELL },
    );
    expect(status, stderr).toBe(0);
    const lines = stdout.split('\n').slice(0, -1);
    const saying = answers.filter(({ prints }) => prints.join('\n') === lines.join('\n'));
    expect(saying.map(({ text }) => text)).toEqual(
      answers.filter(({ isRight }) => isRight).map(({ text }) => text),
    );
  });
});

const GOOD = `## A title

Some words.

\`\`\`ts prints
console.log('one');
console.log(2);
\`\`\`

What’s
printed?

- [ ] \`one\`

  You stopped there.
- [x] \`one\`, then \`2\`
- [ ] Nothing

  You ran nothing.

### Why?

- [x] Both lines run.
- [ ] The first one does.

  Both do.
- [ ] None does.

  Both do.

So [it’s told](#a-section).
`;
const file = 'content/questions/a.md';
/** Three of them, the first one with a change. */
const three = (change: (text: string) => string = (text) => text): string =>
  [change(GOOD), GOOD.replace('A title', 'Another'), GOOD.replace('A title', 'The last')].join(
    '\n',
  );

test('a question is read with all its parts', () => {
  const [first] = readQuestions(three(), file);
  expect(first).toEqual({
    id: 'a-title',
    title: 'A title',
    line: 1,
    asked: [
      { kind: 'prose', markdown: 'Some words.' },
      { kind: 'code', language: 'ts', code: "console.log('one');\nconsole.log(2);" },
    ],
    question: 'What’s\nprinted?',
    answers: [
      {
        text: '`one`',
        isRight: false,
        told: [{ kind: 'prose', markdown: 'You stopped there.' }],
        prints: ['one'],
      },
      { text: '`one`, then `2`', isRight: true, told: [], prints: ['one', '2'] },
      {
        text: 'Nothing',
        isRight: false,
        told: [{ kind: 'prose', markdown: 'You ran nothing.' }],
        prints: [],
      },
    ],
    why: 'Why?',
    reasons: [
      expect.objectContaining({ text: 'Both lines run.', isRight: true }),
      expect.objectContaining({ isRight: false }),
      expect.objectContaining({ isRight: false }),
    ],
    so: [{ kind: 'prose', markdown: 'So [it’s told](#a-section).' }],
    sections: [{ id: 'a-section', line: 31 }],
    program: "console.log('one');\nconsole.log(2);",
  } satisfies Question);
});

test.each<[string, (text: string) => string, string]>([
  ['words before the first title', (text) => `Words.\n\n${text}`, '1:1: comes before the first'],
  [
    'no answers',
    (text) => text.replace(/- \[ \] `one`[^]*?(?=###)/, ''),
    '1:1: has no list of answers',
  ],
  ['no question', (text) => text.replace('What’s\nprinted?', ''), '12:1: the answers follow a par'],
  [
    'two right ones',
    (text) => text.replace('- [ ] `one`', '- [x] `one`'),
    '13:1: has 2 right items',
  ],
  ['none right', (text) => text.replace('[x] `one`', '[ ] `one`'), '16:1: is wrong, and readers'],
  [
    'nothing told',
    (text) => text.replace('\n\n  You stopped there.', ''),
    '13:1: is wrong, and read',
  ],
  [
    'two answers',
    (text) => text.replace(/- \[ \] Nothing[^]*?(?=###)/, ''),
    '13:1: has 2 items: there are 3 or 4',
  ],
  ['no box', (text) => text.replace('- [ ] Nothing', '- Nothing'), '17:1: is neither "- [ ]" nor'],
  [
    'the same twice',
    (text) => text.replace('- [ ] Nothing', '- [ ] `one`'),
    '17:1: is there twice',
  ],
  ['no reasons', (text) => text.replace('### Why?', ''), '1:1: has no reasons'],
  [
    'reasons twice',
    (text) => text.replace('So [', '### Why?\n\nSo ['),
    '31:1: asks for the reason a sec',
  ],
  [
    'two reasons',
    (text) => text.replace(/- \[ \] None[^]*?(?=So)/, '\n'),
    '23:1: has 2 items: there are 3',
  ],
  ['nothing said in the end', (text) => text.replace(/^So .*/m, ''), '1:1: doesn’t say what’s so'],
  [
    'no section',
    (text) => text.replace('](#a-section)', '](https://a.example)'),
    '31:1: links to no section',
  ],
  [
    'two programs',
    (text) => text.replace('Some words.', '```ts prints\n1\n```'),
    '7:1: a question is about',
  ],
  ['four questions', (text) => `${text}\n## More\n\n`, ''],
])('a slip is told with its line: %s', (_, change, expected) => {
  let said = '';
  try {
    readQuestions(three(change), file);
  } catch (error) {
    expect(error).toBeInstanceOf(AuthorError);
    said = (error as Error).message;
  }
  expect(said).toContain(expected === '' ? 'a chapter has 3 questions, and this file 4' : `${file}:${expected}`); // prettier-ignore
});

test('what’s wrong beyond one file is found: a chapter or a section that isn’t there, a title that is twice', () => {
  const asked = new Map<string, string>();
  const slips = (name: string, text: string, chapter?: string): string[] =>
    [...inQuestions(`${FOLDER}${name}.md`, text, chapter, asked)].map(told);
  const chapter = '## A section\n';
  expect(slips('a', three(), chapter)).toEqual([]);
  expect(
    slips(
      'b',
      three((text) => text.replace('A title', 'Its own')),
      chapter,
    ),
  ).toEqual([
    `${FOLDER}b.md:33:1: “Another” is a question of ${FOLDER}a.md already: give it another title`,
    `${FOLDER}b.md:65:1: “The last” is a question of ${FOLDER}a.md already: give it another title`,
  ]);
  expect(slips('gone', three())).toEqual([
    `${FOLDER}gone.md:1:1: there is no chapter content/gone.mdx`,
  ]);
  asked.clear();
  expect(slips('a', three(), '## Elsewhere\n')[0]).toBe(
    `${FOLDER}a.md:31:1: the chapter has no section #a-section; known: #elsewhere`,
  );
});

describe('what comes again', () => {
  const NOW = 1000 * DAY;
  const ago = (days: number, isRight: boolean, inARow = isRight ? 1 : 0): Answered => ({
    at: NOW - days * DAY,
    isRight,
    inARow,
    answer: 0,
    reason: 0,
  });
  const kept = (all: Record<string, Answered>) => new Map(Object.entries(all));

  test('a question is right if answer and reason are', () => {
    const right = withAnswer(undefined, 1, true, NOW);
    expect(right).toEqual({ at: NOW, isRight: undefined, inARow: 0, answer: 1 });
    expect(withReason(right, 2, true, NOW + 1)).toEqual({
      at: NOW + 1,
      isRight: true,
      inARow: 1,
      answer: 1,
      reason: 2,
    });
    expect(withReason(right, 2, false, NOW).isRight).toBe(false);
    const wrong = withAnswer(ago(8, true, 2), 1, false, NOW);
    expect(wrong).toEqual({ at: NOW, isRight: false, inARow: 0, answer: 1 });
  });

  test('one that was wrong stays so until answer and reason are right once', () => {
    const again = withAnswer(ago(1, false), 1, true, NOW);
    expect(again.isRight).toBe(false);
    expect(withReason(again, 0, true, NOW).isRight).toBe(true);
  });

  test('at its own chapter a wrong one is asked again from the next day on, a right one is not', () => {
    expect(comesAgain(ago(0.9, false), NOW)).toBe(false);
    expect(comesAgain(ago(1, false), NOW)).toBe(true);
    expect(comesAgain(ago(400, true), NOW)).toBe(false);
    expect(comesAgain(undefined, NOW)).toBe(false);
  });

  test('at another chapter the two wrong ones come that were answered first', () => {
    const all = kept({ a: ago(1, false), b: ago(3, false), c: ago(2, false), d: ago(9, true) });
    expect(fromElsewhere(all, [], ['a', 'b', 'c', 'd'])).toEqual(['b', 'c']);
    expect(fromElsewhere(all, ['b'], ['a', 'b', 'c', 'd'])).toEqual(['c', 'a']);
  });

  test('a mixed set has the wrong ones, then those from longest ago, then the others, and six in all', () => {
    const all = kept({ b: ago(1, true), c: ago(2, true), d: ago(0, false), e: withAnswer(undefined, 0, true, NOW) }); // prettier-ignore
    expect(setOf(all, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])).toEqual(['d', 'c', 'b', 'a', 'e', 'f']); // prettier-ignore
  });

  test('what hasn’t been answered comes from one chapter after the other', () => {
    expect(inTurn([['a', 'b', 'c'], ['d'], ['e', 'f']])).toEqual(['a', 'd', 'e', 'b', 'f', 'c']);
  });

  test.each([
    ['right once', 1, 1],
    ['right twice', 2, 7],
    ['right three times', 3, 30],
    ['right more often', 9, 30],
  ])(
    'on the start page one that was %s in a row comes again after so many days',
    (_, inARow, days) => {
      const on = (since: number) => fromLongAgo(kept({ a: ago(since, true, inARow) }), ['a'], NOW);
      expect(on(days - 0.1)).toBe(undefined);
      expect(on(days)).toBe('a');
    },
  );

  test('of those the oldest wrong one comes first, and one that was only begun never does', () => {
    const all = { a: ago(50, true, 3), b: ago(2, false), c: ago(3, false), d: ago(0.5, false) };
    const ids = ['a', 'b', 'c', 'd', 'e'];
    expect(fromLongAgo(kept(all), ids, NOW)).toBe('c');
    expect(fromLongAgo(kept({ a: all.a, d: all.d }), ids, NOW)).toBe('a');
    const begun = withAnswer(undefined, 0, true, NOW - 100 * DAY);
    expect(fromLongAgo(kept({ e: begun }), ids, NOW)).toBe(undefined);
    // one that the book doesn’t have any more
    expect(fromLongAgo(kept({ gone: ago(50, false) }), ids, NOW)).toBe(undefined);
  });

  test('the start page asks once a day at most, and looks when the next one is due', () => {
    const later = kept({ a: ago(0, true, 2) });
    expect(looksAgainAt(later, 0, NOW)).toBe(NOW + 7 * DAY);
    // a wrong one is due before what was due before
    expect(looksAgainAt(kept({ a: ago(0, false) }), NOW + 7 * DAY, NOW)).toBe(NOW + DAY);
    // it has asked a moment ago, though there are others
    expect(looksAgainAt(kept({ a: ago(50, false) }), NOW + DAY, NOW)).toBe(NOW + DAY);
  });
});
