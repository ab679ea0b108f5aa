import { expect, test } from 'vitest';
import * as library from '../src/index.ts';

test('every error says its own name, and what it was told', () => {
  const errors = Object.entries(library).filter(([name]) => /Error$|^Stop/.test(name));
  expect(errors.length).toBe(9);
  for (const [name, Kind] of errors) {
    const error = new (Kind as typeof Error)('why');
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe(`${name}: why`);
  }
});
