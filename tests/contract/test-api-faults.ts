// Files of tests that go wrong beside their tests, or do what no test should: see
// test-api-files.ts.
export const FAULTS: Record<string, string> = {
  'beforeAll throws': `
describe('a suite', () => { beforeAll(() => { throw new RangeError('before all'); }); test('never', () => {}); describe('inner', () => { test('never, too', () => {}); }); });
test('goes on', () => {});
`,
  'beforeAll of the file throws': `
beforeAll(async () => { await later(1); throw new Error('before all'); });
test('never', () => {});
`,
  'afterAll throws': `
describe('a suite', () => { afterAll(() => { throw new Error('after all'); }); test('passes', () => {}); });
test('goes on', () => {});
`,
  'afterAll of the file throws': `
afterAll(() => { throw new Error('after all'); });
test('passes', () => {});
`,
  'describe throws': `
test('never', () => {});
describe('a suite', () => { test('inner', () => {}); throw new TypeError('in describe'); });
`,
  'describe rejects': `
describe('a suite', async () => { await later(1); throw new TypeError('in describe'); });
test('never', () => {});
`,
  'the top throws': `
test('never', () => {});
throw new RangeError('at the top');
`,
  'the top rejects': `
test('never', () => {});
await Promise.reject(new RangeError('at the top'));
`,
  'the top throws no error': `
test('never', () => {});
throw { code: 7 };
`,
  'no tests': `
console.log;
`,
  'a suite with no tests': `
describe('empty', () => {});
test('passes', () => {});
`,
  'a test in a test': `
test('outer', () => { test('inner', () => {}); });
`,
  'a hook in a test': `
test('outer', () => { beforeEach(() => {}); });
`,
  'expect at the top': `
expect(1).toBe(2);
test('never', () => {});
`,
  'all are skipped': `
describe('a suite', () => { test.skip('skipped', () => {}); });
test.todo('to do');
`,
  'a rejection that nobody handles': `
test('passes', async () => { void Promise.reject(new RangeError('nobody')); await later(20); });
`,
  'a rejection at the top': `
void Promise.reject(new RangeError('nobody'));
test('passes', () => later(20));
`,
  'an error in a timer': `
test('passes', async () => { setTimeout(() => { throw new TypeError('late'); }, 1); await later(30); });
`,
  'an assertion in a timer': `
test('passes', async () => { setTimeout(() => expect(1).toBe(2), 1); await later(30); });
`,
  'an assertion in a promise': `
test('passes', async () => { void later(1).then(() => expect(1).toBe(2)); await later(30); });
`,
  'a rejection that is handled late': `
test('passes', async () => { const late = Promise.reject(new RangeError('late')); await later(20); await expect(late).rejects.toThrow('late'); });
`,
  'an error in a microtask': `
test('passes', async () => { queueMicrotask(() => { throw new TypeError('micro'); }); await later(20); });
`,
  'two errors in timers': `
test('passes', async () => { setTimeout(() => { throw new Error('one'); }, 1); setTimeout(() => { throw 'two'; }, 2); await later(30); });
test('fails', () => expect(1).toBe(2));
`,
  'odd errors': `
class QueueError extends Error { override name = 'QueueError'; code = 7; }
const raise = (what: unknown) => () => { throw what; };
test('of a class', raise(new QueueError('full')));
test('with an empty message', raise(new RangeError('')));
test('with a message of many lines', raise(new Error('one\\n  two\\n\\nthree')));
test('with a message that is none', raise({ message: 7 }));
test('with a name that is none', raise(Object.assign(new Error('odd'), { name: 7 })));
test('that is its own cause', () => { const error = new Error('round'); error.cause = error; throw error; });
test('with a cause that is none', raise(new Error('outer', { cause: 'a text' })));
test('of its kind alone', raise(new AggregateError([], 'empty')));
test('that is frozen', raise(Object.freeze(new Error('frozen'))));
test('null', raise(null));
test('a number', raise(0));
test('a bigint', raise(7n));
test('a symbol', raise(Symbol('sign')));
test('a list', raise([1, 2]));
test('what is not there', () => { (undefined as any).x; });
test('what is no function', () => { (greeter as any).shout(); });
test('a stack without end', () => { const again = (): number => again() + 1; again(); });
test('expected and actual of its own', raise(Object.assign(new Error('mine'), { expected: 1, actual: 2 })));
test('a rejection with nothing', () => Promise.reject());
`,
  chains: `
test.only.each([1, 2])('only each %i', (n) => expect(n).toBe(1));
test.only.for([3])('only for %i', (n) => expect(n).toBe(3));
test.only.fails('only, has to fail', () => expect(1).toBe(2));
test.skip.each([1])('skip each %i', () => {});
test.concurrent.only('concurrent only', ({ expect }) => expect(1).toBe(1));
describe.skip('skipped', () => { test.only('inner only', () => {}); });
describe.only('a suite', () => { test('one', () => {}); test.only('two', () => {}); describe('inner', () => { test('three', () => {}); }); });
describe('another', () => { test('four', () => {}); });
`,
  'fixtures with scopes': `
const log: string[] = [];
const scoped = test.extend<{ file: string; worker: string }>({
  file: [async ({}, use) => { log.push('file made'); await use('f'); log.push('file gone'); }, { scope: 'file' }],
  worker: [async ({}, use) => { log.push('worker made'); await use('w'); log.push('worker gone'); }, { scope: 'worker' }],
});
scoped('one', ({ file, worker }) => expect(file + worker).toBe('fw'));
scoped('two', ({ file, worker }) => expect(file + worker).toBe('wf'));
scoped('made once', () => expect(log).toEqual([]));
test.extend<{ a: number }>({ a: [async ({}, use) => { await use(1); throw new Error('when it goes'); }, { scope: 'file' }] })('fails when it goes', ({ a }) => expect(a).toBe(1));
`,
  spies: `
test('fn', () => { const f = vi.fn((a: number) => a + 1); expect(f(1)).toBe(2); expect(f).toHaveBeenCalledWith(1); expect(f.mock.calls).toEqual([[1]]); expect(f.mock.results).toEqual([{ type: 'return', value: 2 }]); expect(f).toHaveBeenCalledTimes(2); });
test('called with what it was not', () => { const f = vi.fn(); f(1); f('a', { b: 1 }); expect(f).toHaveBeenCalledWith(2); });
test('never called', () => expect(vi.fn()).toHaveBeenCalled());
test('a named one', () => expect(vi.fn().mockName('bell')).toHaveBeenCalled());
test('what it returns', () => { const f = vi.fn().mockReturnValueOnce(1).mockReturnValue(2); expect([f(), f(), f()]).toEqual([1, 2, 2]); expect(f).toHaveLastReturnedWith(3); });
test('promises', async () => { const f = vi.fn().mockResolvedValueOnce(1).mockRejectedValue(new Error('no')); expect(await f()).toBe(1); await expect(f()).rejects.toThrow('no'); expect(f).toHaveResolvedTimes(2); });
test('spyOn', () => { const spy = vi.spyOn(greeter, 'greet'); expect(greeter.greet('you')).toBe('hello you'); expect(spy).toHaveBeenCalledExactlyOnceWith('you'); spy.mockImplementation(() => 'no'); expect(greeter.greet('x')).toBe('no'); spy.mockRestore(); expect(greeter.greet('me')).toBe('hello me'); });
test('spyOn a getter', () => { const object = { get a() { return 1; } }; vi.spyOn(object, 'a', 'get').mockReturnValue(2); expect(object.a).toBe(2); vi.restoreAllMocks(); expect(object.a).toBe(1); });
test('spyOn what is not there', () => { vi.spyOn(greeter, 'shout' as never); });
const shared = vi.fn();
test('shared', () => { shared(1); expect(shared).toHaveBeenCalledTimes(1); });
test('shared, cleared between tests', () => expect(shared).toHaveBeenCalledTimes(0));
test('a class', () => { const Bell = vi.fn(class { ring() { return 1; } }); expect(new Bell().ring()).toBe(1); expect(Bell).toHaveBeenCalledTimes(2); });
test('order', () => { const a = vi.fn(); const b = vi.fn(); b(); a(); expect(a).toHaveBeenCalledBefore(b); });
test('when', () => { const f = vi.fn(); vi.when(f).calledWith(1).thenReturn('one'); expect(f(1)).toBe('one'); expect(f(2)).toBe('two'); });
test('mocked, isMockFunction', () => { const f = vi.fn(); expect(vi.mocked(f)).toBe(f); expect(vi.isMockFunction(f)).toBe(true); expect(vi.isMockFunction(add)).toBe(false); });
test('mockObject', () => { const mocked = vi.mockObject({ ...greeter, n: 1, inner: { f: () => 2 } }); expect(mocked.greet('a')).toBe(undefined); expect(mocked.inner.f()).toBe(undefined); expect(mocked.n).toBe(1); expect(mocked.greet).toHaveBeenCalledWith('b'); });
test('mockObject that spies', () => { const mocked = vi.mockObject({ ...greeter }, { spy: true }); expect(mocked.greet('a')).toBe('hello a'); expect(mocked.greet).toHaveBeenCalledTimes(1); });
test('vitest is vi', () => expect(vitest).toBe(vi));
`,
  'this, where nobody says what it is': `
test('contexts', () => { const f = vi.fn(); f(); expect(f.mock.contexts[0]).toBe(undefined); });
test('instances', () => { const f = vi.fn(); f(); expect(f.mock.instances).toEqual([undefined]); });
test('this', () => { expect(vi.fn(function () { return this; })()).toBe(undefined); });
test('returnThis', () => { const f = vi.fn().mockReturnThis(); expect(f()).toBe(undefined); const o = { f }; expect(o.f()).toBe(o); });
test('bare', () => { const o = { m() { return this; } }; vi.spyOn(o, 'm'); const { m } = o; expect(m()).toBe(undefined); expect(o.m()).toBe(o); });
test('diff', () => { const f = vi.fn(); f(); expect(f.mock.contexts).toEqual([1]); });
test('call', () => { const f = vi.fn(function () { return this; }); expect([f.call(5), f.call(null), f.apply('x'), f.bind(undefined)()]).toEqual([5, null, 'x', undefined]); });
test('constructed', () => { const F = vi.fn(class { a = 1 }); const f = new F(); expect(F.mock.instances[0]).toBe(f); expect(F.mock.contexts[0]).toBe(f); });
test('constructed 2', () => { const F = vi.fn(function () { this.a = 1; }); const f = new F(); expect(f.a).toBe(1); expect(F.mock.instances[0]).toBe(f); });
test('getter', () => { const o = { get a() { return this; } }; vi.spyOn(o, 'a', 'get'); expect(o.a).toBe(o); });
test('implementations', () => { const f = vi.fn().mockImplementationOnce(function () { return this; }).mockImplementation(() => 1); expect([f(), f()]).toEqual([undefined, 1]); });
test('function', function () { expect(this).toBe(undefined); });
describe('suite', function () { const self = this; test('its this', () => { expect(self).toBe(undefined); }); });
beforeEach(function () { if (this !== undefined) throw new Error('this'); });
test('matchers', () => { expect.extend({ toBeMine(received) { return { pass: Object.keys(this).length > 0, message: () => 'm' }; } }); expect(1).toBeMine(); });
test('satisfy', () => { expect(1).toSatisfy(function () { return this === undefined; }); });
test('poll', async () => { await expect.poll(function () { return this === undefined; }).toBe(true); });
test('waitFor', async () => { await vi.waitFor(function () { if (this !== undefined) throw new Error('this'); }); });
test('throws', () => { expect(function () { throw this ?? new Error('undefined'); }).toThrow('undefined'); });
test('soft', () => { expect.soft(function () { return this; }()).toBe(undefined); });
test('timers', () => { vi.useFakeTimers(); let self = 5; setTimeout(function () { self = typeof this; }, 1); vi.runAllTimers(); expect(self).toBe('undefined'); });
test('assert.throws', () => { assert.throws(function () { if (this === undefined) throw new Error('u'); }, 'u'); });
test('asymmetric', () => { expect({ a: 1 }).toEqual({ a: expect.toSatisfy(function () { return this === undefined; }) }); });
`,
  'what is no function': `
test('toSatisfy', () => { expect(1).toSatisfy(5); });
test('fn', () => { vi.fn(5)(); });
test('mockImplementation', () => { vi.fn().mockImplementation(5)(); });
test('a message that is no function', () => { expect.extend({ toBeX() { return { pass: false, message: 5 }; } }); expect(1).toBeX(); });
test('no message', () => { expect.extend({ toBeY() { return { pass: false }; } }); expect(1).toBeY(); });
test('expect.extend', () => { expect.extend({ toBeZ: 5 }); expect(1).toBeZ(); });
test('a matcher that gives nothing', () => { expect.extend({ toBeQ() { } }); expect(1).toBeQ(); });
test('poll', async () => { await expect.poll(5).toBe(1); });
test('waitFor', async () => { await vi.waitFor(5, { timeout: 20 }); });
test('waitUntil', async () => { await vi.waitUntil(5, { timeout: 20 }); });
test('for', () => { test.for(5)('x', () => {}); });
test('spyOn what is no function', () => { vi.spyOn({ a: 1 }, 'a'); });
test('spyOn nothing', () => { vi.spyOn(null, 'a'); });
test('stub without a value', () => { vi.stubGlobal(); vi.stubEnv('A'); });
test('toThrow of what is no function', () => { expect(5).toThrow(); });
test('toThrow with a number', () => { expect(() => { throw new Error('x'); }).toThrow(5); });
test('toHaveLength', () => { expect([1]).toHaveLength(); expect(null).toHaveLength(1); });
test('toContain', () => { expect(5).toContain(1); });
test('withImplementation', () => { vi.fn().mockReturnValueOnce(1).withImplementation(5, 6); });
test('mocked', () => { vi.mocked(5).mockReturnValue(1); });
test('toBeInstanceOf', () => { expect(null).toBeInstanceOf(5); });
test('toHaveBeenCalled', () => { expect(5).toHaveBeenCalled(); });
test('toMatchObject', () => { expect({}).toMatchObject(5); });
test('toMatch', () => { expect('x').toMatch(5); });
test('resolves', async () => { await expect(5).resolves.toBe(5); });
test('rejects', async () => { await expect(5).rejects.toBe(5); });
test('a clock that is not held', () => { vi.advanceTimersByTime(5); });
test('setSystemTime', () => { vi.setSystemTime('x'); });
test('assert.throws', () => { assert.throws(5); });
test('a serializer', () => { expect.addSnapshotSerializer(5); expect(1).toMatchInlineSnapshot('1'); });
test('an equality tester', () => { expect.addEqualityTesters([5]); expect({ a: 1 }).toEqual({ a: 1 }); });
test('onTestFinished', () => { onTestFinished(5); });
test('an inline snapshot of no error', () => { expect(() => 1).toThrowErrorMatchingInlineSnapshot(); });
test('chai.use', () => { chai.use(5); });
test('satisfy', () => { expect(5).to.satisfy(6); });
test('members', () => { expect([1]).to.include.members(5); });
`,
  'globals, waiting, hoisting': `
const { made } = vi.hoisted(() => ({ made: [1] }));
test('hoisted', () => expect(made).toEqual([1]));
test('stubGlobal', () => { vi.stubGlobal('answer', 42); expect((globalThis as any).answer).toBe(42); vi.unstubAllGlobals(); expect('answer' in globalThis).toBe(false); });
test('stubGlobal of what was there', () => { const real = globalThis.fetch; vi.stubGlobal('fetch', 1); vi.stubGlobal('fetch', 2); expect(fetch).toBe(2); vi.unstubAllGlobals(); expect(globalThis.fetch).toBe(real); });
test('stubEnv', () => { const env = (globalThis as any).process?.env; expect(vi.stubEnv('COLOUR', 'red')).toBe(vi); if (env) expect(env.COLOUR).toBe('red'); vi.unstubAllEnvs(); if (env) expect(env.COLOUR).toBe(undefined); });
test('waitFor', async () => { let n = 0; expect(await vi.waitFor(() => { if (++n < 3) throw new Error('not yet'); return n; }, { interval: 1 })).toBe(3); });
test('waitFor what never comes', () => vi.waitFor(() => { throw new Error('not yet'); }, { interval: 1, timeout: 20 }));
test('waitUntil', async () => { let n = 0; expect(await vi.waitUntil(() => ++n > 2 && 'done', { interval: 1 })).toBe('done'); });
test('waitUntil what never comes', () => vi.waitUntil(() => false, { interval: 1, timeout: 20 }));
test('waitUntil of what throws', () => vi.waitUntil(() => { throw new Error('at once'); }));
test('setConfig', () => { vi.setConfig({ maxConcurrency: 2 }); vi.resetConfig(); });
test('inject', () => expect(inject('nothing' as never)).toBe(undefined));
test('a helper', () => { const isTwo = vi.defineHelper((n: number) => expect(n).toBe(2)); isTwo(3); });
test('another expect', ({ task }) => { const own = createExpect(task); own.assertions(2); own(1).toBe(1); });
`,
  'fake timers': `
const T0 = new Date('2026-11-29T00:00:00Z');
afterEach(() => { vi.useRealTimers(); });
test('advance', () => { vi.useFakeTimers(); const f = vi.fn(); setTimeout(f, 1000, 'a'); vi.advanceTimersByTime(999); expect(f).not.toHaveBeenCalled(); vi.advanceTimersByTime(1); expect(f).toHaveBeenCalledExactlyOnceWith('a'); });
test('in order', () => { vi.useFakeTimers(); const seen: string[] = []; setTimeout(() => seen.push('b'), 20); setTimeout(() => seen.push('a'), 10); const stop = setInterval(() => seen.push('i'), 8); vi.advanceTimersByTime(20); clearInterval(stop); expect(seen).toEqual(['i', 'a', 'i', 'b']); expect(vi.getTimerCount()).toBe(0); });
test('run all, and those there are', () => { vi.useFakeTimers(); const seen: number[] = []; setTimeout(() => { seen.push(1); setTimeout(() => seen.push(2), 10); }, 10); vi.runOnlyPendingTimers(); expect(seen).toEqual([1]); vi.runAllTimers(); expect(seen).toEqual([1, 2]); });
test('without end', () => { vi.useFakeTimers({ loopLimit: 50 }); setInterval(() => {}, 1); vi.runAllTimers(); });
test('to the next', () => { vi.useFakeTimers(); const f = vi.fn(); setTimeout(f, 5000); vi.advanceTimersToNextTimer(); expect(f).toHaveBeenCalledTimes(1); });
test('with promises', async () => { vi.useFakeTimers(); const slow = later(60_000, 'slept'); await vi.advanceTimersByTimeAsync(60_000); expect(await slow).toBe('slept'); });
test('run all, with promises', async () => { vi.useFakeTimers(); const f = vi.fn(); void later(10).then(() => later(10)).then(f); await vi.runAllTimersAsync(); expect(f).toHaveBeenCalledTimes(1); });
test('Date', () => { vi.useFakeTimers({ now: T0 }); expect(new Date().toISOString()).toBe(T0.toISOString()); vi.advanceTimersByTime(1500); expect(Date.now() - T0.getTime()).toBe(1500); });
test('setSystemTime', () => { vi.useFakeTimers(); vi.setSystemTime(T0); expect(Date.now()).toBe(T0.getTime()); expect(vi.getMockedSystemTime()).toEqual(T0); expect(vi.getRealSystemTime()).toBeGreaterThan(0); });
test('setSystemTime, with timers that are real', async () => { vi.setSystemTime(T0); await later(2); expect(new Date().getUTCDate()).toBe(29); expect(vi.isFakeTimers()).toBe(false); });
test('performance', () => { vi.useFakeTimers(); const began = performance.now(); vi.advanceTimersByTime(250); expect(performance.now() - began).toBe(250); });
test('only some', () => { vi.useFakeTimers({ toFake: ['Date'] }); vi.setSystemTime(T0); expect(Date.now()).toBe(T0.getTime()); return later(1); });
test('all but some', () => { vi.useFakeTimers({ toNotFake: ['Date'] }); expect(vi.isFakeTimers()).toBe(true); expect(Date.now()).toBeGreaterThan(T0.getTime() - 1e12); });
test('cleared', () => { vi.useFakeTimers(); setTimeout(() => expect.unreachable(), 1); vi.clearAllTimers(); vi.runAllTimers(); });
test('real again', async () => { const real = setTimeout; vi.useFakeTimers(); expect(setTimeout).not.toBe(real); vi.useRealTimers(); expect(setTimeout).toBe(real); await later(1); });
test('advance, and they are real', () => { vi.advanceTimersByTime(1); });
test('waitFor moves them on', async () => { vi.useFakeTimers(); let done = false; setTimeout(() => { done = true; }, 100); await vi.waitFor(() => { if (!done) throw new Error('not yet'); }); });
test('a limit is real', () => { vi.useFakeTimers(); return new Promise(() => {}); }, 20);
test('microtasks are real', async () => { vi.useFakeTimers(); let seen = 0; queueMicrotask(() => { seen++; }); await Promise.resolve(); expect(seen).toBe(1); });
`,
  'process.exit': `
test('leaves', () => process.exit(0));
test('leaves, badly', () => { process.exitCode = 3; try { process.exit(); } finally { process.exitCode = undefined; } });
test('goes on', () => {});
`,
  'process.env': `
test('stubEnv', () => { vi.stubEnv('COLOUR', 'red'); expect(process.env.COLOUR).toBe('red'); vi.stubEnv('COLOUR', undefined); expect('COLOUR' in process.env).toBe(false); vi.unstubAllEnvs(); expect(process.env.COLOUR).toBe(undefined); });
`,
  environment: `
test('process', () => expect(Object.fromEntries(['NODE_ENV', 'VITEST', 'VITEST_MODE', 'TEST', 'MODE', 'DEV', 'PROD', 'SSR', 'BASE_URL', 'VITEST_POOL_ID'].map((name) => [name, process.env[name]]))).toEqual({}));
test('import.meta.env', () => expect(Object.fromEntries(['NODE_ENV', 'VITEST', 'MODE', 'DEV', 'PROD', 'SSR', 'BASE_URL', 'NOPE'].map((name) => [name, import.meta.env[name]]))).toEqual({}));
test('is one with the other', () => { import.meta.env.X = 1; process.env.Y = 'y'; expect([process.env.X, import.meta.env.X, import.meta.env.Y, 'DEV' in import.meta.env, 'Z' in import.meta.env, delete import.meta.env.X, process.env.X]).toEqual([]); });
test('flags', () => { process.env.DEV = ''; const seen = [import.meta.env.DEV]; import.meta.env.DEV = true; expect([...seen, process.env.DEV, import.meta.env.DEV]).toEqual([]); });
test('stubs', () => { vi.stubEnv('A', 'b').stubEnv('DEV', false); const seen = [process.env.A, import.meta.env.A, process.env.DEV, import.meta.env.DEV]; vi.unstubAllEnvs(); expect([...seen, process.env.A, process.env.DEV, import.meta.env.DEV]).toEqual([]); });
test('import.meta.vitest', () => expect([typeof import.meta.vitest, import.meta.vitest.test === test, Object.keys(import.meta).includes('vitest'), meta.vitest, typeof meta.env, meta.env.MODE]).toEqual([]));
test('import.meta', () => expect(Object.keys(import.meta).sort()).toEqual([]));
test('main', () => expect([import.meta.main, meta.main]).toEqual([]));
test('spying on what is no function of a module', () => expect(() => vi.spyOn(library, 'version')).toThrow('nothing'));
test('spying on what a module lacks', () => expect(() => vi.spyOn(library, 'nope')).toThrow('nothing'));
`,
  'environment without process': `
test('import.meta.env', () => expect([import.meta.env.NODE_ENV, import.meta.env.VITEST, import.meta.env.MODE, import.meta.env.DEV, import.meta.env.PROD]).toEqual([]));
test('stubs', () => { vi.stubEnv('A', 'b'); const seen = import.meta.env.A; vi.unstubAllEnvs(); expect([seen, import.meta.env.A]).toEqual([]); });
`,
  'fake timers, left behind': `
test('leaves them', () => { setInterval(() => {}, 10_000); vi.useFakeTimers(); setTimeout(() => {}, 10); setInterval(() => {}, 10); });
`,
};
