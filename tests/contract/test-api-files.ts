// Small files of tests, many of which are meant to fail: see test-api.test.ts.

import { FAULTS } from './test-api-faults.ts';

/** What they import. */
export const LIBRARY: Record<string, string> = {
  'library.ts': `export const add = (a: number, b: number): number => a + b;
export const greeter = { greet: (name: string): string => \`hello \${name}\` };
export const later = <T>(ms: number, value?: T): Promise<T | undefined> =>
  new Promise((resolve) => setTimeout(resolve, ms, value));
export const version = 1;
export const { meta } = { meta: import.meta };
`,
};

const IMPORTS = `import * as library from './library.ts';\nimport { add, greeter, later, meta } from './library.ts';\n`;

/** Each is a whole file, but for what it imports: the names of vitest's that it uses. */
const BODIES: Record<string, string> = {
  expect: `
test('toBe', () => expect(1).toBe(2));
test('toEqual', () => expect({ a: 1, b: [1, 2] }).toEqual({ a: 1, b: [1, 3] }));
test('toStrictEqual', () => expect({ a: undefined }).toStrictEqual({}));
test('toMatchObject', () => expect({ a: 1, b: 2 }).toMatchObject({ a: 2 }));
test('a message', () => expect(1, 'one and two').toBe(2));
test('not', () => expect(1).not.toBe(1));
test('toThrow', () => expect(() => { throw new RangeError('far'); }).toThrow(/near/));
test('toThrow of what returns', () => expect(() => 1).toThrow());
test('toHaveLength', () => expect([1]).toHaveLength(2));
test('toBeCloseTo', () => expect(0.1 + 0.2).toBeCloseTo(0.4));
test('toContain', () => expect([1, 2]).toContain(3));
test('toHaveProperty', () => expect({ a: { b: 1 } }).toHaveProperty('a.c'));
test('toBeInstanceOf', () => expect(new Map()).toBeInstanceOf(Set));
test('toSatisfy', () => expect(3).toSatisfy((n: number) => n % 2 === 0));
test('toBeOneOf', () => expect(3).toBeOneOf([1, 2]));
test('toBeTypeOf', () => expect(3).toBeTypeOf('string'));
test('asymmetric', () => expect({ a: 1, b: 'x', c: [1, 2] }).toEqual({ a: expect.any(Number), b: expect.stringContaining('x'), c: expect.arrayContaining([2]) }));
test('asymmetric, and wrong', () => expect({ a: 1 }).toEqual({ a: expect.any(String) }));
test('resolves', () => expect(Promise.resolve(1)).resolves.toBe(2));
test('resolves of what rejects', () => expect(Promise.reject(new Error('no'))).resolves.toBe(2));
test('rejects', () => expect(Promise.reject(new Error('no'))).rejects.toThrow('yes'));
test('rejects of what resolves', () => expect(Promise.resolve(1)).rejects.toThrow());
test('of maps, sets and errors', () => expect([new Map([[1, 2]]), new Set([1]), new Error('a')]).toEqual([new Map([[1, 2]]), new Set([2]), new Error('b')]));
test('as chai has it', () => { expect([1, 2]).to.have.lengthOf(2); assert.equal(1, 1); assert.deepEqual({ a: 1 }, { a: 2 }); });
test('expect.assert', () => expect.assert(1 > 2, 'one is not more than two'));
test('extend', () => {
  expect.extend({ toBeEven: (n: number) => ({ pass: n % 2 === 0, message: () => \`\${n} is odd\` }) });
  expect(2).toBeEven();
  expect(3).toBeEven();
});
test('equality testers', () => {
  expect.addEqualityTesters([(a, b) => (typeof a === 'string' && typeof b === 'string' ? a.toLowerCase() === b.toLowerCase() : undefined)]);
  expect({ a: 'X' }).toEqual({ a: 'x' });
});
test('state', () => expect(expect.getState().currentTestName).toBe('state'));
`,
  'soft, poll, assertions': `
test('soft goes on', () => { expect.soft(1).toBe(2); expect.soft(3).toBe(3); expect.soft(2).toBe(5); });
test('soft, then hard', () => { expect.soft(1).toBe(2); expect(2).toBe(3); expect(3).toBe(4); });
test('soft of a promise', async () => { await expect.soft(Promise.resolve(1)).resolves.toBe(2); expect.soft(1).toBe(1); });
test('poll comes true', async () => { let n = 0; await expect.poll(() => ++n, { interval: 1 }).toBe(3); });
test('poll never does', () => expect.poll(() => 1, { interval: 5, timeout: 30 }).toBe(2));
test('poll of what throws', () => expect.poll(() => { throw new Error('not yet'); }, { interval: 5, timeout: 30 }).toBe(2));
test('poll with a message', () => expect.poll(() => 1, { interval: 5, timeout: 30, message: 'one, two' }).toBe(2));
test('poll that nobody awaits', () => { expect.poll(() => 1).toBe(2); });
test('poll with what it cannot do', () => expect.poll(() => 1).toThrow());
test('assertions, as many', () => { expect.assertions(2); expect(1).toBe(1); expect(2).toBe(2); });
test('assertions, too few', () => { expect.assertions(2); expect(1).toBe(1); });
test('assertions, too many', () => { expect.assertions(1); expect(1).toBe(1); expect(1).toBe(1); });
test('hasAssertions', () => { expect.hasAssertions(); });
test('hasAssertions, and it has', () => { expect.hasAssertions(); expect(1).toBe(1); });
test('unreachable', () => expect.unreachable());
test('unreachable, with a reason', () => { try { add(1, 2); expect.unreachable('it adds'); } catch (error) { expect.soft((error as Error).message).toBe('x'); } });
test('a promise that nobody awaits', () => { expect(Promise.resolve(1)).resolves.toBe(1); });
test('a wrong one that nobody awaits', () => { expect(later(5, 1)).resolves.toBe(2); });
test('rejects that nobody awaits', () => { expect(Promise.reject(new Error('x'))).rejects.toThrow('x'); });
`,
  'types are for the checker': `
test('assertType', () => { assertType<number>(1); });
test('expectTypeOf', () => { expectTypeOf(add).parameter(0).toBeNumber(); expectTypeOf({ a: 1 }).toEqualTypeOf<{ a: number }>(); });
`,
  snapshots: `
test('an equal one', () => expect({ b: 1, a: [1, 'x'] }).toMatchInlineSnapshot(\`
  {
    "a": [
      1,
      "x",
    ],
    "b": 1,
  }
\`));
test('two in one test', () => { expect(1).toMatchInlineSnapshot('1'); expect('a').toMatchInlineSnapshot('"a"'); });
test('the same place, another value', () => { for (const n of [1, 2]) expect(n).toMatchInlineSnapshot('1'); });
test('another one', () => expect({ a: 1 }).toMatchInlineSnapshot('{ "a": 2 }'));
test('with properties', () => expect({ a: 1, now: Date.now() }).toMatchInlineSnapshot({ now: expect.any(Number) }, \`
  {
    "a": 1,
    "now": Any<Number>,
  }
\`));
test('with wrong properties', () => expect({ a: 1 }).toMatchInlineSnapshot({ a: expect.any(String) }, '{}'));
test('with not', () => expect(1).not.toMatchInlineSnapshot('2'));
test('of an error', () => expect(() => { throw new RangeError('far'); }).toThrowErrorMatchingInlineSnapshot('[RangeError: far]'));
test('of another error', () => expect(() => { throw new RangeError('far'); }).toThrowErrorMatchingInlineSnapshot('[RangeError: near]'));
test('of no error', () => expect(() => 1).toThrowErrorMatchingInlineSnapshot('x'));
test('of a rejection', async () => {
  await expect(Promise.reject(new Error('no'))).rejects.toThrowErrorMatchingInlineSnapshot('[Error: no]');
  await expect(Promise.resolve(4)).resolves.toMatchInlineSnapshot('4');
});
test.fails('in a test that has to fail', () => expect(1).toMatchInlineSnapshot('2'));
test('with a serializer', () => {
  expect.addSnapshotSerializer({ test: (value) => value instanceof Map, serialize: (value: Map<unknown, unknown>) => \`a map of \${value.size}\` });
  expect(new Map([[1, 2]])).toMatchInlineSnapshot('a map of 1');
});
`,
  'kinds of tests': `
test.each([[1, 1, 2], [1, 2, 4]])('%i + %i is %i', (a, b, sum) => expect(add(a, b)).toBe(sum));
test.each([{ a: 1, b: { c: 'x' } }])('$a and $b.c and $b, case %#, %%', ({ a }) => expect(a).toBe(1));
test.each\`
  a    | b    | sum
  \${1} | \${1} | \${2}
  \${2} | \${2} | \${5}
\`('$a + $b is $sum', ({ a, b, sum }) => expect(add(a, b)).toBe(sum));
test.each(['x', null, { long: 'a'.repeat(100) }])('%s %j %o', () => {});
test.for([[1, 2], [3, 4]])('for %i, %i', ([a, b], { expect, task }) => { expect(task.name).toContain(String(a)); expect(b).toBe(2); });
test.skip('skipped', () => expect(1).toBe(2));
test.skipIf(true)('skipped if', () => expect(1).toBe(2));
test.runIf(false)('not run if', () => expect(1).toBe(2));
test.skipIf(false)('not skipped', () => {});
test.todo('to do');
test.fails('has to fail, and does', () => expect(1).toBe(2));
test.fails('has to fail, and does not', () => {});
test('skips itself', ({ skip }) => { skip('why not'); });
test('skips itself, on a condition', ({ skip }) => { skip(false); skip(true); });
test('one name');
test('options', { timeout: 1000, retry: 1 }, () => {});
test('repeats', { repeats: 2 }, ({ task }) => { expect(task.result!.repeatCount).toBeLessThan(2); });
it('is it', () => {});
describe.each([1, 2])('of %i', (n) => { test('inner', () => expect(n).toBe(1)); });
describe.for([[1, 2]])('for %i', ([a, b]) => { test('inner', () => expect(a).toBe(b)); });
describe.skip('a skipped suite', () => { test('inner', () => expect(1).toBe(2)); });
describe.todo('a suite to do');
describe.skipIf(true)('a suite skipped if', () => { test('inner', () => {}); });
describe('outer', () => { describe('inner', () => { suite('innermost', () => { test('a test', () => expect(1).toBe(2)); }); }); });
describe('async', async () => { await later(1); test('a test', () => {}); });
function named() {}
test(named, () => {});
describe(named, () => { test('of a function', () => {}); });
`,
  'only a test': `
test('left out', () => expect(1).toBe(2));
test.only('the only one', () => {});
describe('a suite', () => { test('left out, too', () => {}); test.only('another', () => expect(1).toBe(2)); });
`,
  'only a suite': `
test('left out', () => expect(1).toBe(2));
describe.only('the only one', () => { test('one', () => {}); test('two', () => {}); });
`,
  concurrent: `
const order: string[] = [];
test.concurrent('slow', async ({ expect }) => { order.push('slow begins'); await later(30); order.push('slow ends'); expect(1).toBe(1); });
test.concurrent('quick', async ({ expect }) => { order.push('quick begins'); await later(1); order.push('quick ends'); expect(1).toBe(2); });
test('after both', { concurrent: false }, () => expect(order).toEqual(['slow begins', 'quick begins', 'quick ends', 'slow ends']));
describe.concurrent('a suite', () => {
  test('a', async ({ expect }) => { await later(5); expect.assertions(1); });
  test('b', ({ expect }) => { expect.assertions(1); expect(1).toBe(1); });
});
describe('a suite that is not', { concurrent: false }, () => { test('a', () => {}); });
test.concurrent.each([1, 2])('each of them, %i', async (n, { expect }) => { await later(1); expect(n).toBe(1); });
`,
  'what vitest 5 has no more': `
test.sequential('after the others', () => {});
`,
  shuffled: `
describe.shuffle('a suite', () => { test('a', () => {}); test('b', () => expect(1).toBe(2)); });
`,
  extend: `
const log: string[] = [];
const withQueue = test.extend<{ queue: number[]; first: number }>({
  queue: async ({}, use) => { log.push('made'); await use([1, 2]); log.push('gone'); },
  first: async ({ queue }, use) => { await use(queue[0]!); },
});
withQueue('needs it', ({ queue, first }) => { queue.push(3); expect(first).toBe(1); });
withQueue('has its own', ({ queue }) => expect(queue).toEqual([1, 2]));
withQueue('needs none', () => expect(log).toEqual(['made', 'gone', 'made', 'gone']));
const withValue = test.extend({ unit: 'ms' });
withValue('a value', ({ unit }) => expect(unit).toBe('s'));
const broken = test.extend<{ bad: number }>({ bad: async () => { throw new Error('not to be had'); } });
broken('a fixture that throws', ({ bad }) => expect(bad).toBe(1));
const auto = test.extend<{ counted: void }>({ counted: [async ({}, use) => { log.push('auto'); await use(); }, { auto: true }] });
auto('is there unasked', () => expect(log.at(-1)).toBe('auto'));
const built = test.extend('base', 2).extend('twice', ({ base }) => base * 2);
built('as a builder', ({ twice }) => expect(twice).toBe(4));
describe('with one of its own', () => {
  withQueue.override({ queue: [9] });
  withQueue('overridden', ({ first }) => expect(first).toBe(9));
});
`,
  hooks: `
const log: string[] = [];
beforeAll(() => { log.push('all'); return () => { log.push('unall'); }; });
beforeEach(({ task }) => { log.push(\`before \${task.name}\`); return () => { log.push('unbefore'); }; });
afterEach(() => { log.push('after'); });
afterAll(() => { log.push('end'); });
aroundEach(async (runTest) => { log.push('around'); await runTest(); log.push('unaround'); });
test('first', () => { onTestFinished(() => { log.push('finished'); }); onTestFailed(() => { log.push('failed'); }); });
test('second', ({ onTestFailed, onTestFinished }) => {
  onTestFinished(() => { log.push('finished 2'); });
  onTestFailed(({ task }) => { log.push(\`failed \${task.name}\`); });
  throw new Error('on purpose');
});
test('what came', () => expect(log).toEqual(['nothing']));
let tries = 0;
test('a retry', { retry: 2 }, () => expect(++tries).toBe(3));
test('retries, all in vain', { retry: 1 }, () => expect(++tries).toBe(0));
test('a limit', () => new Promise(() => {}), 20);
test('a limit, by its options', { timeout: 20 }, () => new Promise(() => {}));
test('a signal at the limit', { timeout: 20 }, ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))));
describe('a hook with a limit', () => { beforeEach(() => new Promise(() => {}), 20); test('inner', () => {}); });
describe('beforeEach that throws', () => { beforeEach(() => { throw new Error('before'); }); test('inner', () => {}); });
describe('afterEach that throws', () => { afterEach(() => { throw new Error('after'); }); test('inner', () => expect(1).toBe(2)); });
describe('finished that throws', () => { test('inner', () => { onTestFinished(() => { throw new Error('finished'); }); }); });
describe('with a cause', () => { test('inner', () => { throw new TypeError('outer', { cause: new Error('inner', { cause: new RangeError('innermost') }) }); }); });
describe('of many errors', () => { test('inner', () => { throw new AggregateError([new Error('one'), new TypeError('two')], 'both'); }); });
describe('of no error', () => { test('a text', () => { throw 'text'; }); test('nothing', () => { throw undefined; }); test('an object', () => { throw { code: 7, message: 'seven' }; }); });
test('a note', async ({ annotate }) => { await annotate('a note'); });
test.concurrent('its own name', ({ task, expect }) => expect(task.name).toBe('its own name'));
test('done', (done) => { done(); });
`,
  ...FAULTS,
};

/** As a program writes it: the names that it uses. */
const importsOf = (body: string): string =>
  `import { ${VITEST.filter((name) => new RegExp(`\\b${name}\\b`).test(body)).join(', ')} } from 'vitest';\n`;
const VITEST =
  'afterAll afterEach aroundEach assert assertType beforeAll beforeEach chai createExpect describe expect expectTypeOf inject it onTestFailed onTestFinished suite test vi vitest'.split(
    ' ',
  );

export const FILES: Record<string, string> = Object.fromEntries(
  Object.entries(BODIES).map(([name, body]) => [
    `${name.replace(/\W+/g, '-')}.test.ts`,
    `${importsOf(body)}${IMPORTS}${body}`,
  ]),
);

/** What cannot be had, and a part of what is said then. */
export const REFUSED: readonly (readonly [code: string, message: string])[] = [
  ["vi.mock('./library.ts');", 'vi.mock isn’t available here: a program’s modules are linked'],
  ["vi.doMock('./library.ts');", "vi.spyOn(object, 'method'), or take the stage home"],
  ["vi.unmock('./library.ts');", 'vi.unmock isn’t available here: nothing is mocked'],
  ["vi.doUnmock('./library.ts');", 'vi.doUnmock isn’t available here: nothing is mocked'],
  ["await vi.importMock('./library.ts');", 'vi.mockObject'],
  ["await vi.importActual('./library.ts');", "`await import('./a.ts')` gives the module itself"],
  ['vi.resetModules();', 'each module is evaluated once'],
  ['await vi.dynamicImportSettled();', 'Await each `import()` itself'],
  ["vi.spyOn(await import('./library.ts'), 'add');", 'put it into an object and spy on that'],
  ["import.meta.glob('./*.ts');", 'Import each file by its name'],
  ['expect(1).toMatchSnapshot();', 'toMatchInlineSnapshot(`…`)'],
  ["await expect('a').toMatchFileSnapshot('a.txt');", 'no files are written here'],
  [
    "expect(() => { throw new Error('a'); }).toThrowErrorMatchingSnapshot();",
    'toThrowErrorMatchingInlineSnapshot(`…`)',
  ],
  [
    'expect({ a: 1 }).toMatchInlineSnapshot();',
    'There’s no snapshot yet, and we don’t write into files here. This is what came:\n{\n  "a": 1,\n}',
  ],
];
