// The door lets in what keeps its schema, refuses the rest, and is hurt by nothing.
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Door } from '../../src/door/door.ts';
import { amount, count, dictionary, list, ordinal, text } from '../../src/door/shapes.ts';

const Point = v.object({ x: v.number(), y: v.exactOptional(v.number()) });

test('what keeps the schema comes in as a copy, without what the schema does not name', () => {
  const door = new Door();
  const given = { x: 1, html: '<script>' };
  const point = door.admit(Point, given);
  expect(point).toEqual({ x: 1 });
  expect(point).not.toBe(given);
  expect(door.refused).toBe(0);
});

test('what breaks it is refused, and counted', () => {
  const door = new Door();
  for (const wrong of [undefined, null, 7, 'x', [], {}, { x: '1' }, { x: 1, y: undefined }])
    expect(door.admit(Point, wrong)).toBeUndefined();
  expect(door.refused).toBe(8);
});

test('of a list those are admitted that keep the schema; gaps are none of them', () => {
  const door = new Door();
  // oxlint-disable-next-line no-sparse-arrays
  expect(door.admitEach(Point, [{ x: 1 }, , 'no', { x: 2 }], 10)).toEqual([{ x: 1 }, { x: 2 }]);
  expect(door.refused).toBe(2);
  expect(door.admitEach(Point, { length: 1, 0: { x: 1 } }, 10)).toEqual([]);
  expect(door.refused).toBe(3);
});

test('an array that claims to be endless costs nothing', () => {
  const endless: unknown[] = [];
  endless.length = 2 ** 32 - 1;
  const door = new Door();
  const began = performance.now();
  expect(door.admitEach(Point, endless, 1_000)).toEqual([]);
  expect(door.admit(list(Point, 1_000), endless)).toBeUndefined();
  expect(door.admit(v.object({ all: list(Point, 1_000) }), { all: endless })).toBeUndefined();
  expect(door.refused).toBe(3);
  // an array of anything would be walked to its end
  expect(v.is(list(v.unknown(), 1_000), new Array(1_001))).toBe(false);
  expect(performance.now() - began).toBeLessThan(1_000);
});

test('JSON: what is none is refused, and what was never kept is not', () => {
  const door = new Door();
  expect(door.admitJson(Point, '{"x":1}')).toEqual({ x: 1 });
  expect(door.admitJson(Point, null)).toBeUndefined();
  expect(door.refused).toBe(0);
  for (const wrong of ['', '{', 'null', '"x"', '[1]'])
    expect(door.admitJson(Point, wrong)).toBeUndefined();
  expect(door.refused).toBe(5);
});

test('numbers are what they are said to be', () => {
  for (const wrong of [-1, 0.5, NaN, Infinity, 2 ** 53, '1', null])
    expect(v.is(count, wrong), String(wrong)).toBe(false);
  expect(v.is(count, 0)).toBe(true);
  expect(v.is(ordinal, 0)).toBe(false);
  for (const wrong of [-0.1, NaN, Infinity]) expect(v.is(amount, wrong), String(wrong)).toBe(false);
});

test('strings have a bound', () => {
  expect(v.is(text(3), 'abc')).toBe(true);
  expect(v.is(text(3), 'abcd')).toBe(false);
  expect(v.is(text(3), Object('abc'))).toBe(false);
});

test('a dictionary keeps every name, and has no prototype that one could hit', () => {
  const door = new Door();
  const files = JSON.parse('{"__proto__":"a","constructor":"b","toString":"c","src/x.ts":"d"}');
  const copy = door.admit(dictionary(text(10), 10), files)!;
  expect(Object.entries(copy)).toEqual(Object.entries(files));
  expect(Object.getPrototypeOf(copy)).toBeNull();
  expect(copy.hasOwnProperty).toBeUndefined();
  for (const wrong of [{ a: 1 }, ['a'], null, 'a', { ['x'.repeat(2_000)]: 'a' }])
    expect(door.admit(dictionary(text(10), 10), wrong)).toBeUndefined();
  expect(door.admit(dictionary(text(10), 3), files)).toBeUndefined();
});

test('whatever comes, the door never throws, and nothing it lets in reaches a prototype', () => {
  const files = dictionary(text(100), 50);
  const value = fc.anything({
    withNullPrototype: true,
    withSparseArray: true,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    key: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'x', 'y')),
  });
  fc.assert(
    fc.property(value, (anything) => {
      const door = new Door();
      for (const schema of [Point, files, list(Point, 3), text(3)]) door.admit(schema, anything);
      door.admitEach(Point, anything, 10);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    }),
    { numRuns: 500 },
  );
});
