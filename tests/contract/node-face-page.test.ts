// What only the page has to do itself of what programs take from Node, and what it does in another
// way than the engine with Node.
import { expect, test } from 'vitest';
import { runCode, stageFiles, useEngine } from './engine.ts';
import { inNode, same, split } from './in-node.ts';

useEngine();

/** What the engine with Node does in its own way, as it is told of the end and prints for it. */
const APART = `
let n = 0; const count = () => { if (++n < 100) queueMicrotask(count); }; queueMicrotask(count); process.on('uncaughtException', () => console.log(n)); Promise.reject(1); throw new Error('top');
---
process.on('beforeExit', (code) => console.log('before', code)); process.on('exit', (code) => console.log('exit', code)); for (let i = 0; i < 9; i++) setTimeout(() => {}, 1).unref(); await new Promise(() => {});
---
let go; process.on('beforeExit', () => { console.log('before'); go(); }); await new Promise((ok) => { go = ok; }); console.log('goes on');
---
let go; process.on('beforeExit', () => { console.log('before'); go(); }); await new Promise((ok) => { go = ok; }); console.log('goes on'); await new Promise((ok) => setTimeout(ok, 1)); console.log('end');
---
let go; process.once('beforeExit', () => { console.log('before'); setImmediate(go); }); await new Promise((ok) => { go = ok; }); console.log('goes on');
---
process.on('beforeExit', () => process.exit()); await new Promise(() => {});
---
process.on('exit', (code) => { console.log(code); process.exitCode = undefined; }); await new Promise(() => {});
---
process.on('exit', (code) => { console.log(code); process.exitCode = 0; }); process.exitCode = 0; await new Promise(() => {});
---
process.on('exit', () => { throw new Error('in exit'); }); process.exit(3);
---
process.on('exit', () => { process.exitCode = 4; throw new Error('in exit'); });
---
process.on('exit', () => { throw 5; }); try { process.exit(3); } catch (error) { console.log('caught', error); } setTimeout(() => console.log('goes on'), 1);
---
process.on('exit', async () => { console.log('a'); await null; console.log('b'); setImmediate(() => console.log('never')); process.nextTick(() => console.log('never')); await null; process.exitCode = 3; });
---
process.on('exit', async () => { console.log('a'); await null; throw new Error('late'); });
---
console.log(process.stdout.write('\\ud83d'), process.stdout.write('\\ude00\\n'));
---
process.stdout.write('aGk=\\n', 'base64', (...all) => console.log('written', all)); process.stdout.write('6869', 'hex'); process.stdout.write('b\\n', null, (...all) => console.log(all)); process.stdout.write('\u00e9', 'latin1'); try { process.stdout.write('a', 'nope'); } catch (error) { console.log(error.code, error.message); }
---
process.stdout.on('error', (error) => console.error(error.code)); console.log(process.stdout.writable, process.stdout.writableEnded); process.stdout.end('bye\\n'); process.stdout.write('lost'); console.log('lost');
---
process.stdout.end('bye\\n'); process.stdout.write('lost');
---
delete Array.prototype[Symbol.iterator]; console.log('a'); setTimeout((a) => console.log('t'), 40, 5); queueMicrotask(() => console.log('m'));
---
for (const key of Object.getOwnPropertyNames(Array.prototype)) if (typeof [][key] === 'function' && key !== 'constructor') Array.prototype[key] = () => { throw 1; }; console.log('a', [1, 2]); setTimeout(() => console.log('t')); process.on('exit', (code) => console.log(code)); setImmediate(() => setTimeout(() => { throw new Error('z'); }, 20));
---
console.log(process.eventNames(), process.listenerCount('warning'));
---
process.on('uncaughtException', () => { throw new Error('again'); }); process.on('exit', (code) => console.log('exit', code)); setTimeout(() => { throw new Error('x'); });
---
try { process.stdout.write(5); } catch (error) { console.log(error.code, error.message); }
`;

test.each([
  [
    "class My extends EventEmitter {} new My().emit('error', new Error('boom'));",
    "Emitted 'error' event on My instance at:",
  ],
  [
    "const error = new Error('made'); setTimeout(() => new EventEmitter().emit('error', error), 1);",
    "Emitted 'error' event at:",
  ],
])('an error that nobody listens to says where it was emitted: %s', async (code, words) => {
  const { stderr, outcome } = await runCode(`import { EventEmitter } from 'node:events'; ${code}`);
  expect(stderr).toMatch(/Error: (boom|made)\n +at /);
  expect(stderr).toContain(`\n${words}\n    at `);
  expect(outcome).toEqual({ type: 'done', exitCode: 1 });
});

test.each([
  "throw new Error('x');",
  "Promise.reject(new Error('x'));",
  "setTimeout(() => { throw new Error('x'); }, 1);",
  "await null; throw new Error('x');",
])('listeners of exit hear of an error before it is told: %s', async (code) => {
  const { stderr } = await runCode(`process.on('exit', () => console.error('bye')); ${code}`);
  expect(stderr).toMatch(/^bye\n[^]*Error: x\n/);
});

test.each(['', 'process.exitCode = 0;', 'process.nextTick(() => {});'])(
  'an await that nothing settles is told once: %s await …',
  async (code) => {
    const { stderr } = await runCode(`${code} await new Promise(() => {});`);
    expect(stderr.match(/unsettled/g)).toHaveLength(1);
  },
);

test('a program that has said its code is not told of such an await', async () => {
  const { stderr, outcome } = await runCode('process.exitCode = 5; await new Promise(() => {});');
  expect([stderr, outcome]).toEqual(['', { type: 'done', exitCode: 5 }]);
});

const NEEDS = (what: string): string => `${what} needs Node: run it in Node instead`;

test.each(split(APART))('apart from the engine with Node: %s', same);

test.each([
  ["import fs from 'node:fs';", 16, NEEDS("'node:fs'")],
  ["import { createServer } from 'http';", 30, NEEDS("'http'")],
  ["import { AsyncLocalStorage } from 'node:async_hooks';", 35, NEEDS("'node:async_hooks'")],
  ["import util from 'util'; util.parseArgs();", undefined, NEEDS('util.parseArgs')],
  [
    "import * as util from 'util'; util.getSystemErrorName(-1);",
    undefined,
    NEEDS('util.getSystemErrorName'),
  ],
  [
    "const util = await import('node:util'); new util.MIMEType('a/b');",
    undefined,
    NEEDS('util.MIMEType'),
  ],
  [
    "import events from 'events'; new events.EventEmitterAsyncResource();",
    undefined,
    NEEDS('events.EventEmitterAsyncResource'),
  ],
  ["import { SlowBuffer } from 'node:buffer';", 10, NEEDS("'SlowBuffer' of 'node:buffer'")],
  ['new console.Console(process.stdout);', undefined, NEEDS('console.Console')],
  ["import { parseArgs } from 'node:util';", 10, NEEDS("'parseArgs' of 'node:util'")],
  ["const fs = await import('node:fs');", undefined, NEEDS("'node:fs'")],
  ["const name = 'node:net'; await import(name);", undefined, NEEDS("'node:net'")],
  [
    "await crypto.subtle.digest('SHA-256', new Uint8Array());",
    undefined,
    NEEDS('crypto.subtle.digest'),
  ],
  ["new BroadcastChannel('x');", undefined, NEEDS('BroadcastChannel')],
  ["await fetch('data:,hi');", undefined, NEEDS('fetch')],
  ['process.cpuUsage();', undefined, NEEDS('process.cpuUsage')],
  ['process.stdin.on("data", () => {});', undefined, NEEDS('process.stdin')],
])('what only Node has is told in words that help: %s', async (code, column, message) => {
  const { stderr, outcome, events } = await runCode(code);
  expect(stderr).toContain(message);
  expect(outcome).toEqual({ type: 'done', exitCode: 1, needsNode: true });
  if (column !== undefined)
    expect(events).toContainEqual({
      type: 'error',
      message: expect.stringContaining(message),
      at: { file: 'programs/main.ts', line: 1, column },
    });
});

test.each([
  ["import x from 'node:nope';", 'No such built-in module: node:nope'],
  ["import { EventMap } from 'node:events';", "'node:events' does not export 'EventMap'"],
  ["import { EventEmitterOptions } from 'node:events';", "types need 'import type'"],
  ["import { nope } from 'util';", "'util' does not export 'nope'"],
  ["import _ from 'lodash';", "there’s no package 'lodash' here"],
  ["export * from '@scope/name/part';", "there’s no package '@scope/name/part' here"],
  ["import x from 'programs/main.ts';", ": write '../programs/main.ts'"],
  ["import x from '..';", "'..' is a folder, not a file"],
  ["import x from '../programs';", "'../programs' is a folder, not a file"],
])('what Node lacks, too, is not sought there: %s', async (code, message) => {
  const { stderr, outcome } = await runCode(code);
  expect(stderr).toContain(message);
  expect(outcome).toEqual({ type: 'done', exitCode: 1 });
});

test.each([
  ['console.log(typeof globalThis.process, typeof Buffer);', 'object function\n'],
  ['const process = 5; console.log(process);', '5\n'],
  ['console.log(globalThis.process?.version);', 'undefined\n'],
  [
    "const a: NodeJS.Process | undefined = undefined; console.log(a, Object.keys(globalThis).some((name) => name.startsWith('glob')));",
    'undefined false\n',
  ],
  [
    "console.log({ process: 1 }, Object.hasOwn(globalThis, 'proc' + 'ess'));",
    '{ process: 1 } false\n',
  ],
  ['console.log(typeof globalThis.process?.version, eval("1 + 1"));', 'undefined 2\n'],
  ['const g = globalThis; console.log(typeof g.process);', 'object\n'],
  [
    'const g: any = globalThis; const { [`Buffer`]: a, Buffer: B } = g; console.log(typeof B);',
    'function\n',
  ],
  ['const { process: { pid } } = globalThis; console.log(pid);', '1\n'],
  ['let g; g = globalThis; console.log(typeof (g as any)?.["process"]);', 'object\n'],
  ["console.log('process' in globalThis, Reflect.has(globalThis, 'Buffer'));", 'true true\n'],
  ["console.log(eval('typeof process'), (0, eval)(`typeof Buffer`));", 'object function\n'],
  [
    "console.log(new Function('return typeof process')(), Function('return this')() === globalThis);",
    'object true\n',
  ],
  [
    'class process {} console.log(typeof globalThis.process.exit, typeof process);',
    'function function\n',
  ],
  ['console.log(globalThis[typeof process]);', 'undefined\n'],
])('only a program that names it has it: %s', async (code, stdout) => {
  expect((await runCode(code)).stdout).toBe(stdout);
});

test('no other name is global than in Node, but those of a worker', () => {
  const code = `const names = new Set();
for (let object = globalThis; object && object !== EventTarget.prototype; object = Object.getPrototypeOf(object))
  for (const name of Object.getOwnPropertyNames(object)) names.add(name);
console.log(typeof process, typeof Buffer, typeof global);
console.log(JSON.stringify([...names]));`;
  const namesIn = (stdout: string): string[] => JSON.parse(stdout.split('\n')[1]!) as string[];
  return runCode(code).then(({ stdout }) => {
    const there = namesIn(inNode(code).stdout);
    const here = namesIn(stdout);
    // the first two cannot be deleted
    const ofWorkers = ['PERSISTENT', 'TEMPORARY', 'Worker', 'onmessage', 'postMessage', 'self'];
    expect(here.filter((name) => !there.includes(name) && !ofWorkers.includes(name))).toEqual([]);
    // nor are these in a context that is not secure, in a worker, in Firefox 140, or in WebKit
    const lacking =
      'CryptoKey SubtleCrypto Navigator URLPattern SuppressedError DisposableStack AsyncDisposableStack ReadableByteStreamController ReadableStreamBYOBReader ReadableStreamBYOBRequest';
    expect(
      there.filter((name) => !here.includes(name) && !(name in {}) && !lacking.includes(name)),
    ).toEqual([]);
  });
});

test('the library of the book takes no page with the face for Node', async () => {
  const code = `import { ThreadedExecutor } from '../src/index.ts';
console.log(process.getBuiltinModule('node:child_process'));
console.log(new ThreadedExecutor().submit((a: number) => a * 2, 21).result());`;
  const { stdout, stderr, outcome } = await runCode(code, stageFiles('part-2-futures'));
  expect([stdout, outcome], stderr).toEqual(['undefined\n42\n', { type: 'done', exitCode: 0 }]);
});

test('a program breaks its own face, and nothing else', async () => {
  const code = `process.exit = () => console.log('no'); process.emit = () => { throw new Error('mine'); };
globalThis.setTimeout = () => {}; Object.defineProperty(globalThis, 'Buffer', { get() { throw 1; } });
process.nextTick = null; console.log('still speaking');`;
  const { stdout } = await runCode(code);
  expect(stdout).toBe('still speaking\n');
  expect((await runCode('console.log(typeof process.exit);')).stdout).toBe('function\n');
});

test.each(['', ", { type: 'module' }"])(
  'a thread begins at a file of the stage: new Worker(url%s)',
  async (options) => {
    const code = `import { factor } from './factor.ts';
const thread = new Worker(new URL('./w.ts', import.meta.url)${options});
thread.onmessage = ({ data }) => { console.log(data, factor); thread.terminate(); };
thread.postMessage(20);`;
    const { stdout, outcome } = await runCode(code, {
      'programs/w.ts': `import { factor } from './factor.ts';
import { EventEmitter } from 'node:events';
self.onmessage = ({ data }: MessageEvent<number>) => postMessage([data * factor, typeof EventEmitter]);`,
      'programs/factor.ts': 'export const factor = 3;',
    });
    expect([stdout, outcome]).toEqual(["[ 60, 'function' ] 3\n", { type: 'done', exitCode: 0 }]);
  },
);

test.each([
  ["new Worker('./w.ts')", 'it takes a file of this stage'],
  ["new Worker(new URL('./none.ts', import.meta.url))", 'file:///programs/none.ts'],
])('a thread that cannot begin is refused at once: %s', async (code, message) => {
  const { stderr, outcome } = await runCode(
    `const thread = ${code};\nthread.onmessage = () => {};`,
  );
  expect(stderr).toContain(message);
  expect(stderr).toContain('programs/main.ts:1:');
  expect(outcome).toEqual({ type: 'done', exitCode: 1 });
});

test('an error of a thread’s file is told with its place', async () => {
  const { stderr, stdout } = await runCode(
    "const thread = new Worker(new URL('./w.ts', import.meta.url));\nthread.onerror = ({ message }) => { console.log('told', message); thread.terminate(); };\nthread.onmessage = () => {};",
    { 'programs/w.ts': "throw new RangeError('in the thread');" },
    { limits: { ms: 20_000 } },
  );
  expect(stderr).toContain('programs/w.ts:1:7');
  expect(stdout).toBe('told RangeError: in the thread\n');
});
