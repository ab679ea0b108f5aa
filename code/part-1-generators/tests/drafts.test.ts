import { expect, test } from 'vitest';
import {
  SecondContextManager,
  secondWith,
} from '../src/drafts/second-context-manager.ts';
import { FirstContextManager, firstWith } from '../src/drafts/first-context-manager.ts';
import { RowReader } from '../src/drafts/row-reader.ts';
import { firstRoundRobin } from '../src/drafts/first-round-robin.ts';
import {
  contextManager,
  fetchRows,
  PagedTable,
  roundRobin,
  withContext,
} from '../src/index.ts';

/** Runs a body inside a generator in the way that is to be judged. */
type With = <R>(generator: Generator<unknown, unknown, undefined>, body: () => R) => R;

const first: With = (generator, body) =>
  firstWith(new FirstContextManager(generator), body);
const second: With = (generator, body) =>
  secondWith(new SecondContextManager(generator), body);
const finished: With = (generator, body) =>
  withContext(contextManager(() => generator)(), body)!;

const fail = (): never => {
  throw new Error('disk full');
};

test('all of them open, call the body, close, and return what it returned', () => {
  const order = (use: With) => {
    const seen: string[] = [];
    const file = (function* () {
      seen.push('open');
      yield;
      seen.push('close');
    })();
    const result = use(file, () => {
      seen.push('body');
      return 42;
    });
    return [...seen, result];
  };
  const good = ['open', 'body', 'close', 42];
  expect([first, second, finished].map(order)).toEqual([good, good, good]);
});

test('the first one does not close if the body throws; the finished one does', () => {
  const closes = (use: With) => {
    let closed = false;
    const file = (function* () {
      try {
        yield;
      } finally {
        closed = true;
      }
    })();
    expect(() => use(file, fail)).toThrow('disk full');
    return closed;
  };
  expect([first, second, finished].map(closes)).toEqual([false, true, true]);
});

test('of a swallowed error, the second one lets the end of the iteration out', () => {
  const result = (use: With) => {
    const ignoreErrors = (function* () {
      try {
        yield;
      } catch {}
    })();
    return use(ignoreErrors, fail);
  };
  expect([second, finished].map(result)).toEqual([
    { value: undefined, done: true },
    undefined,
  ]);
});

test('drafts enter a generator that never yields; the finished one refuses', () => {
  const bodyRuns = (use: With) => {
    let ran = false;
    try {
      use((function* (): Generator<number> {})(), () => (ran = true));
    } catch (error) {
      expect(error).toMatchObject({ name: 'ContextManagerError' });
    }
    return ran;
  };
  expect([first, second, finished].map(bodyRuns)).toEqual([true, true, false]);
});

test('RowReader reads all pages where one row is enough; fetchRows reads one', () => {
  const pushed = new PagedTable('abcdef', 2);
  let first: string | undefined;
  new RowReader(
    pushed,
    (row) => (first ??= row),
    () => {},
  ).read();
  const pulled = new PagedTable('abcdef', 2);
  expect([first, fetchRows(pulled).next().value]).toEqual(['a', 'a']);
  expect([pushed.pagesRead, pulled.pagesRead]).toEqual([4, 1]);
});

test('RowReader calls back with every row in order, then with the end', () => {
  let seen = '';
  new RowReader(
    new PagedTable('abcde', 2),
    (row) => (seen += row),
    () => (seen += '.'),
  ).read();
  expect(seen).toBe('abcde.');
});

test('the first round robin costs a neighbour its turn; the finished one does not', () => {
  const order = (takeTurns: (...generators: Generator[]) => unknown) => {
    const seen: string[] = [];
    function* count(name: string, steps: number) {
      for (let step = 0; step < steps; step++) {
        seen.push(name + step);
        yield;
      }
    }
    takeTurns(count('A', 1), count('B', 2), count('C', 2));
    return seen.join(' ');
  };
  expect(order(firstRoundRobin)).toBe('A0 B0 C0 C1 B1');
  expect(order(roundRobin)).toBe('A0 B0 C0 B1 C1');
});
