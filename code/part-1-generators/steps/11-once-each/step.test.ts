import { expect, test } from 'vitest';
import { ContextManagerError, contextManager, withContext } from '../../src/index.ts';
import { errorName, outcome } from '../kit.ts';

const plain = contextManager(function* () {
  yield;
});

test('a generator that ends without a yield is refused, and the body is not called', () => {
  const seen: string[] = [];
  const empty = contextManager(function* (): Generator<number> {});
  const use = (): unknown => withContext(empty(), () => seen.push('body'));
  expect(errorName(use)).toBe('ContextManagerError');
  expect(use).toThrow('without a yield');
  expect(seen).toEqual([]);
});

test('a generator that yields again is refused, and closed', () => {
  const seen: string[] = [];
  const twice = contextManager(function* () {
    try {
      yield 1;
      yield 2;
    } finally {
      seen.push('closed');
    }
  });
  const use = (): unknown => withContext(twice(), () => {});
  expect(use).toThrow(ContextManagerError);
  expect(seen).toEqual(['closed']);
  expect(use).toThrow('yielded again');
});

test('so is one that yields again after an error, which is the cause', () => {
  const seen: string[] = [];
  const cause = new Error('the disk is full');
  const retrying = contextManager(function* () {
    try {
      for (;;)
        try {
          yield;
        } catch {}
    } finally {
      seen.push('closed');
    }
  });
  const result = outcome(() =>
    withContext(retrying(), () => {
      throw cause;
    }),
  ) as { thrown?: Error };
  expect([result?.thrown?.name, result?.thrown?.cause === cause, ...seen]).toEqual([
    'ContextManagerError',
    true,
    'closed',
  ]);
});

test('a manager is entered once', () => {
  const manager = plain();
  manager.enter();
  expect(errorName(() => manager.enter())).toBe('ContextManagerError');
  expect(() => withContext(manager, () => {})).toThrow('entered');
});

test('also where entering has failed', () => {
  const failing = contextManager(function* (): Generator<number> {
    throw new RangeError('no such file');
  })();
  expect(() => failing.enter()).toThrow('no such file');
  const again = outcome(() => failing.enter()) as { thrown?: Error };
  expect(String(again.thrown)).toMatch(/^ContextManagerError: .*entered/);
});

test('it can be left only after it was entered', () => {
  const seen: string[] = [];
  const manager = contextManager(function* () {
    seen.push('in');
    yield;
    seen.push('out');
  })();
  expect(errorName(() => manager.exit())).toBe('ContextManagerError');
  expect(() => manager.exit(new Error('of a body'))).toThrow('before enter');
  expect(seen).toEqual([]);
  withContext(manager, () => {});
  expect(seen, 'a refusal changes nothing').toEqual(['in', 'out']);
});
