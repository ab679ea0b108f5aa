// What is found in the orders of small programs, and how far the search goes.
import { expect, test } from 'vitest';
import { NotTriedError } from '../../src/orders/as-function.ts';
import { readText } from '../../src/plain-text.ts';
import { paths } from '../paths.ts';
import * as programs from './programs.ts';
import { randomProgram } from './random.ts';
import { STAGES, tried } from './tried.ts';

const WORLD = 'part-4-the-world';
const GENERATORS = `function* three(): Generator<number, number> {
  yield 1;
  yield 2;
  return 3;
}
function* fails() {
  yield* three();
  throw new Error('no');
}
const it = three();
show(it.next().value, it.next().value, it.next().value);
try {
  for (const _ of fails());
} catch (error) {
  show(String(error));
}
`;

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
    at: { file: 'programs/tried.ts', line: 7 },
    for: 'condition',
    usedBy: 'customer',
  });
});

test('two locks in two orders: each holds what the other wants', () => {
  const at = (line: number) => ({ file: 'programs/tried.ts', line });
  const { found, end } = tried(WORLD, programs.TWO_LOCKS);
  expect(end).toMatchObject({ usual: { lines: ['closed'] } });
  expect(found.deadlock!.waits).toEqual([
    { task: 'closing', at: at(17), for: 'Ann' },
    { task: 'Ann', at: at(8), for: 'ledger', usedBy: 'Ben' },
    { task: 'Ben', at: at(8), for: 'till', usedBy: 'Ann' },
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

const timers = (
  text: string,
): string => `import { sleep, TaskLoop, timeout, waitFor, within, type Coroutine } from '../src/index.ts';
const loop = new TaskLoop();
const say = (word: string) => () => console.log(word);
function* ring(ms: number, word: string): Coroutine<void> {
  yield* sleep(ms);
  console.log(word);
}
${text}
loop.runForever({ untilIdle: true });
`;

test.each([
  [
    'three calls for one moment',
    "for (const word of ['a', 'b', 'c']) loop.callLater(10, say(word));",
    6,
  ],
  [
    'two by callAt and one by callLater',
    "loop.callAt(10, say('a')); loop.callLater(10, say('b')); loop.callAt(10, say('c'));",
    6,
  ],
  [
    'those of another moment stay where they are',
    "loop.callLater(10, say('a')); loop.callLater(10, say('b')); loop.callLater(11, say('c'));",
    2,
  ],
  [
    'none are due together',
    "loop.callLater(9, say('a')); loop.callLater(10, say('b')); loop.callLater(11, say('c'));",
    1,
  ],
  ['two tasks that sleep as long', "loop.addTask(ring(10, 'a')); loop.addTask(ring(10, 'b'));", 2],
  [
    'one asleep, and one that fell asleep later for less',
    "loop.addTask(ring(10, 'a')); loop.callLater(4, () => void loop.addTask(ring(6, 'b')));",
    2,
  ],
  ['at once, and what’s ready', "loop.callLater(0, say('a')); loop.callSoon(say('b'));", 2],
  [
    'one of two cancels the other',
    "const b = loop.callLater(10, say('b')); loop.callLater(10, () => b.cancel());",
    2,
  ],
  [
    'a time limit that ends with the sleep',
    `function* limited(): Coroutine<void> {
  try {
    yield* waitFor(ring(10, 'a'), 10);
  } catch (error) {
    console.log((error as Error).name);
  }
}
loop.addTask(limited());`,
    2,
  ],
])('timers: %s', (_, text, ways) => {
  expect(tried(WORLD, timers(text)).end).toMatchObject({ isComplete: true, ways });
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
  ['await', `${programs.TWO_PRINT}await null;\n`],
  ['import', `${programs.TWO_PRINT}void import('../src/index.ts');\n`],
  ['no loop', 'console.log(1);\n'],
])('%s: it says why it isn’t tried', (_, text) => {
  expect(() => tried(WORLD, text)).toThrow(NotTriedError);
});

test.each([
  [
    'a statement that begins with a bracket',
    'let n = 0\nconst f = () => n\nn++\nf()\nshow(f())\n',
    ['1'],
  ],
  [
    'a chain that ends early',
    'const o = undefined as any;\nshow(o?.a().b.c(), o?.[0]!.d());\n',
    ['undefined undefined'],
  ],
  [
    'names that are assigned in patterns',
    'let a = 1, b = 2;\n[a, b] = [b, a];\n({ a, b } = { a, b: b + 1 });\nconst f = () => a + b;\nshow(f(), { a });\n',
    ['4 { a: 2 }'],
  ],
  [
    'what is exported',
    'export const a = 1;\nexport default function () {}\nexport { a as c };\nshow(a);\n',
    ['1'],
  ],
  ['what a generator returns and throws', GENERATORS, ['1 2 3', 'Error: no']],
])('%s stays what it is', (_, text, lines) => {
  const program = `${programs.TWO_PRINT}const show = console.log;\n${text}`;
  expect(tried(WORLD, program).end).toMatchObject({ usual: { lines: ['one', 'two', ...lines] } });
});

/** What these print comes from the host later, or is told when a task is collected as garbage. */
const OTHERS = ['a-quiet-failure.ts', 'taking-turns.ts', 'the-loop-underneath.ts'];

const some = STAGES.flatMap((stage) =>
  paths(`code/${stage}/programs/*.ts`)
    .filter((path, at) => at % 5 === 0 && !OTHERS.some((other) => path.endsWith(`/${other}`)))
    .map((path) => [stage, path] as const),
);
test('in the usual order programs of the book print what they print', () => {
  let compared = 0;
  for (const [stage, path] of some)
    try {
      const { end } = tried(stage, path.split('/').at(-1)!, { steps: 200_000 }, []);
      if (end.type !== 'end') continue;
      compared++;
      const out = readText(path.replace(/ts$/, 'out')).trimEnd();
      expect(end.usual.lines.join('\n').trimEnd(), path).toBe(out);
    } catch (error) {
      if (!(error instanceof NotTriedError)) throw error;
    }
  expect(compared).toBeGreaterThan(15);
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

/** Of a hundred, some that end in several ways and have many orders: most have few. */
const SEEDS = [23, 26, 33, 40, 48, 51, 68, 78, 89, 94, 95, 97];

test('random programs end in as many ways with and without what is left out', () => {
  for (const seed of SEEDS) {
    const text = randomProgram(seed * 7919);
    const [all, some] = [30_000, 0].map(
      (unpruned) => tried(WORLD, text, { unpruned, orders: 30_000 }).end,
    );
    if (all?.type !== 'end' || some?.type !== 'end') throw new Error(text);
    expect(all, text).toMatchObject({ isComplete: true });
    expect(all.ways, text).toBeGreaterThan(1);
    expect(some, text).toMatchObject({ isComplete: true, ways: all.ways });
    expect(some.orders, text).toBeLessThan(all.orders);
  }
});
