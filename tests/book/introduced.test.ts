// Where names lead: to the chapter that introduces them, which nobody keeps a list of.
import { describe, expect, test } from 'vitest';
import { asyncioMap } from '../../src/book/asyncio-map.ts';
import { Introductions, listingsIn, namesIn, type Text } from '../../src/book/introduced.ts';
import { readMdx } from '../../src/book/mdx.ts';
import { partWith } from '../../src/book/parts.ts';
import { parts } from '../../src/book/stages.ts';
import { chapters } from './components.ts';

const inOrder = [...chapters]
  .map(([id, mdx]) => ({ id, mdx, part: partWith(parts, id) }))
  .sort(
    (a, b) =>
      parts.indexOf(a.part) - parts.indexOf(b.part) ||
      Number(a.mdx.frontMatter.chapter) - Number(b.mdx.frontMatter.chapter),
  )
  .map(({ id, mdx, part }): Text => ({ id, mdx, isAside: part.stage === undefined }));
const book = new Introductions(inOrder);
const lead = (name: string, from?: string): string => {
  const { chapter, section } = book.of(name, from);
  return section === undefined ? chapter : `${chapter}#${section}`;
};

test.each([
  ['TaskLoop', 'part-3-task-loop/a-queue-of-callbacks'],
  ['callSoon', 'part-3-task-loop/a-queue-of-callbacks#your-turn'],
  ['runUntilComplete', 'part-3-task-loop/run-until-complete#out-in-two-lines'],
  ['result(timeoutMs)', 'part-2-futures/waiting-for-it#a-first-result'],
  ['callLater', 'part-4-the-world/later#ready-or-due'],
])('%s is introduced in %s', (name, place) => expect(lead(name)).toBe(place));

test('of two things with one name, a chapter means its own', () => {
  const [future, handle] = [
    'part-2-futures/a-result-that-is-not-there-yet',
    'part-3-task-loop/a-call-that-can-be-taken-back',
  ];
  expect(book.of('cancel').chapter).toBe(future);
  expect(book.of('cancel', handle).chapter).toBe(handle);
});

test.each([
  ['TaskLoop', 'close', 'part-3-task-loop/guards'], // a generator has one, too
  ['Future', 'cancel', 'part-2-futures/a-result-that-is-not-there-yet'],
  ['TaskLoop', 'callSoon', 'part-3-task-loop/a-queue-of-callbacks'],
])('of the things with one name, the map means that of its section: %s.%s', (owner, name, place) =>
  expect(book.of(name, book.of(owner).chapter, owner).chapter).toBe(place),
);

test('a name leads to the listing that shows it first, which says so by its id', () => {
  const { listing } = book.of('callSoon');
  expect(listing).toBe('listing-TaskLoop-callSoon');
  const chapter = inOrder.find(({ id }) => id === 'part-3-task-loop/a-queue-of-callbacks')!;
  const ids = [...listingsIn(chapter.mdx).values()];
  expect(ids).toContain(listing);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(
  [...chapters].flatMap(([id, { frontMatter }]) =>
    Object.keys((frontMatter.python as object | undefined) ?? {})
      .flatMap(namesIn)
      .map((name) => [name, id] as const),
  ),
)('%s in the margin of %s leads somewhere', (name, id) => {
  expect(chapters.has(book.of(name, id).chapter)).toBe(true);
});

test.each(
  asyncioMap
    .flatMap(({ rows }) => rows.flatMap(([ours]) => namesIn(ours)))
    .filter((name) => !name.startsWith('in ')),
)('%s on the map to asyncio leads somewhere', (name) => {
  expect(chapters.has(book.of(name).chapter)).toBe(true);
});

describe('in a book of three chapters', () => {
  const chapter = (id: string, text: string): Text => ({
    id,
    mdx: readMdx(text, id),
    isAside: id === 'ahead',
  });
  const small = new Introductions([
    chapter('ahead', '---\npython:\n  go: go\n---\n`stay`'),
    chapter(
      'one',
      '`Loop.go` is for later.\n\n```md\n## not a section\n```\n\n## Its end\n\n`stay`',
    ),
    chapter('two', '## Why\n\n<Snippet of="a.ts" symbol="Loop.go" />'),
  ]);

  test('what shows a name comes before what mentions it, and what looks ahead comes last', () => {
    expect(small.of('go')).toEqual({ chapter: 'two', section: 'why', listing: 'listing-Loop-go' });
    expect(small.of('stay')).toEqual({ chapter: 'one', section: 'its-end', listing: undefined });
    expect([small.by('ahead'), small.by('one'), small.by('two')]).toEqual([[], [], ['go']]);
  });

  test('what nobody introduces is a mistake', () => {
    expect(() => small.of('fly')).toThrow('no chapter shows or names fly');
  });
});
