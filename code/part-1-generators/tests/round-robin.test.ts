import { expect, expectTypeOf, test } from 'vitest';
import { roundRobin } from '../src/index.ts';

function counter(seen: string[]) {
  return function* (name: string, steps: number) {
    try {
      for (let step = 0; step < steps; step++) {
        seen.push(name + step);
        yield;
      }
      return name.toLowerCase();
    } finally {
      seen.push(`${name} ended`);
    }
  };
}

test('generators take turns, in the order in which they were given', () => {
  const seen: string[] = [];
  const count = counter(seen);
  roundRobin(count('A', 2), count('B', 2), count('C', 2));
  expect(seen.slice(0, 6)).toEqual(['A0', 'B0', 'C0', 'A1', 'B1', 'C1']);
});

test('those that have ended drop out, the others go on', () => {
  const seen: string[] = [];
  const count = counter(seen);
  roundRobin(count('A', 1), count('B', 3), count('C', 0));
  expect(seen.join()).toBe('A0,B0,C ended,A ended,B1,B2,B ended');
});

test('the return values come in order, whoever ends first', () => {
  const count = counter([]);
  expect(roundRobin(count('A', 3), count('B', 0), count('C', 1))).toEqual([
    'a',
    'b',
    'c',
  ]);
});

test('each return value has its own type', () => {
  function* one() {
    yield;
    return 1;
  }
  function* word(): Generator<boolean, string, undefined> {
    return 'one';
  }
  const results = roundRobin(one(), word());
  expectTypeOf(results).toEqualTypeOf<[number, string]>();
  expect(results).toEqual([1, 'one']);
  const some = [one()];
  expectTypeOf(roundRobin(...some)).toEqualTypeOf<number[]>();
});

test('a generator that has to be sent something is refused by the types', () => {
  function* echo(): Generator<void, number, number> {
    return yield;
  }
  // @ts-expect-error roundRobin sends nothing
  expect(roundRobin(echo())).toEqual([undefined]);
});

test('no generators, no results', () => {
  expect(roundRobin()).toEqual([]);
});

test('a generator that returns nothing has undefined for a result', () => {
  function* nothing() {}
  expect(roundRobin(nothing(), nothing())).toEqual([undefined, undefined]);
});

test('what is yielded is dropped, and nothing is sent in', () => {
  const got: unknown[] = [];
  function* listen() {
    got.push(yield 'dropped');
  }
  roundRobin(listen());
  expect(got).toEqual([undefined]);
});

test('a generator that has begun goes on from where it is', () => {
  const seen: string[] = [];
  const started = counter(seen)('A', 2);
  started.next();
  roundRobin(started);
  expect(seen).toEqual(['A0', 'A1', 'A ended']);
});

test('an error comes out, and the others are closed', () => {
  const seen: string[] = [];
  const count = counter(seen);
  const error = new Error('broken');
  function* fail() {
    yield;
    throw error;
  }
  expect(() => roundRobin(count('A', 9), fail(), count('B', 9))).toThrow(error);
  expect(seen).toEqual(['A0', 'B0', 'A1', 'A ended', 'B ended']);
});
