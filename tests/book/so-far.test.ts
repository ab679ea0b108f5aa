// How far a reader is: counts that never pass what the book has, and what's next.
import { describe, expect, test } from 'vitest';
import type { Answered } from '../../src/components/questions/coming-again.ts';
import {
  ago,
  howFar,
  nextAfter,
  whereIs,
  withRead,
  type Book,
  type Done,
  type Thing,
} from '../../src/components/so-far/how-far.ts';

const DAY = 86_400_000;
const NOW = 1_700_000_000_000;
const thing = (id: string, was?: string[]): Thing => ({ id, ...(was && { was }), title: id, href: `/${id}/` }); // prettier-ignore
const done = (its: Partial<Record<'read' | 'solved' | 'built' | 'lent' | 'caught', string>> & { answered?: Record<string, Answered> } = {}): Done => ({
  read: new Set(its.read?.split(' ')),
  solved: new Set(its.solved?.split(' ')),
  built: new Set(its.built?.split(' ')),
  lent: new Set(its.lent?.split(' ')),
  caught: new Set(its.caught?.split(' ')),
  answered: new Map(Object.entries(its.answered ?? {})),
  now: NOW,
}); // prettier-ignore
const right = (days: number): Answered => ({ at: NOW - days * DAY, isRight: true, inARow: 1 });
const wrong = (days: number): Answered => ({ at: NOW - days * DAY, isRight: false, inARow: 0 });
const begun: Answered = { at: NOW, inARow: 0, answer: 1 };
const A_B_C = [thing('a', ['old-a', 'older-a']), thing('b'), thing('c')];

describe('how far', () => {
  test.each([
    ['nothing yet', 'chapters', done(), '0 of 3 read', 'a'],
    ['one', 'chapters', done({ read: 'a' }), '1 of 3 read', 'b'],
    ['not in order', 'chapters', done({ read: 'a c' }), '2 of 3 read', 'b'],
    ['all', 'chapters', done({ read: 'a b c' }), '✓ 3 of 3 read', undefined],
    ['by a name that it had', 'chapters', done({ read: 'older-a' }), '1 of 3 read', 'b'],
    ['by all of its names, once', 'chapters', done({ read: 'a old-a older-a' }), '1 of 3 read', 'b'],
    ['what the book hasn’t', 'chapters', done({ read: 'a gone also-gone' }), '1 of 3 read', 'b'],
    ['only what the book hasn’t', 'chapters', done({ read: 'x y z u v' }), '0 of 3 read', 'a'],
    ['exercises', 'exercises', done({ solved: 'b', read: 'a' }), '1 of 3 solved', 'a'],
    ['exercises that are gone', 'exercises', done({ solved: 'a b c d e' }), '✓ 3 of 3 solved', undefined],
    ['faults', 'faults', done({ caught: 'a gone' }), '1 of 3 caught', 'b'],
    ['steps', 'steps', done({ built: 'a' }), '1 of 3 built', 'b'],
    ['steps of the book’s come last', 'steps', done({ lent: 'a' }), '0 of 3 built, 1 taken from the book', 'b'],
    ['only those of the book are left', 'steps', done({ lent: 'a', built: 'b c' }), '2 of 3 built, 1 taken from the book', 'a'],
    ['a step on both lists is the reader’s', 'steps', done({ lent: 'a', built: 'a' }), '1 of 3 built', 'b'],
    ['a question', 'questions', done({ answered: { a: right(0) } }), '1 of 3 answered', 'b'],
    ['a question that was begun', 'questions', done({ answered: { a: begun } }), '0 of 3 answered', 'a'],
    ['one that was wrong today', 'questions', done({ answered: { a: wrong(0) } }), '1 of 3 answered', 'b'],
    ['one that comes again is next', 'questions', done({ answered: { a: right(0), b: wrong(2) } }), '2 of 3 answered, 1 comes again today', 'b'],
    ['all, and two come again', 'questions', done({ answered: { a: wrong(9), b: wrong(2), c: right(1) } }), '✓ 3 of 3 answered, 2 come again today', 'a'],
    ['one that’s gone comes no more', 'questions', done({ answered: { gone: wrong(9) } }), '0 of 3 answered', 'a'],
  ] as const)('%s', (_, kind, its, words, next) => {
    const found = howFar(kind, A_B_C, its);
    expect([found.words, found.next?.id]).toEqual([words, next]);
    expect(found.count).toBeLessThanOrEqual(found.of);
  }); // prettier-ignore
});

const chapter = (id: string, was: string[] = []) => ({
  ...thing(id, was),
  sections: { first: 'The first' },
});
const BOOK: Book = [
  { name: 'p', title: 'P', things: { chapters: [chapter('p/a', ['q/old']), chapter('p/b')], exercises: [], steps: [], faults: [], questions: [] } },
  { name: 'z', title: 'Z', things: { chapters: [chapter('z')], exercises: [], steps: [], faults: [], questions: [] } },
]; // prettier-ignore

test.each([
  ['p/b', 'p/b', undefined],
  ['p/b#first', 'p/b', 'The first'],
  ['q/old#first', 'p/a', 'The first'],
  ['p/b#renamed', 'p/b', undefined],
  ['p/b#constructor', 'p/b', undefined],
  ['p/gone#first', undefined, undefined],
  ['', undefined, undefined],
])('where %o is', (place, id, section) => {
  const found = whereIs(place, BOOK);
  expect([found.chapter?.id, found.section?.title]).toEqual([id, section]);
});

test.each([
  ['p/a', '', 'p/b'],
  ['p/a', 'p/b', 'z'],
  ['z', '', 'p/a'],
  ['z', 'p/a', 'p/b'],
  ['z', 'q/old', 'p/b'],
  ['p/a', 'p/b z', undefined],
  ['p/gone', '', 'p/a'],
  ['p/gone', 'p/a p/b z', undefined],
])('after %o, with %o read, comes %o', (place, read, next) => {
  expect(nextAfter(whereIs(place, BOOK).chapter, BOOK, done({ read }))?.id).toBe(next);
});

test.each([
  ['', true, 'a'],
  ['b', true, 'b a'],
  ['a b', true, 'b a'],
  ['old-a b', true, 'b a'],
  ['a b', false, 'b'],
  ['a old-a older-a b', false, 'b'],
  ['b', false, 'b'],
])('%o, and %o for a, is %o', (read, isRead, now) => {
  const before = new Set(read.split(' ').filter(Boolean));
  expect([...withRead(before, A_B_C[0]!, isRead)].join(' ')).toBe(now);
});

test.each([
  [NaN, undefined],
  [0, undefined],
  [NOW + DAY, 'just now'],
  [NOW, 'just now'],
  [NOW - 59_999, 'just now'],
  [NOW - 60_000, '1 minute ago'],
  [NOW - DAY / 24, '1 hour ago'],
  [NOW - DAY + 1, '23 hours ago'],
  [NOW - DAY, '1 day ago'],
  [NOW - 13.9 * DAY, '13 days ago'],
  [NOW - 14 * DAY, '2 weeks ago'],
  [NOW - 60 * DAY, '2 months ago'],
  [NOW - 365 * DAY, '1 year ago'],
])('%o is %o', (at, words) => expect(ago(at, NOW)).toBe(words));
