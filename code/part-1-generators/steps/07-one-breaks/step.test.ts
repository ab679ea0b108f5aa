import { expect, test } from 'vitest';
import { roundRobin } from '../../src/index.ts';
import { outcome } from '../kit.ts';

const error = new RangeError('broken');

function* failsAfter(steps: number): Generator<void, never, undefined> {
  for (let step = 0; step < steps; step++) yield;
  throw error;
}

/** Writes down how it ends. */
function* closing(name: string, seen: string[], steps = 100) {
  try {
    for (let step = 0; step < steps; step++) yield;
    seen.push(`${name} came to its end`);
  } catch {
    seen.push(`${name} caught an error`);
  } finally {
    seen.push(`${name} cleaned up`);
  }
}

test('if one throws, the others are closed, before it and after it', () => {
  const seen: string[] = [];
  outcome(() => roundRobin(closing('A', seen), failsAfter(1), closing('B', seen)));
  expect(seen.sort()).toEqual(['A cleaned up', 'B cleaned up']);
});

test('the error comes out as it is', () => {
  expect(outcome(() => roundRobin(closing('A', []), failsAfter(2)))).toEqual({
    thrown: error,
  });
});

test('one that has ended is left alone', () => {
  const seen: string[] = [];
  outcome(() => roundRobin(closing('A', seen, 1), failsAfter(3), closing('B', seen)));
  expect(seen).toEqual(['A came to its end', 'A cleaned up', 'B cleaned up']);
});

test('one that has not begun never begins', () => {
  const seen: string[] = [];
  const late = closing('late', seen);
  outcome(() => roundRobin(failsAfter(0), late));
  expect([seen, late.next().done]).toEqual([[], true]);
});

test('where none throws, all come to their end', () => {
  const seen: string[] = [];
  roundRobin(closing('A', seen, 1), closing('B', seen, 2));
  expect(seen).toEqual([
    'A came to its end',
    'A cleaned up',
    'B came to its end',
    'B cleaned up',
  ]);
});
