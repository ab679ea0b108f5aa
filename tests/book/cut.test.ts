import { expect, test } from 'vitest';
import { cut } from '../../src/book/cut.ts';

const source = `import { a } from './a.ts';

/** A queue. */
export class Queue<T> {
  #items: T[] = [];

  // not about take

  /** Takes one. */
  take(): T | undefined {
    // #region inner
    return this.#items.shift();
    // #endregion
  }

  *[Symbol.iterator]() {}
}

export interface Shape {
  size: number;
}
export const one = 1,
  two = 2;
export default function main(): void {}
`;

test('a class with the comment above it', () => {
  const { code, line } = cut(source, 'q.ts', { symbol: 'Queue' });
  expect(line).toBe(3);
  expect(code).toMatch(/^\/\*\* A queue. \*\/\nexport class Queue<T> \{[^]*\n\}$/);
  expect(code).not.toContain('region');
});

test('a method, without the indentation of its class and without comments about something else', () => {
  expect(cut(source, 'q.ts', { symbol: 'Queue.take' })).toEqual({
    code: '/** Takes one. */\ntake(): T | undefined {\n  return this.#items.shift();\n}',
    line: 9,
  });
});

test.each([
  ['Queue.#items', '#items: T[] = [];'],
  ['Queue.[Symbol.iterator]', '*[Symbol.iterator]() {}'],
  ['Shape.size', 'size: number;'],
  ['two', 'export const one = 1,\n  two = 2;'],
  ['main', 'export default function main(): void {}'],
])('the symbol %s', (symbol, code) => {
  expect(cut(source, 'q.ts', { symbol }).code).toBe(code);
});

test.each([
  [
    'double',
    'export function double(a: string): string;\nexport function double(a: number): number;\nexport function double(a: any) {\n  return a + a;\n}',
  ],
  ['Box.of', 'of(a: string): string;\nof(a: number): number;\nof(a: any) {\n  return a;\n}'],
  ['Box.size', 'get size() {\n  return 1;\n}'],
])('overloads are shown with what they are overloads of: %s', (symbol, code) => {
  const overloaded = `export function double(a: string): string;
export function double(a: number): number;
export function double(a: any) {
  return a + a;
}
class Box {
  of(a: string): string;
  of(a: number): number;
  of(a: any) {
    return a;
  }
  get size() {
    return 1;
  }
  set size(_: number) {}
}
`;
  expect(cut(overloaded, 'o.ts', { symbol }).code).toBe(code);
});

test('a region', () => {
  expect(cut(source, 'q.ts', { region: 'inner' })).toEqual({
    code: 'return this.#items.shift();',
    line: 12,
  });
});

test('a whole file, without region marks', () => {
  expect(cut(source, 'q.ts', {})).toEqual({
    code: source.replace(/ *\/\/ #(end)?region.*\n/g, '').trimEnd(),
    line: 1,
  });
});

test('what does not exist is refused, with what does', () => {
  expect(() => cut(source, 'q.ts', { symbol: 'Queue.give' })).toThrow(
    'there is no symbol Queue.give in code/q.ts; known: Queue, Queue.#items, Queue.take, Queue.[Symbol.iterator], Shape, Shape.size, one, two, main',
  );
  expect(() => cut(source, 'q.ts', { region: 'outer' })).toThrow(
    'there is no region outer in code/q.ts; known: inner',
  );
  expect(() => cut('// #region a\n', 'q.ts', { region: 'a' })).toThrow(
    'code/q.ts:1 is never closed',
  );
  expect(() => cut(source, 'q.ts', { region: 'inner', symbol: 'Queue' })).toThrow('not both');
  expect(() => cut('const = 1', 'q.ts', { symbol: 'x' })).toThrow('code/q.ts cannot be parsed');
});
