import { expect, test } from 'vitest';
import { withGenerator } from './exercise.ts';

/** A file that notes what happens to it, and the notes. */
function openFile() {
  const seen: unknown[] = [];
  function* open() {
    seen.push('open');
    try {
      yield 'notes';
    } catch (error) {
      seen.push(error);
      throw error;
    } finally {
      seen.push('close');
    }
  }
  return { seen, file: open() };
}

const thrownBy = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  return 'nothing was thrown';
};

test('opens, calls the body, closes, and returns what the body returned', () => {
  const { seen, file } = openFile();
  const result = withGenerator(file, (name) => {
    seen.push('body');
    return name.length;
  });
  expect(result).toBe(5);
  expect(seen).toEqual(['open', 'body', 'close']);
});

test('closes when the body throws, and the generator has seen the error', () => {
  const { seen, file } = openFile();
  const error = new Error('disk full');
  thrownBy(() =>
    withGenerator(file, () => {
      throw error;
    }),
  );
  expect(seen).toEqual(['open', error, 'close']);
});

test("the body's error comes out, the very same one", () => {
  const error = new Error('disk full');
  const use = () =>
    withGenerator(openFile().file, () => {
      throw error;
    });
  expect(thrownBy(use)).toBe(error);
});

test('an error that the generator catches does not come out', () => {
  let caught: unknown;
  function* ignoreErrors() {
    try {
      yield;
    } catch (error) {
      caught = error;
    }
  }
  const error = new Error('disk full');
  const result = withGenerator(ignoreErrors(), (): number => {
    throw error;
  });
  expect(result).toBeUndefined();
  expect(caught).toBe(error);
});

test("the generator's own error replaces the body's", () => {
  function* translate() {
    try {
      yield;
    } catch {
      throw new Error('cannot write');
    }
  }
  const use = () =>
    withGenerator(translate(), () => {
      throw new Error('disk full');
    });
  expect(use).toThrow('cannot write');
});

test('an error on closing is not thrown into the generator', () => {
  const seen: unknown[] = [];
  function* failing() {
    try {
      yield;
    } catch (error) {
      seen.push(error);
    }
    throw new Error('cannot close');
  }
  expect(() => withGenerator(failing(), () => {})).toThrow('cannot close');
  expect(seen).toEqual([]);
});

test('undefined can be thrown as well, and is an error', () => {
  const { seen, file } = openFile();
  thrownBy(() =>
    withGenerator(file, () => {
      throw undefined;
    }),
  );
  expect(seen).toEqual(['open', undefined, 'close']);
});
