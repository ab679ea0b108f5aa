// What programs take from Node: Node itself is the judge, as each is run in it too.
import { expect, test } from 'vitest';
import { BUFFERS } from './buffer-table.ts';
import { asked } from './asked.ts';
import { IMPORTS, OF_NODE } from './refusals-of-node.ts';
import { ENGINE, runCode, someOf, useEngine } from './engine.ts';
import { same, split } from './in-node.ts';

useEngine();

const ORDER = `
function ping(n) { const { port1, port2 } = new MessageChannel(); port2.onmessage = () => { console.log('m', n); port2.close(); if (n < 3) ping(n + 1); }; port1.postMessage(0); } ping(1); setImmediate(() => { console.log('i1'); setImmediate(() => { console.log('i2'); setImmediate(() => console.log('i3')); }); });
---
setTimeout(() => console.log('x'), 20); setTimeout(() => console.log('y'), 20).unref(); setTimeout(() => console.log('never'), 500_000).unref(); for (const end = performance.now() + 60; performance.now() < end; );
---
setImmediate(() => console.log('x')); setImmediate(() => console.log('y')).unref();
---
setImmediate(() => { console.log('x'); setImmediate(() => console.log('never')).unref(); }); setImmediate(() => console.log('y')).unref();
---
setTimeout(() => { console.log('x'); setImmediate(() => console.log('never')).unref(); }, 20);
---
setImmediate(() => { console.log('x'); setTimeout(() => console.log('y'), 20).unref(); for (const end = performance.now() + 60; performance.now() < end; ); });
---
setTimeout(() => console.log('a'), 40); setTimeout(() => console.log('b'), 30); for (const end = performance.now() + 80; performance.now() < end; ); setTimeout(() => console.log('c'), 30);
---
setTimeout(() => console.log('timeout'), 0); process.nextTick(() => console.log('tick')); queueMicrotask(() => console.log('micro')); Promise.resolve().then(() => console.log('promise')); console.log('body');
---
setTimeout(() => { Promise.resolve().then(() => console.log('promise')); process.nextTick(() => console.log('tick')); queueMicrotask(() => console.log('micro')); console.log('timer'); });
---
setTimeout(() => { setImmediate(() => console.log('immediate')); setTimeout(() => console.log('timeout'), 0); process.nextTick(() => console.log('tick')); });
---
setTimeout(() => console.log('g'), 1); setTimeout(() => console.log('f'), 0); setTimeout(() => console.log('h'), -5); setTimeout(() => console.log('i'));
---
setTimeout(() => console.log('b'), 60); setTimeout(() => console.log('a'), 1); for (const end = Date.now() + 150; Date.now() < end;); setTimeout(() => console.log('c'), 20);
---
for (let i = 0; i < 3; i++) setTimeout(() => { console.log('timer', i); Promise.resolve().then(() => console.log('promise', i)); process.nextTick(() => console.log('tick', i)); }, 1);
---
setImmediate(() => { console.log(1); setImmediate(() => console.log(3)); process.nextTick(() => console.log('tick')); Promise.resolve().then(() => console.log('promise')); }); setImmediate(() => console.log(2));
---
setImmediate(() => { process.nextTick(() => { console.log('a'); process.nextTick(() => console.log('b')); Promise.resolve().then(() => console.log('d')); }); Promise.resolve().then(() => { console.log('c'); process.nextTick(() => console.log('e')); }); setImmediate(() => console.log('f')); });
---
const id = setImmediate(() => console.log('no')); setImmediate(() => console.log('yes')); clearImmediate(id);
---
setImmediate(() => { clearImmediate(second); console.log('first'); }); const second = setImmediate(() => console.log('second'));
---
setTimeout(() => { setImmediate(() => console.log('immediate')); setTimeout(() => console.log('timeout'), 0); for (const end = performance.now() + 100; performance.now() < end;); });
---
let n = 0; const t = setInterval(() => { console.log(++n); if (n === 3) clearInterval(t); }, 2);
---
const t = setTimeout(() => console.log('never'), 5000); t.unref(); console.log(t.hasRef()); setTimeout(() => console.log('kept'), 5);
---
const t = setTimeout(() => console.log('held'), 100); t.unref().ref(); console.log(t.hasRef());
---
let beats = 0; setInterval(() => beats++, 1).unref(); setTimeout(() => console.log('end', beats > 0), 100);
---
const t = setTimeout(() => console.log('refreshed', performance.now() - began >= 450), 400); const began = performance.now(); setTimeout(() => t.refresh(), 60);
---
const t = setTimeout(() => { console.log('ran'); if (n++ < 2) t.refresh(); }, 1); let n = 0;
---
const t = setTimeout(() => console.log('no'), 5); t.close(); console.log(t.hasRef(), typeof t[Symbol.toPrimitive]());
---
const t = setTimeout(() => console.log('no'), 5); clearTimeout(+t); const u = setTimeout(() => console.log('no'), 5); clearTimeout(String(+u));
---
{ using t = setTimeout(() => console.log('no'), 1); console.log(t.constructor.name); } { using i = setImmediate(() => console.log('no')); console.log(i.constructor.name, i.hasRef()); }
---
const p = Promise.reject(new Error('x')); process.nextTick(() => p.catch(() => console.log('caught')));
---
process.on('unhandledRejection', () => console.log('unhandled')); Promise.reject(1); process.nextTick(() => { console.log('tick'); Promise.resolve().then(() => console.log('micro')); });
---
process.on('unhandledRejection', (x) => { console.log('UR', x); queueMicrotask(() => console.log('mt')); process.nextTick(() => console.log('nt')); }); setTimeout(() => { Promise.reject(1); Promise.reject(2); }, 1);
---
setImmediate(() => { throw new Error('a'); }); setImmediate(() => console.log('second')); process.once('uncaughtException', () => process.nextTick(() => console.log('tick')));
---
process.once('uncaughtException', (e) => { console.log('UE', e.message); process.nextTick(() => console.log('tick')); queueMicrotask(() => console.log('micro')); }); setTimeout(() => { throw new Error('a'); }, 1); setTimeout(() => console.log('t2'), 1); for (const due = performance.now() + 5; performance.now() < due; ); setTimeout(() => console.log('t3'), 60);
---
const t = new EventTarget(); t.addEventListener('x', () => { throw new Error('bad'); }); t.addEventListener('x', () => console.log('other')); t.dispatchEvent(new Event('x')); console.log('after'); queueMicrotask(() => console.log('micro'));
---
process.on('uncaughtException', (e) => console.log('UE', e.message)); const t = new EventTarget(); t.addEventListener('x', () => { throw new Error('bad'); }); setTimeout(() => { t.dispatchEvent(new Event('x')); console.log('after'); Promise.resolve().then(() => console.log('micro')); }, 1);
---
const ac = new AbortController(); ac.signal.onabort = () => { throw new Error('bad'); }; try { ac.abort(); } finally { console.log('finally'); }
---
process.on('uncaughtException', (e) => console.log('UE', e.message)); queueMicrotask(() => { throw new Error('m'); }); queueMicrotask(() => console.log('micro')); process.nextTick(() => console.log('tick'));
---
process.nextTick(() => console.log('tick')); queueMicrotask(() => console.log('micro')); throw new Error('top');
---
setTimeout((a, b) => console.log(a, b), 500, 'one', 2); setImmediate((...all) => console.log(all), 1, 2); process.nextTick((a, b) => console.log(a, b), 'x', 'y');
---
setTimeout(function () { console.log(this === t, this.constructor.name); }, 1); const t = setTimeout(function () { console.log(this === t); }, 1);
---
for (const f of [() => setTimeout('x'), () => setTimeout(), () => setImmediate(5), () => process.nextTick(null), () => queueMicrotask({})]) try { f(); } catch (error) { console.log(error.name, error.code, error.message); }
---
console.log(clearTimeout(undefined), clearTimeout(99999), clearInterval(null), clearImmediate({}));
---
setTimeout(() => console.log('long'), 2 ** 31); setTimeout(() => console.log('late'), 20);
---
await null; process.nextTick(() => console.log('tick')); Promise.resolve().then(() => console.log('promise')); await new Promise((ok) => setTimeout(ok, 1)); console.log('after'); process.nextTick(() => console.log('tick 2')); queueMicrotask(() => console.log('micro 2'));
---
const order = []; const say = (x) => order.push(x); setTimeout(() => { say('t1'); process.nextTick(say, 'n1'); Promise.resolve().then(() => say('p1')).then(() => process.nextTick(say, 'n2')).then(() => say('p2')); }); setTimeout(() => say('t2')); setTimeout(() => console.log(order.join()), 5);
---
let n = 0; const spin = () => { if (++n < 1000) process.nextTick(spin); else console.log('ticks', n); }; setTimeout(() => console.log('timer'), 0); process.nextTick(spin);
---
let n = 0; const spin = () => { if (++n < 500) setImmediate(spin); else { console.log('immediates', n); clearInterval(t); } }; const t = setInterval(() => {}, 1000); setImmediate(spin);
---
setTimeout(() => console.log('2'), 60); setTimeout(() => console.log('1'), 1); setTimeout(() => console.log('10'), 300); setTimeout(() => console.log('5'), 150);
---
const m = new MessageChannel(); m.port1.onmessage = ({ data }) => { console.log(data); m.port1.close(); setTimeout(() => console.log('timer'), 0); setImmediate(() => console.log('immediate')); }; m.port2.postMessage('message');
`;

const EXIT = `
process.on('exit', () => { console.log('a'); throw new Error('in exit'); }); process.on('exit', () => console.log('never'));
---
process.on('uncaughtException', (error) => console.log('caught', error.message)); process.on('exit', () => { throw new Error('in exit'); });
---
process.on('uncaughtException', (error) => console.log('caught', error.message)); process.on('exit', () => { throw new Error('in exit'); }); process.exit(3);
---
process.on('exit', (code) => { console.log(code); throw new Error('in exit'); }); throw new Error('first');
---
import assert from 'node:assert'; process.on('exit', () => assert.equal(1, 2));
---
process.on('beforeExit', () => { throw new Error('before'); }); process.on('exit', (code) => console.log(code));
---
process.on('unhandledRejection', () => { throw new Error('z'); }); process.on('exit', (code) => console.log('exit', code)); Promise.reject(1);
---
process.on('unhandledRejection', () => { throw new Error('z'); }); process.on('uncaughtException', (error, origin) => console.log('caught', error.message, origin)); process.on('exit', (code) => console.log('exit', code)); Promise.reject(1);
---
process.on('exit', (code) => console.log(code, process.exitCode)); process.exit(256);
---
process.exitCode = 256 + 3;
---
process.exitCode = -1;
---
process.exit(1e10);
---
process.on('exit', (code) => console.log('exit', code)); console.log('body');
---
process.on('exit', (code) => console.log('exit', code, process.exitCode)); process.exit(3); console.log('never');
---
process.exitCode = 4; process.on('exit', (code) => console.log(code));
---
process.on('exit', () => { process.exitCode = 9; });
---
process.on('exit', () => process.exit(7)); process.exit(2);
---
try { process.exit(5); } finally { console.log('never'); }
---
setTimeout(() => { console.log('a'); process.exit(1); }, 1); setTimeout(() => console.log('b'), 2);
---
let n = 0; process.on('beforeExit', (code) => { console.log('before', code); if (n++ < 2) setTimeout(() => console.log('more'), 1); }); process.on('exit', () => console.log('exit'));
---
process.on('exit', () => { setTimeout(() => console.log('never')); process.nextTick(() => console.log('never')); console.log('last'); });
---
process.on('uncaughtException', (error, origin) => console.log('caught', error.message, origin)); setTimeout(() => { throw new Error('one'); }, 1); setTimeout(() => console.log('goes on'), 5);
---
process.on('uncaughtException', (error, origin) => console.log('caught', error.message, origin)); setTimeout(() => console.log('goes on'), 5); throw new Error('top');
---
process.on('unhandledRejection', (reason, promise) => console.log('unhandled', reason, promise instanceof Promise)); Promise.reject(1); setTimeout(() => console.log('goes on'), 5);
---
process.on('uncaughtException', (error, origin) => console.log(error.message, origin)); Promise.reject(new Error('lost')); setTimeout(() => console.log('goes on'), 5);
---
process.on('uncaughtExceptionMonitor', (error) => console.log('seen', error.message)); process.on('exit', (code) => console.log('exit', code)); setTimeout(() => { throw new Error('x'); });
---
process.on('exit', (code) => console.log('exit', code)); throw new Error('x');
---
process.on('exit', (code) => console.log('exit', code)); await new Promise(() => {});
---
process.once('uncaughtException', (error) => console.log('first', error.message)); process.nextTick(() => { throw new Error('tick'); }); setImmediate(() => console.log('goes on'));
---
process.setUncaughtExceptionCaptureCallback((error) => console.log('captured', error.message)); console.log(process.hasUncaughtExceptionCaptureCallback()); setTimeout(() => { throw new Error('x'); });
---
Promise.reject(new Error('first')); setImmediate(() => console.log('never'));
---
for (const code of [1.5, 'x', {}, true]) try { process.exitCode = code; } catch (error) { console.log(error.name, error.code, error.message); }
---
process.exit('6');
---
let p; process.on('unhandledRejection', (x) => console.log('unhandled', x)); process.on('rejectionHandled', (q) => console.log('handled', q === p)); p = Promise.reject(1); setTimeout(() => p.catch((x) => console.log('caught', x)), 5);
---
process.on('uncaughtException', (e, o) => console.log(e.name, e.message, e.code, o, String(e))); for (const x of ['str', 1, null, undefined, {}, [1], () => 5, new Map(), new Date(0), 1n]) Promise.reject(x);
---
process.on('uncaughtException', (e, o) => console.log(e.message, o)); throw 'top';
---
process.on('exit', (c) => console.log(c, process.exitCode)); process.exitCode = 5; Promise.reject(new Error('x'));
---
process.on('exit', () => { process.exitCode = 6; }); throw new Error('x');
---
process.exitCode = 5; process.on('exit', (c) => console.log(c)); await new Promise(() => {});
---
process.on('exit', async () => { console.log('a'); await null; console.log('b'); }); await new Promise(() => {});
---
process.on('exit', async () => { console.log('a'); await null; console.log('never'); }); process.exit();
---
queueMicrotask(() => { throw new Error('micro'); }); process.on('uncaughtException', (error) => console.log(error.message));
---
process.on('beforeExit', () => console.log('before')); process.on('exit', () => console.log('exit')); for (let i = 0; i < 9; i++) setTimeout(() => {}, 1).unref();
---
process.on('beforeExit', () => console.log('before')); process.on('exit', () => console.log('exit')); for (let i = 0; i < 9; i++) process.nextTick(() => setImmediate(() => {}));
---
process.on('beforeExit', () => { console.log('before'); setTimeout(() => {}, 1).unref(); process.nextTick(() => console.log('tick')); }); process.on('exit', () => console.log('exit'));
---
process.on('beforeExit', async () => { console.log('before'); await null; console.log('after'); if (n++ < 2) setImmediate(() => console.log('more')); }); let n = 0; process.on('exit', () => console.log('exit'));
---
let n = 0; process.on('beforeExit', () => { console.log('before'); process.nextTick(() => { console.log('tick'); if (n++ < 2) setImmediate(() => {}); }); });
---
process.on('beforeExit', () => { console.log('before'); Promise.reject(new Error('r')); }); process.on('exit', (code) => console.log('exit', code));
---
process.on('exit', (code) => { console.log(code); process.exit(9); }); throw new Error('x');
---
process.exitCode = 6; process.on('exit', (code) => { console.log(code, process.exitCode); process.exitCode = undefined; }); Promise.reject(new Error('x'));
`;

const PROCESS = `
Array.prototype[Symbol.iterator] = function* () { yield 'bad'; }; const { port1, port2 } = new MessageChannel(); port1.onmessage = (event) => { console.log(event.data); port1.close(); }; port2.postMessage('m'); process.on('foo', (a) => console.log(a)); process.emit('foo', 1); process.on('exit', (code) => console.log(code)); Promise.reject(new Error('r'));
---
Promise.prototype.then = function () { console.log('bad'); return this; }; console.log('a'); await null; console.log('b'); setTimeout(() => console.log('t'));
---
for (const C of [Map, Set, WeakMap, WeakSet]) for (const key of Object.getOwnPropertyNames(C.prototype)) if (key !== 'constructor' && key !== 'size') C.prototype[key] = () => { throw 1; }; console.log('a', { a: 1 }); setTimeout(() => console.log('t'), 20); process.on('exit', (code) => console.log(code)); setTimeout(() => Promise.reject(new Error('r')), 40);
---
const { write } = process.stdout; process.stdout.write = function (...all) { return write.call(this, '[' + all.length + typeof all[1] + (this === process.stdout) + all[0] + ']\\n'); }; console.log('x'); console.table([1]); console.dir(2); console.group('g'); console.info('two\\nlines'); process.stdout.write('own'); delete process.stdout.write; console.log('as before');
---
let said = ''; process.stderr.write = (text) => { said += text; return true; }; console.error('e'); console.warn('w'); console.assert(false, 'no'); console.trace('t'); process.emitWarning('careful'); setTimeout(() => console.log(said.split('\\n').filter((line) => !/^ +at |node --trace/.test(line)).join('|').replace(/node:\\d+/, 'node:1')), 5);
---
process.stdout.write = () => { throw new Error('bad'); }; console.log('lost'); delete process.stdout.write; console.log('next');
---
const say = (...all) => process.stdout.write(JSON.stringify(all) + '\\n'); console.log = (...all) => say('log', ...all); console.warn = (...all) => say('warn', ...all); console.error = (...all) => say('error', all.length); console.table([1]); console.table(5); console.group('a', 1); console.count(); console.assert(false, 'x %s', 'y'); console.assert(0); console.trace('t'); console.info('bare'); process.emitWarning('w');
---
const seen = []; process.on('warning', (warning) => seen.push(warning.code)); const b = Buffer.from('abc'); console.log(b.subarray(1), b.slice(1), b.map((byte) => byte + 1), b.filter((byte) => byte > 97), Buffer.of(1, 2, 300)); setTimeout(() => console.log(seen), 1);
---
console.log(typeof process, String(process), process instanceof (await import('node:events')).EventEmitter, Object.prototype.toString.call(process));
---
console.log(process.argv.length, process.argv[0] === process.execPath, process.argv[1].endsWith('main.mts') || process.argv[1].endsWith('main.ts'), process.argv.slice(2));
---
process.env.A = 1; process.env.B = undefined; console.log(process.env.A, process.env.B, process.env.NOPE, 'A' in process.env, delete process.env.A, process.env.A, typeof process.env);
---
console.log(process.platform, /^v24\\./.test(process.version), process.versions.node === process.version.slice(1), process.arch, process.title.length > 0, typeof process.pid, process.release.name);
---
console.log(process.stdout.write('text\\n'), process.stdout.write(Buffer.from('bytes\\n')), process.stdout.isTTY); process.stdout.write('a'); process.stdout.write('b\\n', () => console.log('written'));
---
const [s, ns] = process.hrtime(); const since = process.hrtime([s, ns]); console.log(Number.isInteger(s), ns < 1e9, since[0], typeof process.hrtime.bigint(), process.uptime() < 60, process.uptime() > 0);
---
process.on('warning', (warning) => console.log(warning.name, warning.message, warning.code)); process.emitWarning('careful'); process.emitWarning('old', 'DeprecationWarning', 'DEP1'); process.emitWarning('x', { type: 'T', code: 'C' }); process.emitWarning(new RangeError('r')); console.log('sync');
---
process.on('warning', (w) => console.log(w.name, w.message)); process.noDeprecation = true; process.emitWarning('old', 'DeprecationWarning', 'DEP1'); process.emitWarning('other');
---
process.throwDeprecation = true; process.on('uncaughtException', (e, o) => console.log('UE', e.name, e.message, e.code, o)); process.emitWarning('old', 'DeprecationWarning', 'DEP1'); process.emitWarning('other'); console.log('sync'); process.nextTick(() => console.log('tick'));
---
process.throwDeprecation = process.noDeprecation = true; process.emitWarning('old', 'DeprecationWarning'); const { deprecate } = await import('node:util'); const f = deprecate(() => {}, 'old f'); f(); process.on('warning', (w) => console.log(w.message)); process.noDeprecation = process.throwDeprecation = false; f(); f();
---
process.on('warning', (w) => console.log([w.name, w.message, w.code, w.detail])); process.emitWarning('a', { detail: 5, type: '' }); process.emitWarning('b', { detail: 'more', code: 'C' }); process.emitWarning('c', 'T', 'C', function f() {}); process.emitWarning('d', 'T', () => {}); process.emitWarning('e', () => {}); for (const args of [[5], ['a', 5], ['a', []], ['a', 'b', 5], ['a', null]]) try { process.emitWarning(...args); } catch (e) { console.log(e.message); }
---
process.on('warning', (w) => console.log(w.name, w.message)); for (const ms of [NaN, {}, 'abc', -1, -2, 2 ** 31, Infinity, -Infinity, undefined, null, '5', 0]) { setTimeout(() => {}, ms).unref(); clearInterval(setInterval(() => {}, ms)); } setTimeout(() => setTimeout(() => {}, -5), 1);
---
const t = setInterval(() => {}, 10); clearInterval(t); console.log(t._repeat, t._idleTimeout); const u = setInterval(() => { clearInterval(u); console.log(u._repeat, u._idleTimeout); }, 1); setTimeout(() => console.log(u._destroyed), 50);
---
console.log(typeof process.cwd(), process.listenerCount('exit'), process.on('foo', () => {}) === process, process.emit('foo'));
---
console.log(typeof process.getBuiltinModule('node:events'), process.getBuiltinModule('node:nope'), process.getBuiltinModule('util').inspect({ a: 1 }));
---
import process2, { argv, nextTick, env } from 'node:process'; import other from 'process'; console.log(process2 === process, other === process, argv === process.argv, env === process.env); nextTick(() => console.log('tick'));
---
console.log(typeof global, global === globalThis, globalThis.process === process, typeof globalThis.Buffer, typeof setImmediate, typeof globalThis['setImmediate']);
---
console.log(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()), crypto.randomUUID().length);
---
function greet(n) { return 'hi ' + name; } try { console.log(greet('bob')); } catch (error) { console.log(String(error)); }
---
for (const name of 'name close location origin reportError requestAnimationFrame importScripts XMLHttpRequest indexedDB EventSource FileReader OffscreenCanvas isSecureContext scheduler caches onerror fonts trustedTypes crossOriginIsolated createImageBitmap Temporal'.split(' ')) try { console.log(name, eval(name)); } catch (error) { console.log(String(error)); }
---
const s = AbortSignal.timeout(20); s.addEventListener('abort', () => console.log(s.reason.name, s.reason.code, s.reason.message, s.aborted)); setTimeout(() => console.log('end'), 100);
---
const s = AbortSignal.timeout(20); console.log(s.aborted, s instanceof AbortSignal, AbortSignal.timeout.name, AbortSignal.timeout.length); await new Promise((ok) => s.addEventListener('abort', ok)); console.log('never');
---
for (const ms of [undefined, 'x', -1, 1.5, NaN]) try { AbortSignal.timeout(ms); console.log('taken', ms); } catch (error) { console.log(error.name, error.code, error.message); }
---
const a = { d: new Date(0), m: new Map([[1, { x: 1 }]]) }; const b = structuredClone(a); console.log(b, b.m !== a.m); try { structuredClone(() => {}); } catch (error) { console.log(error.name); }
---
performance.mark('a'); performance.measure('m', 'a'); console.log(performance.getEntriesByName('m')[0].entryType, typeof performance.now(), typeof performance.timeOrigin, typeof performance.toJSON());
`;

const MODULES = `
import { inspect } from 'node:util'; console.log(inspect({ get a() { return () => 1; }, get b() { return class A {}; }, get c() { return { x: 1 }; }, get d() { return null; } }, { getters: true }));
---
import { setTimeout, setImmediate, setInterval, scheduler } from 'node:timers/promises'; console.log(await setTimeout(2, 'value'), await setImmediate('now')); let n = 0; for await (const v of setInterval(1, 'beat')) { console.log(v); if (++n === 3) break; } await scheduler.wait(1); await scheduler.yield(); console.log('end');
---
import { setTimeout as sleep } from 'timers/promises'; const ac = new AbortController(); const p = sleep(1000, null, { signal: ac.signal }); ac.abort(); try { await p; } catch (error) { console.log(error.name, error.code, error.message); }
---
import assert from 'assert'; assert(true); console.log(typeof assert.ok);
---
import { once } from 'events'; const events = []; console.log(typeof once, events);
---
import * as process from 'process'; console.log(typeof process.exit, typeof process.default);
---
import process from 'process'; console.log(globalThis.process?.pid === process.pid);
---
const events = await import('events'); console.log(typeof events.once);
---
export * from 'util'; const util = 5; console.log(util);
---
import { getEventListeners as all, getMaxListeners as most, listenerCount as count, once } from 'node:events'; const e = new EventTarget(); const f = () => {}; const h = { handleEvent() {} }; console.log(all(e, 'x'), count(e, 'x'), most(e), most(AbortSignal.abort())); for (const its of [f, f, h]) e.addEventListener('x', its); e.addEventListener('x', f, true); console.log(all(e, 'x'), all(e, 'x')[0] === f); e.removeEventListener('x', f); console.log(count(e, 'x')); e.removeEventListener('x', f, { capture: true }); console.log(all(e, 'x')); const p = once(e, 'o'); e.addEventListener('o', () => console.log(count(e, 'o')), { once: true }); console.log(count(e, 'o')); e.dispatchEvent(new Event('o')); await p; console.log(all(e, 'o')); const ac = new AbortController(); e.addEventListener('s', f, { signal: ac.signal }); console.log(count(e, 's'), count(ac.signal, 'abort')); ac.abort(); e.addEventListener('s', f, { signal: ac.signal }); console.log(count(e, 's'), count(ac.signal, 'abort')); const s = new AbortController().signal; s.onabort = f; console.log(count(s, 'abort')); e.addEventListener('q', f, { once: true }); e.removeEventListener('q', f); e.addEventListener('q', f, null); e.dispatchEvent(new Event('q')); console.log(count(e, 'q')); for (const ask of [() => all(null, 'x'), () => count({}, 'x'), () => all(5, 'x'), () => most({})]) try { ask(); } catch (error) { console.log(error.code, error.message); }
---
import { captureRejections, init } from 'events'; console.log(captureRejections, typeof init);
---
import assert from 'node:assert'; for (const [a, b] of [[[1], [2]], [{ a: { b: 1 } }, new Map([[1, { x: 1 }]])], ['x\\n'.repeat(12), 'y'], ['x'.repeat(600), 'y']]) try { assert.deepStrictEqual(a, b); } catch (error) { error.stack = 'stack'; console.log(error, [error], error.actual === a); }
---
import { setTimeout as sleep } from 'node:timers/promises'; sleep(5000, 'x', { ref: false }).then(console.log); await sleep(1); console.log('end');
---
import timers, { setTimeout as t, promises } from 'node:timers'; t(() => console.log('t'), 1); console.log(timers.setTimeout === globalThis.setTimeout, typeof promises.setTimeout, Object.keys(timers).sort().join());
---
import { promisify } from 'node:util'; console.log(await promisify(setTimeout)(1, 'slept'), await promisify(setImmediate)('now'));
---
import { EventEmitter, once, on } from 'node:events'; const e = new EventEmitter(); e.on('a', (...x) => console.log(x)); console.log(e.emit('a', 1, 2), e.emit('b')); setTimeout(() => e.emit('c', 5)); console.log(await once(e, 'c')); setTimeout(() => { e.emit('d', 1); e.emit('d', 2); }); let n = 0; for await (const v of on(e, 'd')) { console.log(v); if (++n === 2) break; }
---
import EventEmitter from 'events'; const e = new EventEmitter(); e.once('a', () => console.log('once')); e.prependListener('a', () => console.log('first')); e.emit('a'); e.emit('a'); console.log(e.listenerCount('a'), e.eventNames());
---
import { EventEmitter } from 'node:events'; for (const args of [[new Error('boom')], [{ a: 1 }], []]) try { new EventEmitter().emit('error', ...args); } catch (error) { console.log(error.message, error.code); } try { new EventEmitter().on('a', 5); } catch (error) { console.log(error.message, error.code, error.name); }
---
import { EventEmitter, errorMonitor } from 'node:events'; const e = new EventEmitter({ captureRejections: true }); e.on(errorMonitor, (x) => console.log('seen', x.message)); e.on('error', (x) => console.log('handled', x.message)); e.on('a', async () => { throw new Error('rejected'); }); e.emit('a');
---
import { EventEmitter } from 'node:events'; class Job extends EventEmitter { name = 'j'; } console.log(new Job(), new EventEmitter()); const e = new EventEmitter(); e.on('x', () => {}); console.log(e._events, Object.keys(e));
---
import { EventEmitter, getEventListeners, listenerCount, getMaxListeners, setMaxListeners } from 'node:events'; const e = new EventEmitter(); const f = () => {}; e.on('newListener', (n, g) => console.log('new', n, g === f)); e.on('removeListener', (n) => console.log('removed', n)); e.on('x', f); console.log(getEventListeners(e, 'x'), listenerCount(e, 'x'), getMaxListeners(e)); e.off('x', f); setMaxListeners(5); console.log(new EventEmitter().getMaxListeners(), EventEmitter.defaultMaxListeners); try { e.setMaxListeners(-1); } catch (x) { console.log(x.message, x.code); }
---
import { once, on, EventEmitter } from 'node:events'; const ac = new AbortController(); const e = new EventEmitter(); const p = once(e, 'a', { signal: ac.signal }); ac.abort(); try { await p; } catch (x) { console.log(x.name, x.code, x.message); } try { for await (const x of on(e, 'a', { signal: AbortSignal.abort() })) console.log(x); } catch (x) { console.log(x.name, x.code); } const t = new EventTarget(); const q = once(t, 'go'); t.dispatchEvent(new Event('go')); console.log((await q)[0].type);
---
import { EventEmitter } from 'node:events'; function Old() { EventEmitter.call(this); } Object.setPrototypeOf(Old.prototype, EventEmitter.prototype); const o = new Old(); o.on('z', () => { console.log('z'); o.on('z', () => console.log('late')); }); o.emit('z'); const f = () => console.log('f'); o.removeAllListeners(); o.on('a', f).on('a', f); o.off('a', f); o.emit('a'); console.log(o.rawListeners('a').length);
---
import util, { inspect, format, types, isDeepStrictEqual, promisify, callbackify, inherits, deprecate, stripVTControlCharacters, styleText } from 'node:util'; console.log(inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0 }), format('%s %d %i %j %o %%', 'a', 1.5, 1.5, { a: 1 }, [1]), util.inspect === inspect, inspect.custom); console.log(isDeepStrictEqual({ a: [1, new Map([[1, { b: 2 }]])] }, { a: [1, new Map([[1, { b: 2 }]])] }), isDeepStrictEqual([1], ['1']), isDeepStrictEqual(new Set([{ a: 1 }]), new Set([{ a: 1 }])), isDeepStrictEqual(NaN, NaN), isDeepStrictEqual(0, -0));
---
for (const load of [() => import('node:nope'), () => import('node:' + 'nope')]) await load().catch((error) => console.log(error.code, error.message));
---
import { promisify, callbackify } from 'node:util'; const f = promisify((a, cb) => cb(null, a + 1)); console.log(await f(1), f.name); const g = promisify((cb) => cb(new Error('no'))); await g().catch((error) => console.log(error.message)); callbackify(async (x) => x * 2)(4, (error, value) => console.log(error, value)); try { promisify(5); } catch (error) { console.log(error.message); } await promisify(callbackify(async () => { throw null; }))().catch((error) => console.log(error.code, error.message));
---
import { types } from 'node:util'; console.log(types.isPromise(Promise.resolve()), types.isMap(new Map()), types.isSet([]), types.isDate(new Date()), types.isRegExp(/x/), types.isAsyncFunction(async () => {}), types.isGeneratorFunction(function* () {}), types.isGeneratorObject((function* () {})()), types.isNativeError(new TypeError()), types.isTypedArray(new Uint8Array()), types.isUint8Array(Buffer.alloc(1)), types.isArrayBuffer(new ArrayBuffer(1)), types.isBoxedPrimitive(Object(1)), types.isNumberObject(1), types.isWeakMap(new WeakMap()), types.isMapIterator(new Map().keys()), types.isDate({ [Symbol.toStringTag]: 'Date' }));
---
import { inherits, deprecate } from 'node:util'; function A() {} A.prototype.hi = () => 'hi'; function B() {} inherits(B, A); console.log(new B().hi(), B.super_ === A); const old = deprecate(() => 5, 'old is old', 'DEP9'); console.log(old(), old());
---
import assert from 'node:assert'; import strict from 'node:assert/strict'; import { strict as also, AssertionError } from 'assert'; console.log(strict === also, strict.equal === assert.strictEqual); assert.ok(true); try { assert.strictEqual(1, 2); } catch (error) { console.log(error instanceof AssertionError, error.code, error.actual, error.expected, error.operator, error.generatedMessage, error.name); }
---
import perf, { performance, PerformanceObserver } from 'node:perf_hooks'; console.log(performance === globalThis.performance, typeof PerformanceObserver, typeof perf.performance.now(), typeof performance.timerify(() => 1));
---
import { Buffer as B, kMaxLength, constants, isUtf8, isAscii, Blob } from 'node:buffer'; import buffer from 'buffer'; console.log(B === Buffer, buffer.Buffer === B, kMaxLength > 1e9, constants.MAX_LENGTH === kMaxLength, isUtf8(Buffer.from([0xff])), isAscii(Buffer.from('a')), await new Blob(['a']).text().catch(({ name }) => name));
---
const events = await import('node:events'); const { default: util } = await import('util'); console.log(typeof events.once, typeof util.inspect, events.default === events.EventEmitter);
---
import { inspect } from 'node:util'; class P { constructor(x) { this.x = x; } [inspect.custom](depth, options) { return 'P<' + this.x + '>'; } } console.log(new P(1), [new P(2)], { p: new P(3) });
---
import { inspect } from 'node:util'; const tidy = (t, o) => console.log(inspect(t, o).replace(/(_idleStart|Id\\)): \\d+/g, '$1')); const at = await new Promise((go) => setTimeout(go, 1, 5)); tidy(setTimeout(() => {}, 100)); tidy([setTimeout(() => {}, 100)]); tidy({ a: { b: { c: setTimeout((a) => {}, 100, 'a') } } }, { depth: 5 }); tidy(setInterval(() => {}, 105).unref()); const t = setTimeout(() => {}, 5); clearTimeout(t); tidy(t); const u = setTimeout(() => {}, 50); +u; tidy(u); tidy(setImmediate(() => {})); const i = setImmediate(() => {}); clearImmediate(i); tidy(i); tidy(await new Promise((go) => { const t = setTimeout(() => go(t), 1); })); tidy(await new Promise((go) => { const i = setImmediate(() => setTimeout(go, 5, i)); })); process.exit();
---
console.log(globalThis, [globalThis], { a: { b: { c: globalThis } } }); globalThis.mine = { a: 1 }; console.log(globalThis); void process;
---
process.on('warning', (w) => console.log(w.name, w.message, w.code)); console.timeEnd('x'); console.countReset('y'); Buffer(2); new Buffer(2); (await import('node:util')).isArray([]); setTimeout(() => {}, -1); console.log('sync');
---
process.on('uncaughtException', (e) => console.log(e.name, e.code, e.message, e instanceof DOMException)); Promise.reject(new DOMException('m', 'AbortError')); Promise.reject(5);`;

const ASSERTIONS =
  "assert.ok(true)|assert(0)|assert.ok(0, 'msg')|assert.ok(typeof 123 === 'string')|assert()|assert.equal(1, 2)|assert.equal(1, '1')|assert.strictEqual(1, 2)|assert.strictEqual('a', 'b', 'why')|assert.strictEqual('a'.repeat(10), 'b')|assert.strictEqual('hello world', 'hello there')|assert.deepStrictEqual({ a: 1 }, { a: 1 })|assert.deepStrictEqual({ a: 1 }, { a: 2 })|assert.deepStrictEqual([1, 2, 3], [1, 2, 4])|assert.deepStrictEqual([1, 2, 3], [1, 2])|assert.deepStrictEqual({ a: 1, b: 2 }, { a: 1 })|assert.deepEqual({ a: 1 }, { a: '1' })|assert.deepEqual([1], [2])|assert.notStrictEqual(1, 1)|assert.notStrictEqual('a long text', 'a long text')|assert.notDeepStrictEqual([1], [1])|assert.notDeepEqual([1], [1])|assert.throws(() => { throw new Error('x'); }, /x/)|assert.throws(() => {})|assert.throws(() => {}, TypeError)|assert.throws(() => {}, 'said')|assert.throws(() => { throw new TypeError('x'); }, TypeError)|assert.throws(() => { throw new TypeError('x'); }, RangeError)|assert.throws(() => { throw new Error('abc'); }, { message: 'abc' })|assert.throws(() => { throw new Error('abc'); }, { message: 'abd' })|assert.throws(() => { throw new Error('abc'); }, /z/)|assert.throws(() => { throw new Error('abc'); }, () => false)|assert.doesNotThrow(() => {})|assert.doesNotThrow(() => { throw new Error('q'); })|await assert.rejects(Promise.reject(new Error('r')), /r/)|await assert.rejects(Promise.resolve(1))|await assert.rejects(async () => { throw new Error('e'); })|await assert.rejects(() => 5)|await assert.doesNotReject(Promise.resolve())|await assert.doesNotReject(Promise.reject(new Error('r')))|assert.match('abc', /b/)|assert.match('abc', /z/)|assert.match(5, /z/)|assert.doesNotMatch('abc', /b/)|assert.fail()|assert.fail('boom')|assert.fail(new RangeError('own'))|assert.ifError(null)|assert.ifError(new Error('e'))|assert.strictEqual(NaN, NaN)|assert.deepStrictEqual(new Map([[1, 2]]), new Map([[1, 2]]))|assert.deepStrictEqual(new Map([[1, 2]]), new Map([[1, 3]]))|assert.deepStrictEqual(new Set([1, { a: 1 }]), new Set([1, { a: 1 }]))|assert.deepStrictEqual(new Set([1]), new Set([2]))|assert.deepStrictEqual(new Date(0), new Date(0))|assert.deepStrictEqual(new Date(0), new Date(1))|assert.deepStrictEqual(-0, 0)|assert.deepEqual(-0, 0)|assert.deepStrictEqual([1, , 3], [1, undefined, 3])|assert.deepStrictEqual(new Error('a'), new Error('b'))|assert.deepStrictEqual(Object.create(null), {})|assert.strict.equal(1, '1')|assert.strictEqual({ a: 1 }, { a: 1 })|assert.strictEqual([1, 2], [1, 3])|assert.strictEqual(1, 2, new RangeError('own'))|assert.partialDeepStrictEqual({ a: 1, b: 2 }, { a: 1 })|assert.partialDeepStrictEqual({ a: 1 }, { a: 2 })|assert.deepStrictEqual([[1, 2, [3]]], [[1, 2, [4]]])|assert.deepStrictEqual({ a: 1, b: { c: [1, 2, 3] } }, { a: 1, b: { c: [1, 2, 4] } })|assert.notEqual(1, 1)|assert.deepStrictEqual('a\\nb\\nc', 'a\\nx\\nc')|assert.strictEqual(undefined, null)|assert.deepStrictEqual(1n, 1)|assert.deepStrictEqual(new Uint8Array([1]), new Uint8Array([1]))|assert.deepStrictEqual(new Uint8Array([1]), new Uint8Array([2]))|assert.throws('x')|await assert.rejects(5)|assert.strictEqual(1)|assert.deepStrictEqual(Array.from({ length: 30 }, (_, i) => i), Array.from({ length: 30 }, (_, i) => (i === 15 ? 0 : i)))|assert.deepStrictEqual(/a/g, /a/i)|assert.deepStrictEqual(Object(1), Object(2))|assert.deepStrictEqual([1, 2, [1]], [1, 2, [1]])|assert.deepStrictEqual(new (class A { x = 1; })(), new (class B { x = 1; })())|assert.deepStrictEqual({ [Symbol.for('a')]: 1 }, {})|assert.deepEqual(new Set([1]), new Set(['1']))|assert.deepEqual([NaN], [NaN])|assert.deepEqual(null, undefined)|assert.deepStrictEqual([undefined], [null])|assert.deepStrictEqual(() => {}, () => {})".split(
    '|',
  );

test.each(someOf(split(ORDER)))('in the order of Node: %s', same);
test.each(someOf(split(EXIT)))('ends as in Node: %s', same);
test.each(someOf(split(PROCESS)))('process and globals: %s', same);
test.each(someOf(split(MODULES)))('modules: %s', same);

/** Each of a table in one program, which prints what came of each. */
const each = (table: string[], imports: string, of: (code: string) => string): string =>
  `${imports}\n${table
    .map(
      (code) =>
        `try { console.log(${JSON.stringify(code)}); ${of(code)} } catch (error) { console.log(error.name, error.code, error.message); }`,
    )
    .join('\n')}`;

test('assertions hold, fail and word it as in Node', () =>
  same(
    each(
      ASSERTIONS,
      "import assert from 'node:assert';",
      (code) => `${code}; console.log('holds');`,
    ),
  ));
/** The launcher prints in the place of the streams' own functions. */
const isAlike = (code: string): boolean =>
  ENGINE === 'page' || !code.startsWith('process.stdout.write');
test('what is refused is refused in the words of Node, with its code', () =>
  same(each(OF_NODE.filter(isAlike), IMPORTS, asked)));
test('buffers do what those of Node do', () =>
  same(each(BUFFERS, '', (code) => `console.log(${code});`)));

/** As a program reads it, without where the files are, and what Node itself is at the bottom of. */
const STACKS = `
const ac = new AbortController(); setTimeout(() => { ac.abort(); console.log(tidy(ac.signal.reason.stack)); }, 1); const late = AbortSignal.timeout(1); setTimeout(() => console.log(tidy(late.reason.stack)), 60);
---
console.log(tidy(new Error('x').stack));
---
function f() { return new Error('in f').stack; } class A { m() { return f(); } static s() { return new A().m(); } } console.log(tidy(A.s()));
---
function* g() { yield new Error('g').stack; } console.log(tidy([...g()][0]));
---
setTimeout(() => console.log(tidy(new Error('t').stack)), 1);
---
setImmediate(function named() { console.log(tidy(new Error('t').stack)); });
---
process.nextTick(() => console.log(tidy(new Error('tick').stack))); queueMicrotask(() => console.log(tidy(new Error('micro').stack)));
---
await null; console.log(tidy(new Error('x').stack)); const f = async () => { await null; throw new Error('late'); }; await f().catch((error) => console.log(tidy(error.stack)));
---
process.on('exit', () => console.log(tidy(new Error('in exit').stack))); process.on('warning', function heard() { console.log(tidy(new Error('in a listener').stack)); }); process.emitWarning('w');
---
const { promisify } = await import('node:util'); try { promisify(5); } catch (error) { console.log(tidy(error.stack), String(error)); }
---
Error.prepareStackTrace = undefined; console.log(tidy(new Error('x').stack)); Error.prepareStackTrace = (error, frames) => error.message + Array.isArray(frames); console.log(new Error('y').stack); Error.prepareStackTrace = null; class E extends Error {} E.prepareStackTrace = () => 'mine'; console.log(tidy(new Error('z').stack), Object.hasOwn(E, 'prepareStackTrace'));
---
const o = {}; Error.captureStackTrace(o); console.log(tidy(o.stack)); try { null.x; } catch (error) { console.log(tidy(error.stack)); }
`;
const TIDY = String.raw`function tidy(stack) { return stack.split('\n').filter((line) => !/node:/.test(line)).map((line) => line.replace(/(\(|at (?:async )?)[^ (]*\/main\.m?ts/, '$1main')).join('\n'); }`;
/** The launcher has process tell it what happens, and stands in such a stack. */
const isItsOwn = (code: string): boolean => ENGINE === 'page' || !code.includes('process.on(');
test.each(someOf(split(STACKS)).filter(isItsOwn))('a stack as a text is Node’s: %s', (code) =>
  same(`${code}\n${TIDY}`),
);

test.each([
  ["require('node:fs');", 'require is not defined in ES module scope, you can use import instead'],
  ['console.log(__dirname);', '__dirname is not defined in ES module scope'],
])('%s is told as Node tells it', async (code, message) => {
  expect((await runCode(code)).stderr).toContain(`ReferenceError: ${message}\n`);
});
