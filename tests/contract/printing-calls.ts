// What programs print by calls, and what ends them; printing.test.ts runs each in Node and in the
// engine. A kind after the other, each with its neighbours.

/** Calls of the console's. */
export const CALLS: string[] = String.raw`
console.log()
console.log('')
console.table(new Uint8Array([1, 2])); console.table(new Float32Array(2), []); console.table([new Uint8Array([1])])
async function a() { await null; throw new Error('x'); } async function b() { await a(); } try { await b(); } catch (e) { console.log(e); }
function a() { throw new Error('sync'); } try { [1].forEach(a); } catch (e) { console.log(e); }
try { new Promise((_, r) => { throw new Error('in executor'); }).catch((e) => console.log(e)); await 1; await 2 } catch (e) {}
class A { get x() { throw new Error('getter'); } static s() { return new A().x; } } try { A.s(); } catch (e) { console.log(e); }
try { JSON.parse('{'); } catch (e) { console.log(e); }
try { new Array(-1); } catch (e) { console.log(e); }
try { (void 0)(); } catch (e) { console.log(e); }
try { const c = 1; c = 2; } catch (e) { console.log(e); }
try { x; let x; } catch (e) { console.log(e); }
try { new (class A { constructor() { this.#p(); } #p() { throw new Error('private'); } })(); } catch (e) { console.log(e); }
try { Symbol() + ''; } catch (e) { console.log(e); }
try { decodeURIComponent('%'); } catch (e) { console.log(e); }
try { eval('1 +'); } catch (e) { console.log(e); }
try { new Function('return 1 +'); } catch (e) { console.log(e.name, e.message); }
try { (function r() { r(); })(); } catch (e) { console.log(e.name, e.message); }
try { null[Symbol.iterator]; } catch (e) { console.log(e); }
try { for (const x of 5); } catch (e) { console.log(e); }
try { const { a } = null; } catch (e) { console.log(e); }
try { await import('./nowhere.ts'); } catch (e) { console.log(e.name, e.code); }
try { structuredClone(Symbol()); } catch (e) { console.log(e.name, e.code); }
try { await Promise.any([Promise.reject(new Error('a')), Promise.reject(2)]); } catch (e) { console.log(e); }
const r = await Promise.allSettled([Promise.reject(new Error('a')), 1]); console.log(r);
const e = new Error('e'); console.log([e, e]);
const e = new Error('e'); console.log({ a: e, b: { c: e } });
const e = new Error('e', { cause: new Error('f', { cause: new Error('g') }) }); console.log(e);
const e = new Error('e', { cause: new Error('f', { cause: new Error('g', { cause: new Error('h', { cause: new Error('i') }) }) }) }); console.log({ e });
function mk() { return new Error('inner'); } function f(n) { return n ? f(n - 1) : new Error('outer', { cause: mk() }); } console.log(f(8));
function f(n) { return n ? f(n - 1) : new Error('same stack', { cause: new Error('inner') }); } console.log(f(8));
function f(n) { return n ? f(n - 1) : new Error('long'); } console.log(f(40));
function f(n) { return n ? g(n - 1) : new Error('alternating'); } function g(n) { return f(n); } console.log(f(40));
Error.stackTraceLimit = 30; function f(n) { return n ? f(n - 1) : new Error('limit 30'); } console.log(f(40)); Error.stackTraceLimit = 10
Error.stackTraceLimit = 30; function f(n) { return n ? g(n - 1) : new Error('limit 30'); } function g(n) { return f(n); } console.log(f(40)); Error.stackTraceLimit = 10
console.log(Object.assign(new Error('multi\nline'), { code: 1 }));
console.log(Object.assign(new Error('x'), { name: 'Long Name With Blanks' }));
class HttpError extends Error { constructor(status, m) { super(m); this.name = 'HttpError'; this.status = status; } } console.log(new HttpError(404, 'not found'));
class HttpError extends Error { constructor(status, m) { super(m); this.name = this.constructor.name; this.status = status; } } class NotFound extends HttpError {} console.log(new NotFound(404, 'not found'));
class E2 extends Error {} E2.prototype.name = 'Proto'; console.log(new E2('m'));
function OldError(m) { this.message = m; this.stack = new Error(m).stack; } OldError.prototype = Object.create(Error.prototype); OldError.prototype.constructor = OldError; OldError.prototype.name = 'OldError'; console.log(new OldError('old'));
function OldError(m) { this.message = m; } OldError.prototype = Object.create(Error.prototype); console.log(new OldError('old'));
console.log(Object.assign(new Error('m'), { [Symbol('s')]: 1 }));
console.log(Object.assign(new Error('m'), { stack: 'Custom: stack\n  at nowhere' }));
console.log(Object.assign(new Error('m'), { stack: '    at only:1:1' }));
console.log(Object.assign(new Error('m'), { stack: 'a@b:1:2' }));
console.log(Object.defineProperty(new Error('m'), 'cause', { value: 1, enumerable: true }));
console.log(new AggregateError([new AggregateError([new Error('deep')])], 'outer', { cause: 'c' }));
console.log(Object.assign(new AggregateError([1, 2]), { errors: 5 }));
console.log({ [Symbol.iterator]: 1 }, { *[Symbol.iterator]() {} });
console.log([undefined, , null, NaN, -0, 0]);
console.log([['a', 'b'], ['c', 'd']], [[1, 2, [3, 4, [5, [6]]]]]);
console.log({ a: [{ b: [{ c: [{}] }] }] });
console.log('a'.repeat(10001).length, ['a'.repeat(10001)][0].length);
console.log(['a'.repeat(10001)]);
console.log({ s: 'multi\nline\nstring that is long enough to be broken into several lines by inspect' });
console.log(['multi\nline\nstring that is long enough to be broken into several lines by inspect']);
console.log({ long: Array.from({ length: 120 }, (_, i) => 'k' + i) });
console.log(Object.fromEntries(Array.from({ length: 30 }, (_, i) => ['key' + i, i])));
console.log(new Map(Array.from({ length: 5 }, (_, i) => [{ i }, new Set([i, 'x'.repeat(20)])])));
console.log(new Set([new Set([new Set([new Set([1])])])]));
console.log([1.0, 1.5, 100, 1e100, -1e-7], [0.1 + 0.2]);
console.log([true, false, true, false, true, false, true]);
console.log(Array.from({ length: 50 }, (_, i) => String.fromCharCode(97 + i % 26).repeat(i % 5 + 1)));
console.log(Array.from({ length: 101 }, () => ({ a: 1 })).slice(0, 7));
console.log([Symbol('a'), Symbol.for('b'), Symbol.asyncIterator]);
console.log({ 'a-b': 1, 'ünï': 2, '1a': 3, a1: 4, '': 5, 'a b': 6, "it's": 7 });
console.log({ [Symbol('x y')]: { [Symbol()]: 1 } });
console.log({ f: function () {}, g: () => {}, h() {}, i: class {}, j: class K extends Array {} });
console.log([function () {}, () => {}, async () => {}, function* () {}]);
console.log(Object.assign(() => {}, { a: { b: { c: { d: 1 } } } }));
console.log(class A { static x = 1; static m() {} static #p = 2; static get g() { return 1; } });
console.log(new (class A { constructor() { this.self = this; this.list = [this]; } })());
console.log(new (class Empty {})(), new (class {})(), new (class A extends (class B {}) {})());
console.log(Object.create({ constructor: function Foo() {} }), Object.create({ constructor: 5 }));
console.log(Object.create(null, { a: { value: 1, enumerable: true }, b: { get() { return 1; }, enumerable: true } }));
console.log(Object.setPrototypeOf(() => {}, class A {}.prototype));
console.log(Object.setPrototypeOf([], class A extends Array {}.prototype), Object.setPrototypeOf(new Map(), Object.prototype) instanceof Map);
console.log(Object.setPrototypeOf(new Map([[1, 2]]), Object.prototype));
console.log(Object.setPrototypeOf(new Map([[1, 2]]), class Foo {}.prototype));
console.log(Object.setPrototypeOf(new Set([1]), Map.prototype));
console.log(Object.setPrototypeOf(new Date(0), Object.prototype), Object.setPrototypeOf(/a/, class X {}.prototype));
console.log(Object.setPrototypeOf(new Uint8Array(2), Object.prototype));
console.log(Object.setPrototypeOf(new ArrayBuffer(2), Object.prototype), Object.setPrototypeOf(new ArrayBuffer(2), null));
console.log(Object.setPrototypeOf(new Error('x'), null).message, Object.setPrototypeOf(new Error('x'), class Q {}.prototype));
console.log(Object.setPrototypeOf(new WeakMap(), null), Object.setPrototypeOf(new WeakSet(), Object.prototype));
console.log(Object.setPrototypeOf(new Number(1), Object.prototype), Object.setPrototypeOf(Object(1n), null), Object.setPrototypeOf(Object(Symbol('q')), Object.prototype));
console.log(Object.create(Array.prototype), Object.create(Function.prototype), Object.create(Uint8Array.prototype), Object.create(Number.prototype));
console.log(Object.create(WeakMap.prototype), Object.create(ArrayBuffer.prototype), Object.create(Symbol.prototype), Object.create(Boolean.prototype));
console.log(Object.getPrototypeOf(new Map().entries()), Object.getPrototypeOf([].values()), Object.getPrototypeOf(''[Symbol.iterator]()));
console.log({ __proto__: { get x() { return 1; } } }, { __proto__: class {}.prototype });
console.log(new (class A { get [Symbol.toStringTag]() { return 'Tag'; } x = 1 })(), { get [Symbol.toStringTag]() { return 'T'; } });
console.log(new (class Map2 extends Map { get [Symbol.toStringTag]() { return 'Mine'; } })([[1, 2]]));
console.log(Object.defineProperty([1, 2, 3], 'length', { writable: false }), Object.freeze([1]), Object.seal({ a: 1 }));
console.log(Object.defineProperties({}, { a: { get: () => 1, enumerable: true }, b: { set() {}, enumerable: true } }));
console.log((function (a, b) { 'use strict'; return arguments; })(1, { x: [] }), [(function () { return arguments; })(1)]);
console.log(Object.assign((function () { return arguments; })(1), { x: 1 }));
console.log(new Date(8.64e15), new Date(-1), [new Date(0)], { d: new Date(NaN) });
console.log(/[/]\n/u, new RegExp('\n'), new RegExp('/'), RegExp(''));
console.log('abc'.match(/(?<x>b)/), 'abab'.matchAll(/a/g).next());
console.log('%s|%s|%s', 'a', { a: 1 }, [1, 'b'], 'rest', { b: 2 });
console.log('%s', [1, [2, [3]]], { a: { b: { c: 1 } } });
console.log('%s', function foo() { return 1; });
console.log('%s', class Foo { toString() { return 'x'; } }, new (class Foo extends Error {})('m').message);
console.log('%s', Object.assign(new Error('with code'), { code: 'E' }).code);
console.log('%s', new (class Foo extends Date { toString() { return 'D'; } })(0), new (class Bar extends Date {})(0));
console.log('%i %d %f', '0x10', '0x10', '0x10', 'x');
console.log('%d %d %d', null, undefined, true, [5], new Date(0));
console.log('%j', { a: 1n === 1n, b: undefined, c: () => {} }, '%j');
console.log('%j', 1n);
console.log('%o', { f() {}, s: Symbol('x'), m: new Map([[{}, 1]]) });
console.log('%o %O', [1, { a: 2 }], [1, { a: 2 }]);
console.log('%5d|%-5s|%.2f', 1, 'a', 2.345);
console.log('%', 'a', '%%', 'b');
console.log('a\\nb', 'c\td', '\u001b[31mred\u001b[0m');
console.log([ '\u001b[31mred\u001b[0m', '\x7f', '\u{1F600}', '\u200b', '\ufeff' ]);
console.log(-0, [-0], { a: -0 }, '%d', -0);
console.log(0xff, 1_000_000, 1e-10, 2 ** 53, Number.MAX_VALUE, Number.MIN_VALUE);
console.log(globalThis.constructor === undefined, this);
console.log(new WeakRef([1, 2]), new WeakRef(new Map([[1, 2]])), new WeakRef(() => {}));
console.log(Object.groupBy(['a', 'bb'], (x) => x.length), Array.fromAsync.name);
console.log(new Intl.DateTimeFormat('en', { timeZone: 'UTC' }).format(0), (1234.5).toLocaleString('en'));
console.log(Symbol.prototype[Symbol.toPrimitive], Date.prototype[Symbol.toPrimitive].name);
console.log(structuredClone(new Error('cloned', { cause: 1 })).message, structuredClone(new RangeError('r')) instanceof RangeError);
console.log(structuredClone({ d: new Date(0), r: /x/, b: new Uint8Array(2), n: new Number(1), big: 1n }));
console.table([{ a: 1, b: { c: 2 } }, { a: 'x', d: [1, 2] }]);
console.table([[1, [2, 3]], ['a']]);
console.table({ a: [1, 2], b: { x: 1 }, c: 5 });
console.table([new Error('e').message, 'long '.repeat(30)]);
console.table('abc'); console.table(Symbol('s')); console.table(5n);
console.table([[]], ['a']); console.table([[1]], [0]);
console.table(new Map([['k', new Map([['x', 1]])]]));
console.table(Object.assign([1, 2], { extra: 3 }));
console.table([{ [Symbol('s')]: 1, a: 2 }]);
console.table({ length: 2, 0: 'a', 1: 'b' });
console.table((function () { return arguments; })(1, 2));
console.table([1n, true, undefined, null, 'x', () => {}, class A {}]);
console.table([{ a: 1 }, 5, null, { b: 2 }]);
console.table([new Date(0), { d: new Date(0) }]);
console.table(new (class extends Array {})(3).fill({ a: 1 }));
console.table([{ 'ключ': 'значение', emoji: '👩‍👩‍👧', wide: 'ｗ', zero: 'a\u0301' }]);
console.table([['\u001b[31mred\u001b[0m']]);
console.group('a'); console.group('b'); console.log('x\ny'); console.groupEnd(); console.log('z'); console.groupEnd(); console.log('w');
console.group('g'); console.dir({ a: 'x'.repeat(80), b: { c: [1, 2, 3] } }); console.table([{ a: 1 }]); console.groupEnd();
console.group('g', { a: 1 }, '%s'); console.groupEnd();
console.dir({ a: 1 }, 5); console.dir({ a: 1 }, 'x');
console.dir({ a: { b: { c: {} } } }, { depth: 1, breakLength: 10, compact: 1 });
console.dir(new Map([['a', { b: 1 }]]), { compact: false, depth: 0 });
console.dir({ c: 1, a: 2, b: new Set([3, 1]) }, { sorted: (a, b) => (a < b ? 1 : -1) });
console.dir([1.123456, 1234567.891, 12345n], { numericSeparator: true, breakLength: Infinity });
console.dir({ a: /x/g, b: new Date(0), c: null, d: undefined, e: Symbol('s'), f: () => {}, g: 1n, h: 'str', i: true }, { colors: true });
console.dir(new Error('c').message, { colors: true });
console.dir({ get a() { return { b: 1 }; }, set a(x) {}, get c() { throw new Error('no'); } }, { getters: true, breakLength: 200, depth: 5 });
console.dir({ get a() { return 1; }, set a(x) {}, get b() { return 2; } }, { getters: 'get' });
console.dir(class A { static x = 1; m() {} }, { showHidden: true });
console.dir(new (class A extends (class B { get y() { return 1; } z = 2; m() {} }) { x = 1; get w() { return 3; } })(), { showHidden: true });
console.dir(Object.create({ inherited: 1, get g() { return 1; } }), { showHidden: true });
console.dir([,'a'], { showHidden: true }); console.dir(new Map([[1, 2]]), { showHidden: true });
console.dir('x'.repeat(100), { breakLength: 20 }); console.dir(['x'.repeat(100)], { maxStringLength: 10 });
console.dir(new Set(Array.from({ length: 10 }, (_, i) => i)), { maxArrayLength: 2 }); console.dir(new Map([[1, 1], [2, 2]]), { maxArrayLength: 1 });
console.dir([1, 2, 3], { maxArrayLength: 0 }); console.dir([1, 2, 3], { maxArrayLength: null }); console.dir([1], { maxArrayLength: -1 });
console.dir(new Uint8Array(300), { maxArrayLength: 5 }); console.dir(new ArrayBuffer(300), { maxArrayLength: 5 });
console.dir(new Proxy({ a: 1 }, { get: () => 1 }), { showProxy: true, depth: 0 }); console.dir(new Proxy(new Proxy([], {}), {}), { showProxy: 1 });
console.dir(Object.assign(new Error('x'), { a: 1 }), { showHidden: true });
console.log('a', 1, 'b')
console.log('a\nb', { a: 1 })
console.log(1, 'a', [2])
console.log('%s', 'a')
console.log('%s %s', 'a')
console.log('%s', 'a', 'b', { c: 1 })
console.log('%s %s %s %s %s', 1, -0, 2n, Symbol('s'), undefined)
console.log('%s %s', { a: { b: 1 } }, [1, [2, [3]]])
console.log('%s', { toString() { return 'mine'; } })
console.log('%s', new (class A { toString() { return 'class'; } }))
console.log('%s', new (class A {}))
console.log('%s', class A {}, function f() {}, () => 1)
console.log('%s', new Error('formatted').message)
console.log('%s', new Date(0))
console.log('%s', null, Object.create(null))
console.log('%s', { [Symbol.toPrimitive]() { return 'prim'; } })
console.log('%s', new Proxy({}, { get() { throw new Error('trap'); } }))
console.log('%d %d %d %d', '5', 5n, Symbol('s'), {})
console.log('%d', -0, '%d')
console.log('%i %i %i', 5.9, '7.9px', 5n)
console.log('%f %f', '1.50', Symbol('s'))
console.log('%j %j', { a: [1] }, 'str')
console.log('%j', (() => { const a = {}; a.a = a; return a; })())
console.log('%j', undefined)
console.log('%j', { toJSON() { return 'json'; } })
console.log('%o', { a: { b: { c: { d: {} } } } })
console.log('%o', [1, 2])
console.log('%o', function f() {})
console.log('%o', new Proxy({ a: 1 }, {}))
console.log('%O', { a: { b: { c: { d: {} } } } })
console.log('%c styled %c', 'color: red', '')
console.log('%% %', '%s')
console.log('%s %s', new URL('https://a.b/'), new AbortController())
console.log('100%')
console.log('%x %s', 'a')
console.log('%s')
console.log('%%s', 'a')
console.log('a%', 1)
console.log(5, '%s', 'a')
console.log({ a: 1 }, '%s')
console.info('info %s', 1)
console.debug('debug')
console.warn('warn', { a: 1 })
console.error('error')
console.error(new Error('to stderr'))
console.error('text', new Error('after text'))
console.log('%s!', new Error('as string').message, new Error('rest'))
console.log('x %O y', new Error('by %O'))
console.dir({ a: { b: { c: { d: 1 } } } })
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 })
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: null })
console.dir({ a: 1, [Symbol('s')]: 2 }, { showHidden: true })
console.dir([1, 2], { showHidden: true })
console.dir(new Map([[1, { a: { b: {} } }]]), { depth: 1 })
console.dir({ [Symbol.for('nodejs.util.inspect.custom')]() { return 'custom'; } })
console.dir({ [Symbol.for('nodejs.util.inspect.custom')]() { return 'custom'; } }, { customInspect: true })
console.dir({ a: 'x' }, { colors: true })
console.dir({ b: 1, a: 2 }, { sorted: true })
console.dir({ get a() { return 5; } }, { getters: true })
console.dir(Array.from({ length: 30 }, (_, i) => i), { maxArrayLength: 3 })
console.dir('x'.repeat(30), { maxStringLength: 5 })
console.dir({ a: 1, b: { c: 2 } }, { compact: false })
console.dir({ a: 1, b: 'x'.repeat(30) }, { breakLength: 20 })
console.dir(123456789.123, { numericSeparator: true })
console.dir(new Proxy({ a: 1 }, { get: () => 1 }), { showProxy: true })
console.dir(new WeakRef({ a: 1 }), { depth: 0 })
console.dir([new Blob([])], { depth: 0, customInspect: true })
console.dir(new AbortController(), { depth: 1, customInspect: true })
console.dir(new AbortController(), { depth: null, customInspect: true })
console.dir('string')
console.dir(1, null)
console.dir('%s', 'a')
console.dir(function f() {}, { showHidden: true })
console.dir(new Uint8Array(2), { showHidden: true })
console.dir(Object.assign(new Error('dir'), { code: 1 }), { compact: false })
console.dirxml({ a: 1 }, [2], 'text')
console.dirxml('%s', 'a')
console.table([{ a: 1, b: 'x' }, { a: 2, c: true }])
console.table([[1, 2], [3, 4]])
console.table([1, 'two', { three: 3 }])
console.table({ x: { v: 1 }, y: { v: 2 } })
console.table({ x: 1, y: 'b' })
console.table([{ a: 1, b: 2 }], ['b'])
console.table([{ a: 1, b: 2 }], ['z', 'a'])
console.table([1, 2], ['a'])
console.table([{ a: 1 }], [])
console.table([])
console.table({})
console.table([[]])
console.table(5)
console.table('text')
console.table(null)
console.table(undefined)
console.table()
console.table(() => {})
console.table(new Map([['a', 1], [{ k: 1 }, { v: 1 }]]))
console.table(new Map())
console.table(new Set(['a', { b: 1 }]))
console.table([new Map([[1, 2]]), new Set([1])])
console.table([{ a: { b: { c: 1 } } }, { a: [1, 2, 3, 4, 5] }, { a: { x: 1, y: 2, z: 3 } }])
console.table([{ name: '漢字', mark: 'é' }, { name: '😀', mark: 'x' }])
console.table([null, undefined, { a: undefined, b: null }])
console.table([() => {}, Symbol('s'), 1n, -0])
console.table([{ a: 'two\nlines' }])
console.table([, 1, , 2])
console.table([{ __proto__: { inherited: 1 }, own: 2 }])
console.table(new (class A { x = 1; y = { z: 2 } }))
console.table(new Uint8Array([1, 2]))
console.table([new Date(0), /x/, new Error('in a table').message])
console.table(Object.create(null))
console.table([{ a: 1 }], 'a')
console.table([{ a: 1 }], null)
console.table([{ a: 1 }], { 0: 'a' })
console.table([{ a: 1 }], 5)
console.table(new Proxy([{ a: 1 }], {}))
console.assert(true, 'no')
console.assert(false)
console.assert()
console.assert(false, 'text')
console.assert(false, 'text %s %d', 'a', 5, 'more')
console.assert(false, { a: 1 }, 'text')
console.assert(false, 5)
console.assert(false, undefined)
console.assert(0, '%s', 'a')
console.assert(false, new Error('asserted').message)
console.assert(false, Symbol('s').description)
console.count(); console.count(); console.count('default'); console.countReset(); console.count(); console.countReset()
console.count('a %s'); console.count('a %s'); console.countReset('a %s')
console.count(5); console.count('5'); console.countReset(5)
console.count(null); console.countReset(null)
console.count({}); console.countReset({})
console.count('__proto__'); console.countReset('__proto__')
console.countReset('never')
console.count(undefined); console.countReset()
console.count(Symbol('s'))
console.timeEnd('never')
console.timeEnd()
console.timeLog('never', 1)
console.time('twice'); console.time('twice'); delete console.x
console.time('t'); console.timeLog('t', 'data', { a: 1 }); console.timeEnd('t'); console.timeEnd('t')
console.time(); console.timeEnd()
console.time(5); console.timeEnd('5')
console.time('%s'); console.timeLog('%s', 'a'); console.timeEnd('%s')
console.time(Symbol('s'))
console.group(); console.log('in'); console.groupEnd(); console.log('out')
console.group('title'); console.log('in\nlines\n\nend'); console.group('sub %s', 1); console.log({ a: 1 }); console.groupEnd(); console.groupEnd(); console.log('out')
console.groupCollapsed('collapsed', { a: 1 }); console.error('err'); console.warn('warn'); console.groupEnd()
console.groupEnd(); console.groupEnd(); console.log('still at the margin')
console.group(); console.table([{ a: 1 }]); console.dir({ a: 1 }); console.count('g'); console.countReset('g'); console.groupEnd()
console.group(); console.log('x'.repeat(70), { a: 'y'.repeat(10) }); console.log(Array.from({ length: 40 }, (_, i) => i)); console.groupEnd()
console.group(); console.log(); console.log(''); console.groupEnd()
console.group(); console.time('g'); console.timeEnd('g'); console.assert(false, 'g'); console.trace('g'); console.groupEnd()
console.group(undefined); console.groupEnd()
console.group(); console.log(new Error('indented', { cause: new Error('c') })); console.groupEnd()
console.trace()
console.trace('traced %s', 1, { a: 1 })
(function outer() { (function inner() { console.trace('here'); })(); })()
console.clear()
const e = new Error('a'); e.message = 'b'; console.log(e.stack.split('\n')[0], e)
const e = new Error('a'); e.stack; e.message = 'b'; console.log(e.stack.split('\n')[0], e)
function F() { Error.captureStackTrace(this, F); } console.log(new F())
const o = {}; Error.captureStackTrace(o); console.log(o.stack.split('\n')[0], o)
Error.stackTraceLimit = 0; console.log(new Error('no frames')); Error.stackTraceLimit = 10
Error.stackTraceLimit = 1; console.log(new Error('one frame', { cause: 1 })); Error.stackTraceLimit = 10
const p = Error.prepareStackTrace; Error.prepareStackTrace = (e, frames) => 'prepared ' + e.message + (frames.length > 0); console.log(new Error('m')); console.trace('t'); Error.prepareStackTrace = p
const p = Error.prepareStackTrace; Error.prepareStackTrace = () => [1, 2]; console.log(new Error('m')); console.trace('t'); Error.prepareStackTrace = p
console.log(Error.prepareStackTrace, Object.keys(Error))
const p = new Proxy({}, { get(t, k) { console.log('get', String(k)); return t[k]; } }); console.log(p, [p]); p.x
try { Proxy(); } catch (e) { console.log(e.name, e.message); }
try { new Proxy(1, {}); } catch (e) { console.log(e.name, e.message); }
class P extends Proxy {}
console.log(typeof new Proxy(() => {}, {}), new Proxy([], {}) instanceof Array, Array.isArray(new Proxy([], {})), Proxy.prototype)
console.log(Object.getOwnPropertyDescriptor(globalThis, 'Proxy'), Object.getOwnPropertyNames(Proxy))
[1, 2].forEach(console.log)
const { log } = console; log('detached'); [3].map(console.error)
console.log.call(null, 'called')
console.log(typeof console.log, console.log.name, console.table.name, console.info.name, console.dirxml.name)
console.log(Object.prototype.toString.call(console), typeof console[Symbol.toStringTag])
const old = console.log; console.log = (...a) => old('patched', ...a); console.log(1); console.info(2); console.log = old
console.log(await Promise.resolve({ a: 1 }))
console.log(await Promise.allSettled([1, Promise.reject('no')]))
for await (const x of [Promise.resolve(1)]) console.log(x)
console.log({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new RangeError('from inspect'); } })
console.log({ get [Symbol.toStringTag]() { throw new RangeError('from the tag'); } })
console.log('%d', { valueOf() { throw new RangeError('from valueOf'); } })
console.log('%j', { toJSON() { throw new RangeError('from toJSON'); } })
console.log('%s', Object.create(null))
const { map, join, filter, indexOf } = Array.prototype; Array.prototype.map = Array.prototype.join = Array.prototype.filter = Array.prototype.indexOf = () => { throw 1; }; console.log([1, { a: [2] }], new Map([[1, 2]]), new Error('while broken'), '%s'); console.table([{ a: 1 }]); Object.assign(Array.prototype, { map, join, filter, indexOf }); for (const k of ['map', 'join', 'filter', 'indexOf']) Object.defineProperty(Array.prototype, k, { enumerable: false })
const { get, set, has, entries } = Map.prototype; Map.prototype.get = Map.prototype.set = Map.prototype.has = Map.prototype.entries = Map.prototype[Symbol.iterator] = () => 0; console.log(new Map([])); console.count('m'); console.count('m'); console.countReset('m'); console.time('m'); console.timeEnd('m'); Object.assign(Map.prototype, { get, set, has, entries }); Map.prototype[Symbol.iterator] = entries
const { parse, stringify } = JSON; JSON.stringify = JSON.parse = () => 'mine'; console.log('%j', { a: 1 }, { b: 'c' }); Object.assign(JSON, { parse, stringify })
const { replace, split, slice, indexOf, repeat, padEnd } = String.prototype; Object.assign(String.prototype, { replace: 0, split: 0, slice: 0, indexOf: 0, repeat: 0, padEnd: 0 }); console.group(); console.log('a\nb', { a: 'it\'s' }, new Error('while broken')); console.table([{ a: 1 }]); console.groupEnd(); Object.assign(String.prototype, { replace, split, slice, indexOf, repeat, padEnd }); for (const k of ['replace', 'split', 'slice', 'indexOf', 'repeat', 'padEnd']) Object.defineProperty(String.prototype, k, { enumerable: false })
const { exec, test } = RegExp.prototype; const r = RegExp.prototype[Symbol.replace]; RegExp.prototype[Symbol.replace] = RegExp.prototype.test = () => 0; console.log({ 'a-b': 'c\n' }, new Error('while broken')); RegExp.prototype[Symbol.replace] = r; RegExp.prototype.test = test
const { keys, assign, entries } = Object; Object.keys = Object.entries = () => []; console.log({ a: 1 }, [{ b: 2 }]); console.table([{ a: 1 }]); console.log('%o', [1]); Object.keys = keys; Object.entries = entries
const { toString } = Function.prototype; Function.prototype.toString = () => 'class X {}'; console.log(function f() {}, function* g() {}, async () => {}); Function.prototype.toString = toString
const { round, max, min, floor } = Math; Math.round = Math.max = Math.min = Math.floor = () => NaN; console.log(Array.from({ length: 30 }, (_, i) => i)); console.table([1]); console.time('n'); console.timeEnd('n'); Object.assign(Math, { round, max, min, floor })
const { toString: o } = Object.prototype; Object.prototype.toString = () => '[object Mine]'; console.log({}, Object.create(null), (function () { return arguments; })()); Object.prototype.toString = o
const E = Error; globalThis.Error = class Error {}; console.log(new E('the real one'), new Error()); globalThis.Error = E
const M = Map; globalThis.Map = undefined; console.log(new M([[1, 2]]), [1]); globalThis.Map = M
const { now } = performance; performance.now = () => NaN; console.time('p'); console.timeEnd('p'); performance.now = now
try { new URL('nonsense'); } catch (e) { console.log(e, e.stack.split('\n')[0]); }
try { new URL('x', 'nonsense'); } catch (e) { console.log(e); }
try { new URL(); } catch (e) { console.log(e, String(e)); }
try { structuredClone(() => {}); } catch (e) { console.log(e, e.stack.split('\n')[0]); }
try { atob('*'); } catch (e) { console.log(e, String(e), Object.keys(e)); }
try { AbortSignal.abort().throwIfAborted(); } catch (e) { console.log(e); }
const c = new AbortController(); c.abort(); console.log(c.signal.reason)
const e = new DOMException('x', 'AbortError'); console.log(e.stack.split('\n')[0], 'stack' in e, e instanceof Error)
console.log(URL.name, URL.length, URL === URL.prototype.constructor, Object.getPrototypeOf(AbortSignal) === EventTarget, new URL('http://a') instanceof URL)
class Site extends URL { get top() { return this.hostname; } } console.log(new Site('http://a.b').top, new Site('http://a') instanceof URL)
console.timeEnd('late'); console.log('before it')
`
  .trim()
  .split('\n');

/** What a page cannot know, or has otherwise: there it prints this, and in Node something else. */
export const DIFFERENT: [code: string, inThePage: string][] = [
  ['Promise.resolve(1)', 'Promise { <state unknown> }'],
  ["Promise.reject(new Error('no')).catch(() => {})", 'Promise { <state unknown> }'],
  ['(async () => 1)()', 'Promise { <state unknown> }'],
  [
    '(() => { const p = Promise.resolve(1); return p.then(() => p); })()',
    'Promise { <state unknown> }',
  ],
  ['new (class Mine extends Promise {})((done) => done(1))', 'Mine [Promise] { <state unknown> }'],
  ['{ list: [Promise.all([1])] }', '{ list: [ Promise { <state unknown> } ] }'],
  ['Object.assign(Promise.resolve(1), { a: 1 })', 'Promise { <state unknown>, a: 1 }'],
  ['new Promise(() => {})', 'Promise { <state unknown> }'],
  ['new Map([[1, 2]]).entries()', '[Map Iterator] { <items unknown> }'],
  ['new Map([[1, 2]]).keys()', '[Map Iterator] { <items unknown> }'],
  ['new Map()[Symbol.iterator]()', '[Map Iterator] { <items unknown> }'],
  ['new Set([1]).values()', '[Set Iterator] { <items unknown> }'],
  ['new Set([1]).entries()', '[Set Iterator] { <items unknown> }'],
  ['Object.setPrototypeOf(new (class Gone {}), null)', '[Object: null prototype] {}'],
  ["new Headers({ A: '1' })", "Headers { a: '1' }"],
  ["new URLSearchParams('a=1').keys()", 'URLSearchParams Iterator { <items unknown> }'],
  ['new ReadableStream()', 'ReadableStream { locked: false }'],
  ['new WritableStream()', 'WritableStream { locked: false }'],
  ['Object.setPrototypeOf(Promise.resolve(1), null)', '[Object: null prototype] {}'],
  ['Object.create(Promise.prototype)', 'Promise { <state unknown> }'],
  ['Object.create(new Map().entries())', '[Map Iterator] { <items unknown> }'],
  ['new MessageChannel()', 'MessageChannel {}'],
];

/** What ends a program. */
export const UNCAUGHT: string[] = String.raw`
throw 'text'
throw 5
throw -0
throw 5n
throw undefined
throw null
throw true
throw Symbol('s')
throw ''
throw { a: [1] }
throw { a: { b: { c: { d: 1 } } } }
throw { a: { b: { c: { d: { e: { f: { g: {} } } } } } } }
throw [[[[[[[[1]]]]]]]]
throw new Error('1', { cause: new Error('2', { cause: new Error('3', { cause: new Error('4', { cause: new Error('5', { cause: { a: {} } }) }) }) }) })
throw Object.assign(new Error('deep'), { a: { b: { c: { d: { e: { f: 1 } } } } } })
throw Object.assign(new Error('custom'), { [Symbol.for('nodejs.util.inspect.custom')]() { return 'custom'; } })
throw [1, 'two']
throw () => {}
throw class A {}
throw new Map([[1, 2]])
throw new Date(0)
throw /x/
throw new Proxy({ a: 1 }, {})
throw Object.create(null)
throw { [Symbol.for('nodejs.util.inspect.custom')]() { return 'custom'; } }
throw { message: 'no error', stack: 'no stack' }
throw new Error('message')
throw new Error('')
throw new TypeError('two\nlines')
throw new Error('outer', { cause: new Error('inner', { cause: 'deep' }) })
throw Object.assign(new Error('coded'), { code: 'E_CODE' })
throw Object.assign(new Error('more', { cause: { a: 1 } }), { code: 1, list: [1], inner: new RangeError('in') })
throw new AggregateError([new Error('a'), 'b'], 'all')
throw Object.assign(new Error('renamed'), { name: 'Renamed' })
throw Object.assign(new Error('m'), { message: 'changed' })
throw Object.assign(new Error('m'), { stack: undefined })
throw Object.assign(new Error('m'), { stack: 5 })
throw Object.assign(new Error('m'), { stack: { a: 1 } })
throw Object.assign(new Error('m'), { stack: 'only text' })
throw new (class MyError extends Error { extra = [1] })('mine')
throw new (class MyError extends Error { get name() { return 'Getter'; } })('mine')
throw Object.setPrototypeOf(new Error('m'), Object.prototype)
void Error.prototype.stack; throw new Error('after the stack of its prototype was read')
class MyError extends Error {} void MyError.prototype.stack; throw new MyError('mine')
(function outer() { (function inner() { null.x; })(); })()
Promise.reject('text')
Promise.reject(5)
Promise.reject(undefined)
Promise.reject({ a: [1] })
Promise.reject(new Error('rejected', { cause: 'why' }))
Promise.reject(Object.assign(new Error('coded'), { code: 'E_CODE' }))
Promise.any([Promise.reject(1)])
(async () => { throw new RangeError('from an async function'); })()
(async () => { await null; throw { after: 'await' }; })()
setTimeout(() => { throw { from: 'a timer' }; })
setTimeout(() => { throw Object.assign(new Error('from a timer'), { code: 'E' }); })
queueMicrotask(() => { throw new Error('from a microtask'); })
await Promise.reject(Object.assign(new Error('awaited'), { code: 'E' }))
`
  .trim()
  .split('\n');
