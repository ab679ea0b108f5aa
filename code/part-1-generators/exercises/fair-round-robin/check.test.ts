import { expect, test } from 'vitest';
import { roundRobin } from './exercise.ts';

/** Runs generators that count as far as they are told, and notes who ran when. */
function run(lengths: Record<string, number>) {
  const seen: string[] = [];
  function* count(name: string, steps: number) {
    for (let step = 0; step < steps; step++) {
      seen.push(name + step);
      yield;
    }
    return `${name} made ${steps}`;
  }
  const generators = Object.entries(lengths).map(([name, steps]) => count(name, steps));
  return { results: roundRobin(...generators), order: seen.join(' ') };
}

test('three generators take turns', () => {
  expect(run({ A: 2, B: 2, C: 2 }).order).toBe('A0 B0 C0 A1 B1 C1');
});

test('five take turns too, and one has all to itself', () => {
  expect(run({ A: 2, B: 2, C: 2, D: 2, E: 2 }).order).toBe(
    'A0 B0 C0 D0 E0 A1 B1 C1 D1 E1',
  );
  expect(run({ A: 3 }).order).toBe('A0 A1 A2');
});

test('when one ends, nobody loses a turn or gets one more', () => {
  expect(run({ A: 1, B: 3, C: 2 }).order).toBe('A0 B0 C0 B1 C1 B2');
  expect(run({ A: 0, B: 0, C: 2, D: 1 }).order).toBe('C0 D0 C1');
});

test('the results come in the order of the generators, not of the finish', () => {
  expect(run({ A: 3, B: 1, C: 2 }).results).toEqual([
    'A made 3',
    'B made 1',
    'C made 2',
  ]);
});

test('no generators, no results', () => {
  expect(run({})).toEqual({ results: [], order: '' });
});

test('one that has ended is not asked again', () => {
  const asked: Record<string, number> = { short: 0, long: 0 };
  function* steps(length: number) {
    for (let step = 0; step < length; step++) yield;
  }
  const counted = (name: string, length: number) => {
    const generator = steps(length);
    const next = generator.next.bind(generator);
    generator.next = () => {
      asked[name]!++;
      return next();
    };
    return generator;
  };
  roundRobin(counted('short', 1), counted('long', 4));
  expect(asked).toEqual({ short: 2, long: 5 }); // the last one is told that it is done
});
