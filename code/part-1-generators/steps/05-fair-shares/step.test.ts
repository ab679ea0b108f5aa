import { expect, test } from 'vitest';
import { roundRobin } from '../../src/index.ts';
import { stepsInto } from '../kit.ts';

test('generators take turns, one step each', () => {
  const seen: string[] = [];
  const work = stepsInto(seen);
  roundRobin(work('A', 2), work('B', 2), work('C', 2));
  expect(seen).toEqual(['A1', 'B1', 'C1', 'A2', 'B2', 'C2']);
});

test('one that has ended drops out, and none of the others loses its turn', () => {
  const seen: string[] = [];
  const work = stepsInto(seen);
  roundRobin(work('A', 1), work('B', 3), work('C', 0), work('D', 2));
  expect(seen).toEqual(['A1', 'B1', 'D1', 'B2', 'D2', 'B3']);
});

test('it goes on until the last one has ended', () => {
  const seen: string[] = [];
  const work = stepsInto(seen);
  roundRobin(work('A', 0), work('B', 1), work('C', 4));
  expect(seen).toEqual(['B1', 'C1', 'C2', 'C3', 'C4']);
});

test('a generator that has begun goes on from where it is', () => {
  const seen: string[] = [];
  const begun = stepsInto(seen)('A', 2);
  begun.next();
  roundRobin(begun);
  expect(seen).toEqual(['A1', 'A2']);
});

test('what is yielded does not matter, and nothing is sent in', () => {
  const got: unknown[] = [];
  function* listen() {
    got.push(yield false);
    got.push(yield 'text');
  }
  roundRobin(listen());
  expect(got).toEqual([undefined, undefined]);
});

test('without generators there is nothing to do', () => {
  const seen: string[] = [];
  roundRobin();
  roundRobin(stepsInto(seen)('A', 0));
  expect(seen).toEqual([]);
});
