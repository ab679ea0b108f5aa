import { expect, test } from 'vitest';
import { contextManager } from '../../src/index.ts';
import { outcome } from '../kit.ts';

/** Makes managers that write down what happens to them. */
function files(seen: string[]) {
  return contextManager(function* (name: string) {
    seen.push(`open ${name}`);
    try {
      yield;
      seen.push(`all went well with ${name}`);
    } finally {
      seen.push(`close ${name}`);
    }
  });
}

test('disposing of a manager leaves it, as after a good end', () => {
  const seen: string[] = [];
  const manager = files(seen)('a');
  manager.enter();
  manager[Symbol.dispose]();
  expect(seen).toEqual(['open a', 'all went well with a', 'close a']);
});

test('where it was not entered, nothing happens', () => {
  const seen: string[] = [];
  const manager = files(seen)('a');
  expect(outcome(() => manager[Symbol.dispose]())).toBeUndefined();
  manager.enter();
  expect(seen, 'and it can still be entered').toEqual(['open a']);
});

test('`using` leaves at the end of the block, the last one first', () => {
  const seen: string[] = [];
  const open = files(seen);
  {
    using first = open('a');
    using second = open('b');
    first.enter();
    second.enter();
    seen.push('body');
  }
  expect(seen.filter((line) => /^(body|close)/.test(line))).toEqual([
    'body',
    'close b',
    'close a',
  ]);
});

test('and also if the block throws, whose error comes out', () => {
  const seen: string[] = [];
  const error = new Error('broken');
  const block = (): void => {
    using manager = files(seen)('a');
    manager.enter();
    throw error;
  };
  expect(outcome(block)).toEqual({ thrown: error });
  expect(seen.at(-1)).toBe('close a');
});

test('one that was left before is not left again', () => {
  const seen: string[] = [];
  const manager = files(seen)('a');
  manager.enter();
  manager.exit();
  manager[Symbol.dispose]();
  expect(seen).toHaveLength(3);
});
