import { expect, test } from 'vitest';
import { contextManager, withContext } from '../../src/index.ts';
import { outcome } from '../kit.ts';

/** Makes managers that write down what happens to them. */
function files(seen: unknown[]) {
  return contextManager(function* (name: string) {
    seen.push(`open ${name}`);
    try {
      yield;
      seen.push('all went well');
    } catch (error) {
      seen.push(error);
      throw error;
    } finally {
      seen.push(`close ${name}`);
    }
  });
}
const error = new RangeError('broken');
const fails = (thrown: unknown) => (): never => {
  throw thrown;
};

test('when the body throws, the generator sees the error at its yield and cleans up', () => {
  const seen: unknown[] = [];
  outcome(() => withContext(files(seen)('notes'), fails(error)));
  expect(seen).toEqual(['open notes', error, 'close notes']);
});

test('and the error comes out', () => {
  expect(outcome(() => withContext(files([])('notes'), fails(error)))).toEqual({
    thrown: error,
  });
});

test('whatever is thrown', () => {
  for (const thrown of [undefined, null, 0, '', false]) {
    const seen: unknown[] = [];
    const result = outcome(() => withContext(files(seen)('a'), fails(thrown)));
    expect([result, ...seen]).toEqual([{ thrown }, 'open a', thrown, 'close a']);
  }
});

test('when the body throws nothing, neither does the generator', () => {
  const seen: unknown[] = [];
  expect(withContext(files(seen)('a'), () => error)).toBe(error);
  expect(seen).toEqual(['open a', 'all went well', 'close a']);
});

test('managers inside of each other are left from the inner to the outer', () => {
  const seen: unknown[] = [];
  const open = files(seen);
  const inner = (): unknown => withContext(open('b'), fails('text'));
  outcome(() => withContext(open('a'), inner));
  expect(seen).toEqual(['open a', 'open b', 'text', 'close b', 'text', 'close a']);
});

test('an error of the generator comes out in the place of that of the body', () => {
  const other = new Error('instead');
  const translate = contextManager(function* () {
    try {
      yield;
    } catch {
      throw other;
    }
  });
  expect(outcome(() => withContext(translate(), fails(error)))).toEqual({
    thrown: other,
  });
});
