// The reader's code reaches neither the network nor storage nor the page: each way out is tried by
// name.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inFirefox } from '../browser.ts';
import { runCode, useEngine } from './engine.ts';

useEngine();

// A server that lets anybody in from anywhere: what does not reach it was held back in the browser.
const reached: string[] = [];
let server: Server;
let at: string;
beforeAll(async () => {
  server = createServer(({ method, url }, response) => {
    reached.push(`${method} ${url}`);
    response
      .writeHead(200, {
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Content-Type': 'text/javascript',
      })
      .end('');
  });
  server.on('upgrade', ({ url }, socket) => {
    reached.push(`upgrade ${url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  at = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => void reached.splice(0));
afterAll(() => void server.close());

/**
 * Many of these names are hidden from programs, too (globals.ts of the page's engine): `fetch`,
 * WebSocket, `import()` and workers ask the policy itself. Each is an expression that gives, or promises, something only if the way out is open. */
const WAYS_OUT: Record<string, (at: string) => string> = {
  fetch: (at) => `fetch('http://${at}/fetch')`,
  'fetch without CORS': (at) => `fetch('http://${at}/no-cors', { mode: 'no-cors' })`,
  XMLHttpRequest: (at) =>
    `(() => { const x = new global.XMLHttpRequest(); x.open('GET', 'http://${at}/xhr', false); x.send(); })()`,
  WebSocket: (at) =>
    `new Promise((ok, no) => { const w = new WebSocket('ws://${at}/ws'); w.onopen = ok; w.onerror = () => no(new Error('closed')); })`,
  WebTransport: (at) => `new global.WebTransport('https://${at}/transport').ready`,
  EventSource: (at) =>
    `new Promise((ok, no) => { const e = new global.EventSource('http://${at}/events'); e.onopen = ok; e.onerror = () => no(new Error('closed')); })`,
  'import()': (at) => `import('http://${at}/import')`,
  // Firefox (ESR 153) loses the process to it
  ...(!inFirefox && {
    'import() in eval': (at: string) => `global.eval("import('http://${at}/evalImport')")`,
  }),
  importScripts: (at) => `global.importScripts('http://${at}/importScripts')`,
  'a worker from the network': (at) =>
    `new Promise((ok, no) => { const w = new Worker('http://${at}/worker'); w.onmessage = ok; w.onerror = () => no(new Error('refused')); setTimeout(() => no(new Error('silent')), 500); })`,
  sendBeacon: (at) =>
    `(() => { if (!global.navigator.sendBeacon('http://${at}/beacon')) throw new Error('refused'); })()`,
  IndexedDB: () =>
    `new Promise((ok, no) => { const r = global.indexedDB.open('x'); r.onsuccess = ok; r.onerror = () => no(r.error); })`,
  Cache: () => `global.caches.open('x')`,
  OPFS: () => `global.navigator.storage.getDirectory()`,
  localStorage: () => `global.localStorage.length`,
  sessionStorage: () => `global.sessionStorage.length`,
  cookies: () => `global.document.cookie`,
  cookieStore: () => `global.cookieStore.getAll()`,
  parent: () => `global.parent.location.href`,
  top: () => `global.top.document`,
  opener: () => `global.opener.document`,
  BroadcastChannel: () => `new BroadcastChannel('x')`,
  'a service worker': () => `global.navigator.serviceWorker.register('x.js')`,
  'locks of the page': () => `global.navigator.locks.request('x', () => {})`,
};

test.each(Object.entries(WAYS_OUT))('%s is refused', async (_, attempt) => {
  const code = `const global: any = globalThis;
try {
  await ${attempt(at)};
  console.log('GOT OUT');
} catch {
  console.log('refused');
}`;
  const { stdout, stderr } = await runCode(code, {}, { limits: { ms: 5000 } });
  expect(stdout, stderr).toBe('refused\n');
  expect(reached).toEqual([]);
});

test('a thread gets no further than the program', async () => {
  const job = `const tries = { fetch: () => fetch('http://${at}/thread'), importScripts: () => importScripts('http://${at}/thread'), indexedDB: () => new Promise((ok, no) => { const r = indexedDB.open('x'); r.onsuccess = ok; r.onerror = () => no(r.error); }) };
(async () => { for (const [name, attempt] of Object.entries(tries)) try { await attempt(); console.log(name, 'GOT OUT'); } catch { console.log(name, 'refused'); } postMessage(0); })();`;
  const { stdout } = await runCode(
    `const thread = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(job)}])));\nawait new Promise((ok) => { thread.onmessage = ok; });\nthread.terminate();`,
  );
  expect(stdout).toBe('fetch refused\nimportScripts refused\nindexedDB refused\n');
  expect(reached).toEqual([]);
});

test('the origin is opaque, and there is no document', async () => {
  const { stdout } = await runCode(
    "const global: any = globalThis;\nconsole.log(URL.createObjectURL(new Blob([])).split('/')[0], typeof global.document, typeof global.window);",
  );
  expect(stdout).toBe('blob:null undefined undefined\n');
});

test.each([
  [
    'messages to whoever listens',
    "const global: any = globalThis;\nfor (const message of [{ id: 1, type: 'exit', code: 0 }, { type: 'report', n: 0, report: { type: 'exit', code: 0 } }]) global.postMessage(message);",
  ],
  [
    'messages as the worker sends them, but for its secret',
    "const global: any = globalThis;\nfor (const secret of [undefined, null, '', 0, '0-0-0-0']) global.postMessage([secret, { type: 'report', n: undefined, report: { type: 'exit', code: 7 } }]);",
  ],
  [
    'a port whose postMessage is its own',
    "MessagePort.prototype.postMessage = function () { throw new Error('mine'); };",
  ],
  [
    'arrays, atomics and strings of its own',
    "Array.prototype.map = () => ['mine'];\nAtomics.add = () => 7;\nString.prototype.split = () => [];",
  ],
  [
    'timers and scripts of its own',
    'const global: any = globalThis;\nglobal.setTimeout = () => 0;\nglobal.importScripts = () => {};\nglobal.addEventListener = () => {};',
  ],
])('a program that forges %s speaks for itself only', async (_, forge) => {
  const { stdout, outcome } = await runCode(`${forge}\nconsole.log('still speaking');\nexport {};`);
  expect([stdout, outcome]).toEqual(['still speaking\n', { type: 'done', exitCode: 0 }]);
});

test('values that fight back are printed all the same', async () => {
  const code = `const proxy = new Proxy({}, { ownKeys() { throw 1; }, get() { throw 2; }, getPrototypeOf() { throw 3; } });
console.log(proxy);
console.log({ get a() { throw new Error('no'); }, toString() { throw 4; } });
throw { get name() { throw 5; }, get stack() { throw 6; } };`;
  const { stdout, outcome } = await runCode(code);
  expect(stdout.split('\n').length).toBeGreaterThanOrEqual(3);
  expect(outcome).toEqual({ type: 'done', exitCode: 1 });
});

test('output is text, whatever it says', async () => {
  const { events } = await runCode(
    "console.log('<img src=x onerror=alert(1)>', '\\u001b[31mred');",
  );
  expect(events).toEqual([
    { type: 'output', stream: 'stdout', text: '<img src=x onerror=alert(1)> \u001b[31mred\n' },
  ]);
});

test('programs that run at once do not mix their output', async () => {
  const code = (name: string): string =>
    `for (let i = 0; i < 5; i++) {\n  console.log('${name}', i);\n  await new Promise((ok) => setTimeout(ok, 20));\n}`;
  const runs = await Promise.all(
    ['one', 'two', 'three', 'four'].map((name) => runCode(code(name))),
  );
  expect(runs.map(({ stdout }) => stdout)).toEqual(
    ['one', 'two', 'three', 'four'].map((name) =>
      [0, 1, 2, 3, 4].map((i) => `${name} ${i}\n`).join(''),
    ),
  );
});
