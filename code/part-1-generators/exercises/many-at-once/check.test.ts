import { expect, test } from 'vitest';
import { contextManager } from '../../src/index.ts';
import { withAll } from './exercise.ts';

/** Files that note what happens to them. */
function disk() {
  const seen: string[] = [];
  const open = contextManager(function* (name: string) {
    seen.push(`open ${name}`);
    try {
      yield name.toUpperCase();
    } catch (error) {
      seen.push(`${name} hears ${String(error)}`);
      throw error;
    } finally {
      seen.push(`close ${name}`);
    }
  });
  const broken = contextManager(function* (): Generator<string, void, undefined> {
    throw new Error('no such file');
  });
  const forgiving = contextManager(function* (): Generator<string, void, undefined> {
    try {
      yield 'F';
    } catch (error) {
      seen.push(`forgiven ${String(error)}`);
    }
  });
  const translating = contextManager(function* (): Generator<string, void, undefined> {
    try {
      yield 'T';
    } catch {
      throw new Error('cannot save');
    }
  });
  return { seen, open, broken, forgiving, translating };
}

const fail = (): never => {
  throw new Error('disk full');
};

test('enters in order, calls the body with all values, leaves in reverse', () => {
  const { seen, open } = disk();
  const result = withAll([open('a'), open('b'), open('c')], (values) => {
    seen.push(values.join(' '));
    return values.length;
  });
  expect(result).toBe(3);
  expect(seen).toEqual([
    'open a',
    'open b',
    'open c',
    'A B C',
    'close c',
    'close b',
    'close a',
  ]);
});

test('with no managers there is only the body', () => {
  expect(withAll([], (values) => values.length + 1)).toBe(1);
  expect(() => withAll([], fail)).toThrow('disk full');
});

test('if the body throws, each hears of it, the innermost first', () => {
  const { seen, open } = disk();
  expect(() => withAll([open('a'), open('b')], fail)).toThrow('disk full');
  expect(seen.slice(2)).toEqual([
    'b hears Error: disk full',
    'close b',
    'a hears Error: disk full',
    'close a',
  ]);
});

test('if one cannot be entered, those before it are left', () => {
  const { seen, open, broken } = disk();
  const use = () => withAll([open('a'), open('b'), broken(), open('d')], () => 'body');
  expect(use).toThrow('no such file');
  expect(seen).toEqual([
    'open a',
    'open b',
    'b hears Error: no such file',
    'close b',
    'a hears Error: no such file',
    'close a',
  ]);
});

test('an error that an inner one suppresses is not heard outside', () => {
  const { seen, open, forgiving } = disk();
  expect(withAll([open('a'), forgiving(), open('c')], fail)).toBeUndefined();
  expect(seen.slice(2)).toEqual([
    'c hears Error: disk full',
    'close c',
    'forgiven Error: disk full',
    'close a',
  ]);
});

test('an error that one puts in the place of another is heard outside', () => {
  const { seen, open, translating } = disk();
  expect(() => withAll([open('a'), translating()], fail)).toThrow('cannot save');
  expect(seen).toContain('a hears Error: cannot save');
});

test('if leaving one throws, those outside of it hear that', () => {
  const { seen, open } = disk();
  const stuck = contextManager(function* (): Generator<string, void, undefined> {
    yield 'S';
    throw new Error('stuck');
  });
  expect(() => withAll([open('a'), stuck(), open('c')], () => 1)).toThrow('stuck');
  expect(seen).toEqual([
    'open a',
    'open c',
    'close c',
    'a hears Error: stuck',
    'close a',
  ]);
});

test('a body may return undefined, or throw it', () => {
  const { seen, open } = disk();
  expect(withAll([open('a')], () => undefined)).toBeUndefined();
  expect(seen).toEqual(['open a', 'close a']);
  const throwUndefined = () => {
    throw undefined;
  };
  expect(() => withAll([open('b')], throwUndefined)).toThrow();
  expect(seen.slice(2)).toEqual(['open b', 'b hears undefined', 'close b']);
});
