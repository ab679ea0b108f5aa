// What is said of a search.
import { expect, test } from 'vitest';
import { answerOf, circleIn, lineIn, stepIn, waitsIn } from '../../src/orders/sentences.ts';

const NONE = { orders: 1680, same: 1680, pruned: 0, counts: {}, isComplete: true } as const;
const usual = { end: 'ended', lines: ['9'] } as const;

test.each([
  [{ ...NONE, usual: { ...usual, lines: [...usual.lines] } }, 'All 1,680 orders print the same.'],
  [
    { ...NONE, orders: 1 },
    'There’s only one order, because two things are never ready at the same time.',
  ],
  [
    { ...NONE, orders: 60, pruned: 54 },
    'Every order prints the same. We ran 60. The others only swap steps that have nothing to do with each other.',
  ],
  [
    { ...NONE, orders: 20_000, isComplete: false },
    'The first 20,000 orders print the same. There are more orders than we tried.',
  ],
  [
    {
      ...NONE,
      orders: 12,
      usual: { end: 'threw' as const, lines: [], error: 'RangeError: no bread' },
    },
    'All 12 orders end with the same error: RangeError: no bread.',
  ],
  [
    { ...NONE, orders: 12, counts: { order: 3, deadlock: 2 } },
    'In 2 of 12 orders each task that’s left waits for ever. In 3 of 12 orders the same lines are printed, in another order.',
  ],
  [
    { ...NONE, orders: 12, counts: { cut: 2 }, isComplete: false },
    'The first 10 orders print the same. 2 orders took more than 10,000 steps, and were cut off. There are more orders than we tried.',
  ],
])('%j', (end, said) => expect(answerOf(end)).toBe(said));

test('a search that the reader stops says how far it was', () => {
  expect(answerOf({ ...NONE, orders: 700, isComplete: false }, true)).toBe(
    'The first 700 orders print the same. Stopped after 700 orders.',
  );
});

test('a circle of those that wait is named from one of them round to itself', () => {
  const waits = [
    { task: 'closing', for: 'Ann' },
    { task: 'Ann', for: 'ledger', usedBy: 'Ben' },
    { task: 'Ben', for: 'till', usedBy: 'Ann' },
  ];
  expect(circleIn(waits)).toEqual(['Ann', 'ledger', 'Ben', 'till', 'Ann']);
  expect(circleIn(waits.slice(0, 2))).toBeUndefined();
  expect(waits.map((wait) => waitsIn(wait).join(''))).toEqual([
    'closing waits for Ann.',
    'Ann waits for ledger, which Ben used last.',
    'Ben waits for till, which Ann used last.',
  ]);
});

test('a step says who, where from, how often and in whose place', () => {
  const at = { file: 'programs/x.ts', line: 5 };
  expect(stepIn({ who: 'Ben', times: 4, at, instead: 'Ann' })).toEqual([
    'Ben, from ',
    at,
    ', 4 times, though Ann was first',
  ]);
  expect(stepIn({ who: 'Ben', times: 4, instead: 'Ben' })).toEqual([
    'Ben, 4 times, though another was first',
  ]);
  expect(lineIn(at, 'programs/x.ts')).toBe('line 5');
  expect(lineIn({ ...at, file: 'props/y.ts' }, 'programs/x.ts')).toBe('line 5 of y.ts');
});

test('one who waits does so in a line', () => {
  const at = { file: 'programs/x.ts', line: 7 };
  expect(waitsIn({ task: 'Ann', for: 'ledger', usedBy: 'Ben', at })).toEqual([
    'Ann waits in ',
    at,
    ' for ',
    'ledger, which Ben used last.',
  ]);
  expect(waitsIn({ task: 'Ann' })).toEqual(['Ann waits for ', 'a future that nothing settles.']);
});
