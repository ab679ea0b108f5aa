// What there is to call: the same in the page as in Node. Both are walked, class by class; a newer
// browser, or a newer Node, is found out here.
import { expect, test } from 'vitest';
import { ENGINE, runCode, useEngine } from './engine.ts';
import { inNode, same, split } from './in-node.ts';
import { expected } from './otherwise.ts';

useEngine();

/** Prints all that there is, and then which of `asked` there is by inheritance. */
const walk = (asked: string[] = []): string => `process;
const found = new Set();
const seen = new Set();
const visit = (value, path, depth) => {
  if (Object(value) !== value || depth > 4 || seen.has(value)) return;
  seen.add(value);
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === 'symbol' && !Object.values(standard).includes(key)) continue;
    const at = path + '.' + (typeof key === 'symbol' ? key.description : key);
    if (/^(length|name|constructor|arguments|caller)$/.test(String(key))) continue;
    if (key !== 'prototype') found.add(at);
    const { value: inner } = Object.getOwnPropertyDescriptor(value, key);
    visit(inner, at, depth + 1);
  }
};
const standard = Object.fromEntries(Object.getOwnPropertyNames(Symbol).map((key) => [key, Symbol[key]]).filter(([, value]) => typeof value === 'symbol'));
const P = Object.getPrototypeOf;
const roots = {
  AsyncFunction: P(async function () {}), GeneratorFunction: P(function* () {}), AsyncGeneratorFunction: P(async function* () {}),
  ArrayIterator: P([].values()), MapIterator: P(new Map().values()), SetIterator: P(new Set().values()), StringIterator: P(''[Symbol.iterator]()),
  RegExpIterator: P(''.matchAll(/a/g)), IteratorHelper: P([].values().map((x) => x)), WrapForValid: P(Iterator.from({ next() {} })),
  TypedArray: P(Uint8Array), Segments: P(new Intl.Segmenter().segment('')), performance: P(performance), navigator: P(navigator), crypto: P(crypto),
  process, console,
};
const names = Object.getOwnPropertyNames(globalThis).sort();
for (const name of names) {
  found.add(name);
  if (/^[A-Z]/.test(name) && name !== 'Buffer') roots[name] = globalThis[name];
}
for (const name of ['process', 'console']) for (const key of Object.keys(roots[name])) found.add(name + '.' + key);
for (const [name, value] of Object.entries(roots)) if (!/^(process|console)$/.test(name)) visit(value, name, 0);
const isThere = (path) => { const keys = path.split('.'); const last = keys.pop(); let at = globalThis; for (const key of keys) at = key in Object(at) ? at[key] : undefined; return Object(at) === at && last in at; };
console.log(JSON.stringify([[...found].sort(), ${JSON.stringify(asked)}.filter(isThere)]));`;

type Walked = [found: string[], there: string[]];
const walkNode = (asked?: string[]): Walked => JSON.parse(inNode(walk(asked)).stdout) as Walked;
const walkPage = async (asked?: string[]): Promise<Walked> => {
  const ran = await runCode(walk(asked), {}, { limits: { chars: 1e7 } });
  expect(ran.stderr).toBe('');
  return JSON.parse(ran.stdout) as Walked;
};

/** What the page has and Node has not: the web's threads, and what cannot be taken away. */
const ONLY_HERE =
  /^(Worker($|\.)|onmessage$|postMessage$|self$|MessageChannel\.prototype\.port|Event\.prototype\.(NONE|\w+_(PHASE|TARGET))$)|toStringTag$/;
/** What Node has and the page has not, or only where it is secure: README.md says what of it. */
const ONLY_IN_NODE =
  /^(CryptoKey|SubtleCrypto)($|\.)|^BroadcastChannel\.|^console\._|^console\.Console|^process\.(_|moduleLoadList$|finalization$|report$|stdin$)|^Performance\.prototype\.(markResourceTiming|nodeTiming)|^performance\.(markResourceTiming|nodeTiming)|^Request\.prototype\.attribute$|^Event\.prototype\.isTrusted$/;

test.skipIf(ENGINE !== 'page')('the page has what Node has, and nothing newer', async () => {
  const [inNodes] = walkNode();
  const [here, nodesHere] = await walkPage(inNodes);
  const [, oursThere] = walkNode(here);
  const more = here.filter((path) => !inNodes.includes(path) && !oursThere.includes(path));
  const newer = more.filter((path) => !ONLY_HERE.test(path)).join('\n');
  expect(newer).toBe(expected('what the page has and Node has not', '', newer));
  const less = inNodes.filter((path) => !here.includes(path) && !nodesHere.includes(path));
  const lacking = less.filter((path) => !ONLY_IN_NODE.test(path)).join('\n');
  expect(lacking).toBe(expected('what Node has and the page has not', '', lacking));
});

const GLOBALS = `
console.log(typeof process, Object.keys(globalThis).sort().join(), Object.prototype.toString.call(globalThis));
---
for (const name of ['global', 'structuredClone', 'atob', 'performance', 'fetch', 'navigator', 'crypto', 'queueMicrotask', 'console', 'WebSocket', 'Event', 'setTimeout']) { const { get, set, value, ...its } = Object.getOwnPropertyDescriptor(globalThis, name); console.log(name, typeof global, typeof get, get?.name, typeof set, set?.name, typeof value, its); }
---
console.log(navigator, Object.keys(Object.getPrototypeOf(navigator)), navigator.userAgent, navigator instanceof Navigator, Object.prototype.toString.call(navigator), navigator.hardwareConcurrency > 0);
---
console.log(btoa('x'), atob('eA=='), structuredClone({ a: 1 }), performance.now() > 0, crypto.randomUUID().length); performance = 5; console.log(performance); fetch = 3; console.log(fetch);
---
console.log(typeof Temporal, typeof Math.sumPrecise, typeof Map.prototype.getOrInsert, typeof WeakMap.prototype.getOrInsertComputed, typeof Uint8Array.fromBase64, 'toHex' in new Uint8Array(), typeof Iterator.zip, typeof Iterator.concat, typeof Error.isError, typeof RegExp.escape, typeof Promise.try, typeof Float16Array, typeof Math.f16round, typeof Array.fromAsync, typeof Atomics.pause);
---
console.log(await Array.fromAsync(ReadableStream.from([1, 2])), await Array.fromAsync(ReadableStream.from((async function* () { yield 'a'; yield 'b'; })())), ReadableStream.from.length, ReadableStream.from('ab') instanceof ReadableStream);
---
for (const bad of [5, null, {}, undefined]) try { ReadableStream.from(bad); } catch (error) { console.log(error.name, error.code, error.message); }
---
const stream = ReadableStream.from((async function* () { try { yield 1; yield 2; } finally { console.log('finally'); } })()); const reader = stream.getReader(); console.log((await reader.read()).value); console.log(await reader.cancel('x')); console.log(await reader.closed);
---
const stream = ReadableStream.from((async function* () { yield 1; throw new RangeError('x'); })()); try { for await (const v of stream) console.log(v); } catch (error) { console.log(String(error)); }
---
let pulled = 0; const stream = ReadableStream.from({ [Symbol.iterator]: () => ({ next: () => ({ done: pulled > 3, value: ++pulled }) }) }); await new Promise((ok) => setTimeout(ok, 5)); console.log(pulled, await Array.fromAsync(stream));
---
const its = new Intl.Locale('de-DE'); console.log(its.calendars, its.hourCycles, its.numberingSystems, its.timeZones, its.textInfo, its.weekInfo);
---
const f = () => import('./a.ts'); async function g(x = import.meta.url) { const { a } = await import('node:events', { with: {} }); return [typeof arguments, a]; } console.log(f.toString(), String(g), String(() => typeof arguments), String(() => arguments), String(() => ({ arguments })), String(() => [arguments, typeof (arguments)]));
---
class A { static x = import.meta.url; m() { return import.meta.dirname + import.meta.url; } } console.log(String(A), String(A.prototype.m), String(function* () { yield import('./a.ts'); }), String({ get a() { return import.meta; } }.constructor));
---
console.log(Function.prototype.toString.toString(), Function.prototype.toString.call(Map), Function.prototype.toString.name, Function.prototype.toString.length, String(Proxy), String(new Proxy(Map, {})), String(new Function('return 1'))); try { Function.prototype.toString.call(5); } catch (error) { console.log(error.name, error.message); }
---
const { EventEmitter } = await import('node:' + 'events'); console.log(typeof EventEmitter);
---
const name = ['util'][0]; const { inspect } = await import(name); console.log(inspect({ a: 1 }), typeof globalThis.process);
---
const part = 'events'; console.log(typeof (await import(\`node:\${part}\`)).once, typeof (await import(part ? 'timers' : './a.ts')).setTimeout, typeof (await import((() => 'node:util')())).inspect);
---
for (const name of ['no-such', 'node:nope', './x.ts']) try { await import(name); } catch (error) { console.log(name, error.code); }
`;
test.each(split(GLOBALS))('what is global, and what it says of itself: %s', same);
