import { expect, test } from 'vitest';
import * as library from '../src/index.ts';

/** These are made of more than a message. */
const OF_MORE = [
  'NetworkError',
  'IncompleteReadError',
  'LimitOverrunError',
  'HttpError',
];

test('every error says its own name, and what it was told', () => {
  const errors = Object.entries(library).filter(
    ([name]) => /Error$|^Stop|^Queue./.test(name) && !OF_MORE.includes(name),
  );
  expect(errors.length).toBe(13);
  for (const [name, Kind] of errors) {
    const error = new (Kind as typeof Error)('why');
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe(`${name}: why`);
  }
});
