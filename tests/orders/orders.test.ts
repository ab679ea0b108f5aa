// What is found in the orders of small programs, and how far the search goes.
import { expect, test } from 'vitest';
import { asFunction, NotTriedError } from '../../src/orders/as-function.ts';
import * as programs from './programs.ts';
import { randomProgram } from './random.ts';
import { STAGES, tried } from './tried.ts';

const WORLD = 'part-4-the-world';

test('a lost update across a yield: another value is printed', () => {
  const { found, end } = tried(WORLD, programs.LOST_UPDATE);
  expect(end).toMatchObject({ isComplete: true, usual: { lines: ['visitors: 2'] } });
  expect(found.lines).toMatchObject({ lines: ['visitors: 1'], end: 'ended' });
});

test('check-then-act: an error escapes', () => {
  const { found } = tried(WORLD, programs.CHECK_THEN_ACT);
  expect(Object.keys(found)).toEqual(['error']);
  expect(found.error).toMatchObject({ end: 'threw', error: 'Error: sold twice' });
});

test('the order that is shown differs least from the usual one', () => {
  const { found } = tried(WORLD, programs.CHECK_THEN_ACT);
  expect(found.error!.choices.filter((choice) => choice > 0)).toHaveLength(8);
});

test('a notification before the wait: the one that waits, waits for ever', () => {
  const { found } = tried(WORLD, programs.NOTIFIED_BEFORE);
  expect(found.deadlock!.waits).toContainEqual({
    task: 'customer',
    for: 'condition',
    usedBy: 'customer',
  });
});

test('two locks in two orders: each holds what the other wants', () => {
  const { found, end } = tried(WORLD, programs.TWO_LOCKS);
  expect(end).toMatchObject({ usual: { lines: ['closed'] } });
  expect(found.deadlock!.waits).toEqual([
    { task: 'closing', for: 'Ann' },
    { task: 'Ann', for: 'ledger', usedBy: 'Ben' },
    { task: 'Ben', for: 'till', usedBy: 'Ann' },
  ]);
});

test('an error that no code asks for escapes, too', () => {
  const { found } = tried(WORLD, programs.FORGOTTEN);
  expect(found.error!.lines.join()).toContain('the door is closed');
});

test('where all is right, all orders print the same', () => {
  const { found, end } = tried(WORLD, programs.ALL_RIGHT.replace('[1, 2, 3]', '[1, 2]'));
  expect(found).toEqual({});
  expect(end).toMatchObject({ type: 'end', isComplete: true, usual: { lines: ['sum: 9'] } });
});

test('an error in every order is no difference', () => {
  const { found, end } = tried(WORLD, programs.ALWAYS_WRONG);
  expect(found).toEqual({});
  expect(end).toMatchObject({
    isComplete: true,
    usual: { end: 'threw', error: 'RangeError: no bread' },
  });
});

test('timers that are due together may come in either order, and only the lines’ order differs', () => {
  const { found } = tried(WORLD, programs.DUE_TOGETHER);
  expect(Object.keys(found)).toEqual(['order']);
  expect(found.order!.lines).toEqual(['right', 'left']);
});

test('orders and other lines are counted apart', () => {
  const { end } = tried(WORLD, programs.TWO_PRINT);
  expect(end).toMatchObject({ orders: 6, same: 3, counts: { order: 3 } });
});

test('three tasks of three steps have 1,680 orders', () => {
  const text = programs.ALL_RIGHT.replace('for (let step = 0; step < 3; step++) {', '{').replace(
    'yield;',
    'yield; sum += 0; yield;',
  );
  expect(tried(WORLD, text).end).toMatchObject({ orders: 1680, same: 1680 });
});

test('a search that reaches its bound says that there are more', () => {
  const { end } = tried(WORLD, programs.ALL_RIGHT, { orders: 500 });
  expect(end).toMatchObject({ isComplete: false });
});

test('a run that goes on for ever is cut, and counted', () => {
  const { end } = tried(WORLD, programs.FOR_EVER, { steps: 12, orders: 100 });
  expect(end).toMatchObject({ isComplete: false, counts: { cut: expect.any(Number) } });
});

test('a program that asks chance is found out', () => {
  expect(tried(WORLD, programs.BY_CHANCE).end).toEqual({ type: 'not-tried', why: 'chance' });
});

test('so is one that leaves something to the host', () => {
  const text = `${programs.TWO_PRINT}setTimeout(() => console.log('later'));\n`;
  expect(tried(WORLD, text).end).toEqual({ type: 'not-tried', why: 'host' });
});

test.each([
  ['threads', programs.IN_THREADS],
  ['await', `${programs.TWO_PRINT}await null;\n`],
  ['import', `${programs.TWO_PRINT}void import('../src/index.ts');\n`],
  ['no loop', 'console.log(1);\n'],
])('%s: it says why it isn’t tried', (_, text) => {
  expect(() => tried(WORLD, text)).toThrow(NotTriedError);
});

test.each(STAGES)('an order that was found comes back, in %s', (stage) => {
  const { found } = tried(stage, programs.LOST_UPDATE);
  const { choices } = found.lines!;
  const again = tried(stage, programs.LOST_UPDATE, {}, choices);
  expect(again.found.lines).toEqual(found.lines);
  expect(tried(stage, programs.TWO_PRINT, {}, choices).end).toMatchObject({ why: 'gone' });
});

test('it tells who went when, and in whose place', () => {
  const { steps } = tried(WORLD, programs.LOST_UPDATE).found.lines!;
  expect(steps).toContainEqual({
    who: 'door 2',
    times: 4,
    at: { file: 'programs/tried.ts', line: 5 },
    instead: 'door 1',
  });
});

test('a prop begins anew with each order', () => {
  const prop = 'let count = 0;\nexport const next = (): number => ++count;\n';
  const text = `import { next } from '../props/count.ts';\n${programs.TWO_PRINT.replace('console.log(word)', 'next()')}console.log(next());\n`;
  const { found, end } = tried(WORLD, text, {}, undefined, { 'props/count.ts': prop });
  expect({ found, end }).toMatchObject({ found: {}, end: { orders: 6, usual: { lines: ['3'] } } });
});

test('check-then-act in a prop is found', () => {
  const text = `import { TaskLoop } from '../src/index.ts';
import { lastTicket } from '../props/last-ticket.ts';
console.log(lastTicket(new TaskLoop()));
`;
  expect(tried(WORLD, text).found.lines).toMatchObject({ lines: ['-1'] });
});

test('loops that don’t ask the library’s queue aren’t said to have one order', () => {
  for (const [stage, program] of [
    ['part-3-task-loop', 'ann-and-ben.ts'],
    ['part-4-the-world', 'every-order.ts'],
  ] as const)
    expect(tried(stage, program).end).toEqual({ type: 'not-tried', why: 'queue' });
});

test('what one order leaves in a variable of the library’s isn’t there in the next', () => {
  const text = programs.TWO_PRINT.replace(
    'console.log(word)',
    'console.log(loop.currentTask()!.getName())',
  );
  expect(tried(WORLD, text).end).toMatchObject({ usual: { lines: ['Task-1', 'Task-2'] } });
  expect(tried(WORLD, text).found.order!.lines).toEqual(['Task-2', 'Task-1']);
});

test.each([
  ['a statement that begins with a bracket', 'let a = 1\nlet n = 0\nconst f = () => n\nn++\nf()\n'],
  [
    'chains that end early',
    'const o = undefined as any;\nconsole.log(o?.a().b.c(), o?.[0]!.d());\n',
  ],
  [
    'names that are assigned in patterns',
    'let a = 1, b = 2;\n[a, b] = [b, a];\n({ a, b } = { a, b });\nconst f = () => a + b;\nconsole.log(f());\n',
  ],
  ['exports', 'export const a = 1;\nexport default function () {}\nexport { a as c };\n'],
])('%s stays what it is', (_, text) => {
  const made = asFunction('programs/x.ts', text, () => false);
  expect(made.split('\n').length).toBe(text.split('\n').length + 2);
});

/** In so many orders all of them are found. */
const LEAVES_OUT: Record<string, number> = {
  ALL_RIGHT: 1_680, // of 34,650
  CHECK_THEN_ACT: 17, // of 241
  LOST_UPDATE: 15, // of 120
  TWO_LOCKS: 219, // none
};

// what is left out can't differ: so the same is found without leaving anything out
test.each(Object.entries(programs).filter(([, text]) => !/Executor|random|while/.test(text)))(
  '%s: with and without what is left out, the same kinds are found',
  (name, text) => {
    const all = tried(WORLD, text, { unpruned: 100_000, orders: 100_000 });
    const some = tried(WORLD, text, { unpruned: 0 });
    expect(all.end).toMatchObject({ isComplete: true });
    expect(some.end).toMatchObject({ isComplete: true });
    if (name in LEAVES_OUT) expect(some.end).toMatchObject({ orders: LEAVES_OUT[name] });
    expect(Object.keys(some.found).sort()).toEqual(Object.keys(all.found).sort());
    expect(some.end).toMatchObject({ ways: (all.end as { ways?: number }).ways });
  },
);

test('random programs end in as many ways with and without what is left out', () => {
  let least = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const text = randomProgram(seed * 7919);
    const [all, some] = [30_000, 0].map(
      (unpruned) => tried(WORLD, text, { unpruned, orders: 30_000 }).end,
    );
    if (all?.type !== 'end' || some?.type !== 'end') throw new Error(text);
    if (!all.isComplete) continue;
    expect(some, text).toMatchObject({ isComplete: true, ways: all.ways });
    if (some.orders < all.orders) least++;
  }
  expect(least).toBeGreaterThan(3); // and something is left out
});
