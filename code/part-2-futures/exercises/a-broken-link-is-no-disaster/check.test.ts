import { expect, test } from 'vitest';
import { Future, Task } from '../../src/index.ts';
import { check } from './exercise.ts';

/** A site whose server answers when it is told to. */
function site(pages: Record<string, string[] | Error>) {
  const asked: string[] = [];
  const open = new Map<string, Future<string[]>>();
  const lines: string[] = [];
  const ask = (path: string): Future<string[]> => {
    asked.push(path);
    const future = new Future<string[]>();
    open.set(path, future);
    return future;
  };
  const answer = (path: string): void => {
    const page = pages[path] ?? new Error('missing');
    const future = open.get(path)!;
    if (page instanceof Error) future.setException(page);
    else future.setResult(page);
  };
  const checking = new Task(check(ask, '/', (line) => lines.push(line)));
  return { asked, lines, answer, checking };
}

test('all pages are asked for, those of one page at the same time', () => {
  const { asked, answer, checking, lines } = site({
    '/': ['/a', '/b'],
    '/a': [],
    '/b': [],
  });
  answer('/');
  expect(asked).toEqual(['/', '/a', '/b']);
  answer('/b');
  expect(checking.done()).toBe(false);
  answer('/a');
  expect([checking.done(), checking.exception(0), lines]).toEqual([
    true,
    undefined,
    [],
  ]);
});

test('a page that cannot be fetched is reported, and the check is no failure', () => {
  const { answer, checking, lines } = site({ '/': ['/a'], '/a': new Error('on fire') });
  answer('/');
  answer('/a');
  expect(lines).toEqual(['/a: on fire']);
  expect(checking.exception(0)).toBeUndefined();
});

test('the others are checked all the same, whichever fails first', () => {
  const pages = { '/': ['/a', '/b', '/c'], '/b': ['/d'] };
  const { answer, checking, lines, asked } = site(pages);
  answer('/');
  for (const path of ['/a', '/b', '/d', '/c']) {
    expect(checking.done()).toBe(false);
    answer(path);
  }
  expect(asked).toEqual(['/', '/a', '/b', '/c', '/d']);
  expect(lines).toEqual(['/a: missing', '/d: missing', '/c: missing']);
  expect(checking.exception(0)).toBeUndefined();
});

test('even the first page may fail', () => {
  const { answer, checking, lines } = site({});
  answer('/');
  expect([lines, checking.exception(0)]).toEqual([['/: missing'], undefined]);
});

test('each path is asked for and reported once', () => {
  const { answer, asked, lines } = site({ '/': ['/a', '/b'], '/b': ['/a', '/'] });
  answer('/');
  answer('/b');
  answer('/a');
  expect([asked, lines]).toEqual([['/', '/a', '/b'], ['/a: missing']]);
});

test('an error of another kind is not taken for a page that is missing', () => {
  const failing = (): never => {
    throw new Error('no paper');
  };
  const future = new Future<string[]>();
  const inner = new Future<string[]>();
  const ask = (path: string): Future<string[]> => (path === '/' ? future : inner);
  const checking = new Task(check(ask, '/', failing));
  future.setResult(['/a']);
  inner.setException(new Error('missing'));
  expect(() => checking.result(0)).toThrow('no paper');
});
