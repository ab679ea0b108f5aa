import { expect, test } from 'vitest';
import { runAll, type Asking } from './exercise.ts';

/** A server that answers when it is told to. */
function server() {
  const asked: string[] = [];
  const open = new Map<string, (page: string) => void>();
  return {
    asked,
    underWay: () => open.size,
    fetchPage: (path: string, onPage: (page: string) => void) => {
      asked.push(path);
      open.set(path, onPage);
    },
    answer: (path: string) => {
      const onPage = open.get(path)!;
      open.delete(path);
      onPage(`page ${path}`);
    },
  };
}

function* asks(...paths: string[]): Asking<string> {
  const pages: string[] = [];
  for (const path of paths) pages.push(yield path);
  return pages.join(', ');
}

test('each generator gets its own pages, and the results are in order', () => {
  const { fetchPage, answer } = server();
  const ends: string[][] = [];
  runAll([asks('a', 'b'), asks('c')], 9, fetchPage, (results) => ends.push(results));
  for (const path of ['c', 'a', 'b']) answer(path);
  expect(ends).toEqual([['page a, page b', 'page c']]);
});

test('no more requests are under way than the limit allows', () => {
  const { asked, underWay, fetchPage, answer } = server();
  runAll([asks('a'), asks('b'), asks('c'), asks('d')], 2, fetchPage, () => {});
  expect(asked).toEqual(['a', 'b']);
  answer('b');
  expect(asked).toEqual(['a', 'b', 'c']);
  answer('a');
  answer('c');
  expect(asked).toEqual(['a', 'b', 'c', 'd']);
  expect(underWay()).toBe(1);
});

test('all that is allowed is used', () => {
  const { underWay, fetchPage, answer } = server();
  const many = Array.from({ length: 10 }, (_, i) => asks(`${i}`, `${i} again`));
  runAll(many, 3, fetchPage, () => {});
  for (let i = 0; i < 8; i++) {
    expect(underWay()).toBe(3);
    answer(`${i}`);
  }
});

test('the one that has waited longest asks next, not the one that was answered', () => {
  const { asked, fetchPage, answer } = server();
  runAll([asks('a', 'a again'), asks('b'), asks('c')], 1, fetchPage, () => {});
  answer('a');
  answer('b');
  expect(asked).toEqual(['a', 'b', 'c']);
  answer('c');
  expect(asked.at(-1)).toBe('a again');
});

test('onEnd is called when all have returned, and not when the last one has', () => {
  const { fetchPage, answer } = server();
  const ends: string[][] = [];
  runAll([asks('a'), asks('b')], 2, fetchPage, (results) => ends.push(results));
  answer('b');
  expect(ends).toEqual([]);
  answer('a');
  expect(ends).toEqual([['page a', 'page b']]);
});

test('generators that ask for nothing, and none at all', () => {
  const { fetchPage } = server();
  const ends: unknown[][] = [];
  runAll([], 2, fetchPage, (results) => ends.push(results));
  runAll([asks(), asks()], 1, fetchPage, (results) => ends.push(results));
  expect(ends).toEqual([[], ['', '']]);
});

test('a server that answers at once is no trouble', () => {
  const ends: unknown[][] = [];
  let underWay = 0;
  let most = 0;
  const fetchPage = (path: string, onPage: (page: string) => void) => {
    most = Math.max(most, ++underWay);
    underWay--;
    onPage(path);
  };
  runAll([asks('a', 'b'), asks('c')], 1, fetchPage, (results) => ends.push(results));
  expect(ends).toEqual([['a, b', 'c']]);
  expect(most).toBe(1);
});

test('a generator that returns undefined has returned', () => {
  function* nothing(): Asking<undefined> {
    yield 'a';
    return undefined;
  }
  const { fetchPage, answer } = server();
  const ends: unknown[][] = [];
  runAll<undefined>([nothing()], 1, fetchPage, (results) => ends.push(results));
  answer('a');
  expect(ends).toEqual([[undefined]]);
});
