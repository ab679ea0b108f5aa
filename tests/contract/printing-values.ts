// Values that programs print; printing.test.ts has Node and the engine print them.
// A kind after the other, each with its neighbours.

/** Values, each of them printed by itself, in an array, and as what an object holds. */
export const VALUES: string[] = String.raw`
undefined
null
true
0
-0
NaN
-Infinity
1e21
123456789.125
0n
-12345678901234567890n
''
'plain'
"it's"
"it's \"both\""
"it's \"all\" \`three\`"
'a\nb\tc\\d\u0000\u001b\u009f'
'\ud800 lone'
'x'.repeat(200)
'line\n'.repeat(12)
Symbol()
Symbol('s')
Symbol.for('with blank')
Symbol.iterator
Symbol('a\nb')
function f() {}
function () {}
(() => {})
(a, b) => a
Object.assign(function f() {}, { a: 1, [Symbol('k')]: 2 })
function* g() {}
function* () {}
async function af() {}
async () => {}
async x => x
async function* ag() {}
({ m() {} }).m
({ *m() {} }).m
({ async m() {} }).m
({ async *m() {} }).m
({ async() {} }).async
({ async(a) { return (a) => a } }).async
({ get a() { return 1; } })
({ *[Symbol.iterator]() {} })
({ async *'with blank'() {} })
Object.getOwnPropertyDescriptor({ get a() { return 1; } }, 'a').get
(function () {}).bind(null)
(function named() {}).bind(null)
(async function named() {}).bind(null)
Object.setPrototypeOf(function f() {}, null)
Object.setPrototypeOf(function* f() {}, null)
Object.setPrototypeOf(async () => {}, null)
Object.defineProperty(function () {}, 'name', { value: 5 })
new (function* () {}).constructor()
new (async () => {}).constructor('return 1')
async (a = (1, 2)) => a
async /* c */ function named() {}
async function /* c */ * /* d */ g() {}
{ 'async'() {}, async: () => {}, async async() {}, *'*'() {}, ['a' + 1]: async () => {} }
Object.setPrototypeOf({ async m() {} }.m, null)
Object.setPrototypeOf({ *m() {} }.m, null)
class A {}
class {}
class A extends Object {}
class A extends Array { static x = 1 }
class A extends null {}
class A { static name = 'B' }
Object.assign(class A {}, { a: 1 })
new (class A { #p = 1; x = 1; get y() { return 2; } })
new (class A { static x = 1 })
new (class extends Map {})([[1, 2]])
new (class S extends Set {})([1])
new (class E extends Array {})(3)
new (class P extends Promise {})(() => {}) && 1
new (class D extends Date {})(0)
new (class R extends RegExp {})('a', 'g')
{}
{ a: 1 }
{ a: 1, 'b-c': 2, 3: 4, [Symbol('s')]: 5, __proto__: null }
{ ['__proto__']: 1 }
{ get a() { return 1; }, set a(v) {}, get b() { return 1; }, set c(v) {} }
{ a: undefined, b: null, c: () => {}, d: class {} }
{ a: { b: { c: { d: 1 } } } }
{ a: { b: { c: {} } } }
{ a: { b: { c: [] } } }
{ a: { b: { c: [1], d: new Map(), e: new Map([[1, 2]]), f: new (class Z {}) } } }
Object.create(null)
Object.create({})
Object.create({ a: 1 })
Object.create(class A {}.prototype)
Object.freeze(Object.create(null))
Object.freeze({ a: 1 })
Object.setPrototypeOf({ a: 1 }, Array.prototype)
Object.defineProperty({}, 'hidden', { value: 1 })
{ [Symbol.toStringTag]: 'Tagged' }
{ [Symbol.toStringTag]: 'Module', a: 1 }
{ __proto__: null, [Symbol.toStringTag]: 'Module', a: 1 }
Object.freeze({ __proto__: null, [Symbol.toStringTag]: 'Tagged', a: 1 })
new (class A { get [Symbol.toStringTag]() { return 'B'; } })
new (class A { get [Symbol.toStringTag]() { return 'A'; } })
{ constructor: 'x' }
{ constructor: { name: 'Fake' } }
{ toString() { return 'mine'; } }
{ valueOf: 1, toJSON() { return 2; } }
{ href: 'x', protocol: 'y' }
{ length: 2, callee: 1 }
{ then() {} }
(() => { const a = { x: 1 }; a.self = a; return a; })()
(() => { const a = [1]; a.push(a, { a }); return a; })()
(() => { const a = {}, b = { a }; a.b = b; return [a, b]; })()
(() => { const m = new Map(); m.set(m, m); return m; })()
(() => { const s = new Set(); s.add(s); return s; })()
[]
[1, 2, 3]
[undefined, null]
[, 1, , , 2, ,]
new Array(5)
new Array(200).fill(7)
Array.from({ length: 101 }, (_, i) => i)
Array.from({ length: 27 }, (_, i) => 'item ' + i)
Array.from({ length: 30 }, (_, i) => i * 1000)
Array.from({ length: 30 }, (_, i) => 'é漢😀'.repeat(i % 4))
['a'.repeat(80), 'b']
[[[[[]]]]]
[[1, [2, [3, [4]]]]]
Object.assign([1, 2], { x: 1, '-1': 2, 4294967295: 3, [Symbol('k')]: 4 })
Object.setPrototypeOf([1, 2], null)
[1.5, -2, 300]
[1n, 22n, 333n, 4444n, 5n, 6n, 7n]
[{ a: 1, b: 2 }, { a: 3, b: 4 }]
Array.from({ length: 8 }, (_, i) => ({ name: 'n' + i, list: [i, i] }))
(function () { return arguments; })(1, 'a')
(function () { return arguments; })()
(function () { 'use strict'; return arguments; })(1)
new Map()
new Map([['a', 1], [{ b: 1 }, [2]]])
new Map(Array.from({ length: 120 }, (_, i) => [i, i]))
Object.assign(new Map([[1, 2]]), { x: 1 })
Object.setPrototypeOf(new Map([[1, 2]]), null)
Object.setPrototypeOf(new Set([1]), null)
Object.setPrototypeOf(new Map([[1, 2]]), Set.prototype) && 1
new Set()
new Set(['a', 1, [2]])
Object.assign(new Set([1]), { x: 1 })
new WeakRef({ a: 1 })
new WeakRef([1])
(function* () {})()
(function* named() { yield 1; })()
(async function* () {})()
[1][Symbol.iterator]()
[1].entries()
'abc'[Symbol.iterator]()
'abc'.matchAll(/b/g)
[1].values().map((x) => x)
Iterator.from({ next() {} })
new Uint8Array(3)
new Uint8Array()
new Float64Array([1.5, -0])
new BigInt64Array([1n, -1n])
new Uint8ClampedArray(200)
Object.assign(new Uint16Array(1), { x: 1 })
Object.setPrototypeOf(new Int8Array(2), null)
new Float32Array(new ArrayBuffer(8), 4)
new ArrayBuffer(4)
new ArrayBuffer(0)
new ArrayBuffer(60)
Object.assign(new ArrayBuffer(2), { x: 1 })
new ArrayBuffer(4, { maxByteLength: 8 })
(() => { const b = new ArrayBuffer(4); structuredClone(b, { transfer: [b] }); return b; })()
new DataView(new ArrayBuffer(4), 1)
new Date(0)
new Date(NaN)
Object.assign(new Date(0), { x: 1 })
Object.setPrototypeOf(new Date(0), null)
/a\/b/gi
/(?<n>[a-z]+)/dv
Object.assign(/a/, { x: 1 })
Object.setPrototypeOf(/a/g, null)
/b/.exec('abc')
/(?<n>b)(x)?/.exec('abc')
new Number(1)
new Number(-0)
new String('str')
Object.assign(new String('str'), { x: 1 })
new Boolean(false)
Object(1n)
Object(Symbol('s'))
Object.assign(new Number(1), { x: 1 })
new (class N extends Number {})(3)
Object.setPrototypeOf(new Number(3), null)
Object.setPrototypeOf(new String('a'), null)
new Proxy({ a: 1 }, {})
new Proxy([1, 2], {})
new Proxy(Object.freeze({ a: 1 }), { isExtensible() { throw new Error('trap'); } })
new Proxy(function f() {}, {})
new Proxy(class A {}, {})
new Proxy({ a: 1 }, { get() { throw new Error('trap'); }, ownKeys() { throw new Error('trap'); }, getPrototypeOf() { throw new Error('trap'); } })
new Proxy(new Map([[1, 2]]), {})
new Proxy(new Proxy({ a: 1 }, {}), {})
new Proxy(new (class A { x = 1 }), {})
new Proxy(new Date(0), {})
new Proxy(async () => {}, {})
Reflect.construct(Proxy, [{ a: 1 }, {}])
Proxy.revocable({ a: 1 }, {}).proxy
(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()
(() => { const { proxy, revoke } = Proxy.revocable(() => {}, {}); revoke(); return proxy; })()
Object.create(new Proxy({ a: 1 }, {}))
[Proxy.name, Proxy.length, Object.keys(Proxy), typeof Proxy.revocable]
structuredClone({ a: new Map([[1, new Date(0)]]), e: [/x/g] })
structuredClone(new (class A { x = 1 }))
JSON.parse('{"__proto__": 1, "a": [null]}')
Object.groupBy([1, 2, 3], (x) => (x % 2 ? 'odd' : 'even'))
Map.groupBy([1, 2], (x) => x)
Promise.withResolvers().resolve
Object.getOwnPropertyDescriptors({ a: 1, get b() { return 1; } })
Object.entries({ a: 1, b: [2] })
import.meta.url.slice(0, 8)
queueMicrotask.name
{ [Symbol.for('nodejs.util.inspect.custom')]() { return 'custom'; } }
{ [Symbol.for('nodejs.util.inspect.custom')]() { return { other: 1 }; } }
{ [Symbol.for('nodejs.util.inspect.custom')]() { return 'two\nlines'; } }
{ [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) { return inspect([depth, options.depth, options.breakLength, typeof options.stylize]); } }
new (class A { [Symbol.for('nodejs.util.inspect.custom')](depth, options) { return options.stylize('A!', 'special'); } })
new Error('message')
new Error('')
new Error()
new Error('two\nlines')
new TypeError('type')
new Error('outer', { cause: new Error('inner') })
new Error('outer', { cause: new TypeError('inner', { cause: 'deep' }) })
new Error('outer', { cause: { a: 1 } })
new Error('outer', { cause: undefined })
Object.assign(new Error('coded'), { code: 'E_CODE' })
Object.assign(new Error('many'), { code: 1, list: [1], inner: new RangeError('in') })
Object.assign(new Error('coded', { cause: new Error('c') }), { code: 'E', errno: -2 })
new AggregateError([new Error('a'), 'b'], 'all')
new AggregateError([])
Object.assign(new Error('renamed'), { name: 'Renamed' })
Object.defineProperty(new Error('renamed'), 'name', { value: 'Hidden' })
Object.assign(new Error('m'), { name: '' })
Object.assign(new Error('m'), { name: 5 })
Object.assign(new Error('m'), { name: undefined })
Object.assign(new Error('m'), { message: 'changed' })
Object.assign(new Error('m'), { message: undefined })
Object.assign(new Error('m'), { stack: undefined })
Object.assign(new Error('m'), { stack: '' })
Object.assign(new Error('m'), { stack: 5 })
Object.assign(new Error('m'), { stack: { a: 1 } })
Object.assign(new Error('m'), { stack: 'only text' })
Object.assign(new Error('m'), { stack: 'Error: m\n    at somewhere (else.js:1:1)', code: 3 })
Object.assign(new Error('m'), { stack: null, x: 1 })
(() => { const e = new Error('m'); delete e.stack; return e; })()
Object.defineProperty(new Error('m'), 'stack', { get() { throw 1; } })
Object.defineProperty(new Error('m'), 'message', { get() { throw 1; } })
Object.defineProperty(new Error('m'), 'name', { get() { throw 1; } })
Object.setPrototypeOf(new Error('m'), null)
Object.setPrototypeOf(new Error('m'), Object.prototype)
Object.create(Error.prototype)
new (class MyError extends Error {})('mine')
new (class MyError extends Error { name = 'Other' })('mine')
new (class extends Error {})('anonymous')
new (class MyError extends TypeError { constructor(m) { super(m); this.extra = { a: 1 }; } })('mine')
new (class Problem extends Error { get name() { return 'Getter'; } })('mine')
new (class Problem extends Error { toString() { return 'mine'; } })('mine')
(() => { const e = new Error('self'); e.cause = e; return e; })()
(() => { const e = new Error('self'); e.self = e; return e; })()
(() => { const a = new Error('a'); const b = new Error('b', { cause: a }); a.cause = b; return b; })()
{ e: new Error('in an object') }
{ a: { b: { e: new Error('deep') } } }
{ a: { b: { c: { e: new Error('too deep') } } } }
[new Error('in an array'), new Error('another', { cause: 1 })]
new Map([['e', new Error('in a map')]])
{ e: Object.assign(new Error('in an object'), { code: 'E', stack: 'Error: in an object' }) }
new SyntaxError('syntax').name
(() => { try { null.x; } catch (e) { return e; } })()
(() => { try { undefinedName; } catch (e) { return e; } })()
(() => { try { BigInt(1.5); } catch (e) { return e; } })()
(() => { try { JSON.parse('{x'); } catch (e) { return e.message; } })()
(() => { function deep(n) { if (n) return deep(n - 1); throw new Error('deep'); } try { deep(30); } catch (e) { return e; } })()
(() => { class K { static m() { throw new Error('in m'); } run() { K.m(); } } try { new K().run(); } catch (e) { return e; } })()
new DOMException('dom', 'AbortError').message
`
  .trim()
  .split('\n');

/**
 * What the platform brings. Seen from inside it differs with its version, and a page cannot look
 * into weak collections.
 */
export const BROUGHT: string[] = String.raw`
Math.max
new Function('a', 'return a')
Promise.resolve
new (class F extends Function {})('return 1')
Object.create(Object.create(null))
new WeakMap()
new WeakMap([[{}, 1]])
new WeakSet([{}])
Object.assign(new WeakSet(), { x: 1 })
new FinalizationRegistry(() => {})
new SharedArrayBuffer(4)
Math
JSON
Atomics
Reflect
Intl
new Intl.NumberFormat('en')
Number.prototype
String.prototype
Boolean.prototype
Symbol.prototype
BigInt.prototype
Function.prototype
Array.prototype
Map.prototype
Set.prototype
Date.prototype
RegExp.prototype
Error.prototype
ArrayBuffer.prototype
Uint8Array.prototype
Object.getPrototypeOf(Uint8Array)
Object.prototype
WeakMap.prototype
DataView.prototype
Object.getPrototypeOf(function* () {})
Object.getPrototypeOf(async () => {})
class A { x = 1 }.prototype
class B extends class A {} {}.prototype
Proxy
new URL('https://user:pw@example.com:8080/a?b=c#d')
new URL('blob:x')
new URLSearchParams()
new URLSearchParams('a=1&b=2&a=it%27s')
new URLSearchParams('long=' + 'x'.repeat(90) + '&b=2')
new AbortController()
new AbortController().signal
AbortSignal.abort('why')
new Headers()
new Headers({ a: '1', 'x-long': 'y' })
new Blob(['abc'])
new Blob(['abc'], { type: 'text/plain' })
new File(['abc'], 'a.txt', { lastModified: 5 })
new EventTarget()
new (class Mine extends EventTarget { x = 1 })
new (class Mine extends URL {})('https://a.b/')
new (class Mine extends Headers {})({ a: '1' })
new TextDecoder()
new TextEncoder()
new CountQueuingStrategy({ highWaterMark: 3 })
new ByteLengthQueuingStrategy({ highWaterMark: 3 })
new Request('https://a.b/').method
{ u: { u: { u: new URL('https://a.b/') } } }
{ u: { u: { u: new Headers({ a: '1' }) } } }
{ u: { u: { u: new Blob([]), v: new File([], 'n') } } }
{ u: { u: { u: new URLSearchParams('a=1') } } }
{ u: { u: { u: new TextEncoder(), v: new TextDecoder() } } }
{ u: { u: { u: new AbortController(), v: new AbortController().signal } } }
{ u: { u: new AbortController() } }
{ u: { u: { u: new FormData() } } }
(() => { const f = new FormData(); f.append('a', '1'); f.append('a', '2'); f.append('a', '3'); f.append('b', 'c'); return f; })()
new FormData()
new (class M extends AbortController {})
new TextDecoder('utf-16le', { fatal: true })
new URL(import.meta.url).protocol
URL
URLSearchParams
Event
CustomEvent
AbortSignal
AbortController
TextEncoder
TextDecoder
Blob
File
MessageChannel
MessagePort
MessageEvent
WebSocket
Crypto
CompressionStream
DOMException
Performance
PerformanceMark
class extends URL {}
class Mine extends Event {}
fetch
structuredClone
atob
crypto
console
{ e: { e: { e: new EventTarget() } } }
AbortSignal.abort().reason
AbortSignal.abort(5).reason
new DOMException()
new DOMException('by hand')
new DOMException('by hand', 'AbortError')
new DOMException('by hand', { name: 'Named', cause: 5 })
new (class Mine extends DOMException {})('mine', 'NameError')
new Error('outer', { cause: new DOMException('inner') })
Object.getOwnPropertyNames(new DOMException('late'))
`
  .trim()
  .split('\n');
