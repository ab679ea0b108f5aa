// In a file of its own: `using` needs Node 24, or a browser of late 2025.
import { expect, test } from 'vitest';
import { contextManager } from '../src/index.ts';

/** A manager that notes what happens to it, and the notes. */
function openFile() {
  const seen: string[] = [];
  const open = contextManager(function* (name: string) {
    seen.push(`open ${name}`);
    try {
      yield name.length;
    } finally {
      seen.push(`close ${name}`);
    }
  });
  return { seen, open };
}

const ignoreErrors = contextManager(function* () {
  try {
    yield;
  } catch {}
});

test('`using` leaves at the end of the block', () => {
  const { seen, open } = openFile();
  {
    using manager = open('a');
    manager.enter();
    seen.push('body');
  }
  expect(seen).toEqual(['open a', 'body', 'close a']);
});

test('`using` leaves when the block throws, unable to see or suppress the error', () => {
  const { seen, open } = openFile();
  const error = new Error('disk full');
  expect(() => {
    using first = open('a');
    using second = ignoreErrors();
    first.enter();
    second.enter();
    throw error;
  }).toThrow(error);
  expect(seen).toEqual(['open a', 'close a']);
});

test('`using` does nothing if nobody entered', () => {
  const { seen, open } = openFile();
  {
    using manager = open('a');
    void manager;
  }
  expect(seen).toEqual([]);
});
