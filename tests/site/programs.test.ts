// What a reader does with a program: look, run, change, stop, reset.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { chapterPaths, edit, ended, onPage, printed, programsInChapters, programsOn, run, useBrowser, type Shown } from './site.ts';

useBrowser();

const CHAPTER = '/part-3-task-loop/a-queue-of-callbacks/';
const onFirstProgram = (work: (program: Shown, page: Page) => Promise<void>) =>
  onPage(CHAPTER, {}, async (page) => work((await programsOn(page))[0]!, page));

test('every program of every chapter prints in the page what its .out says', async () => {
  const ran: string[] = [];
  for (const path of await chapterPaths())
    await onPage(path, {}, async (page) => {
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      for (const { of, box, output } of await programsOn(page)) {
        await run(box);
        expect(await ended(box), of).toMatch(/^Ran in the page, \d+ ms: as expected\.$/);
        expect(await printed(box), of).toBe(output);
        ran.push(of);
      }
    });
  expect(ran.sort()).toEqual(programsInChapters());
});

test('the expected output is there before any run, and without JavaScript', () =>
  onPage(CHAPTER, { javaScriptEnabled: false }, async (page) => {
    for (const { box, output } of await programsOn(page)) {
      expect(await box.locator('samp').textContent()).toBe(output);
      expect(await box.locator('samp').isVisible()).toBe(true);
      expect(await box.getByRole('button', { name: 'Run' }).isVisible()).toBe(false);
    }
  }));

test('an edit changes what is printed; Reset brings the program of the book back', () =>
  onFirstProgram(async ({ box, output }) => {
    await edit(box, "console.log('changed', [1, { a: new Map([['k', 2]]) }]);");
    await run(box);
    expect(await ended(box)).toContain('with your changes');
    expect(await printed(box)).toBe("changed [ 1, { a: Map(1) { 'k' => 2 } } ]\n");
    await box.getByRole('button', { name: 'Reset' }).click();
    expect(await box.getByRole('button', { name: 'Reset' }).isDisabled()).toBe(true);
    await run(box);
    expect(await ended(box)).toContain('as expected');
    expect(await printed(box)).toBe(output);
  }));

test('an edit that is typed is kept when the page is loaded again; Reset can be undone', () =>
  onFirstProgram(async ({ box }, page) => {
    const textbox = box.getByRole('textbox');
    await textbox.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type("\nconsole.log('typed');");
    await page.reload();
    expect(await textbox.textContent()).toContain("console.log('typed');");
    await run(box);
    await ended(box);
    expect(await printed(box)).toMatch(/typed\n$/);
    await box.getByRole('button', { name: 'Reset' }).click();
    await textbox.click();
    await page.keyboard.press('Control+z');
    expect(await textbox.textContent()).toContain("console.log('typed');");
    await page.keyboard.press('Control+z'); // and once more: the book's version
    expect(await textbox.textContent()).not.toContain('typed');
    expect(await box.getByRole('button', { name: 'Reset' }).isDisabled()).toBe(true);
  }));

test('Stop ends an endless loop, keeps what it printed, and the next run works', () =>
  onFirstProgram(async ({ box }) => {
    await edit(box, "console.log('begun');\nfor (;;);");
    await run(box);
    await box.getByRole('log').filter({ hasText: 'begun' }).waitFor();
    await box.getByRole('button', { name: 'Stop' }).click();
    expect(await ended(box)).toBe('Stopped.');
    expect(await printed(box)).toBe('begun\n');
    await edit(box, "console.log('again');");
    await run(box);
    await ended(box);
    expect(await printed(box)).toBe('again\n');
  }));

test('Reset during a run ends it, and leaves the box as it was in the beginning', () =>
  onFirstProgram(async ({ box, output }) => {
    await edit(box, "console.log('begun');\nfor (;;);");
    await run(box);
    await box.getByRole('log').filter({ hasText: 'begun' }).waitFor();
    await box.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(async () => [await printed(box), await box.getByRole('status').textContent()]).toEqual(['', '']);
    expect(await box.locator('samp').isVisible()).toBe(true);
    await run(box);
    await ended(box);
    expect(await printed(box)).toBe(output);
  }));

test('pressing Enter on Run again while it runs changes nothing', () =>
  onFirstProgram(async ({ box, output }, page) => {
    await box.getByRole('button', { name: 'Run' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await ended(box)).toContain('as expected');
    expect(await printed(box)).toBe(output);
  }));

test('what is typed before the editor is there is kept, with its selection, and can be undone', () =>
  onPage(CHAPTER, {}, async (page) => {
    let letThrough = (): void => {};
    const gate = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route(/editor.*\.js/, async (route) => {
      await gate;
      await route.continue();
    });
    const { box } = (await programsOn(page))[0]!;
    const original = await box.locator('.code code').textContent();
    await box.getByRole('textbox').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type("console.log('early');");
    await page.keyboard.press('Control+Enter');
    expect(await ended(box)).toContain('with your changes');
    expect(await printed(box)).toBe('early\n');
    await page.keyboard.press('Control+a');
    letThrough();
    await box.locator('.cm-content').waitFor();
    await page.keyboard.type('x');
    expect(await box.getByRole('textbox').textContent()).toBe('x');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z');
    expect((await box.locator('.cm-line').allTextContents()).join('\n')).toBe(original);
  }));

test('an editor or an engine that cannot be loaded is said so, and nothing is lost', () =>
  onPage(CHAPTER, {}, async (page) => {
    await page.route(/(editor|engine).*\.js/, (route) => route.abort());
    const { box } = (await programsOn(page))[0]!;
    await box.getByRole('textbox').fill("console.log('mine');");
    await run(box);
    await box.getByRole('status').filter({ hasText: 'could not be loaded' }).waitFor();
    expect(await box.getByRole('textbox').textContent()).toContain('mine');
    await page.unrouteAll();
    await page.reload();
    await run(box);
    await ended(box);
    expect(await printed(box)).toBe('mine\n');
  }));

test('a loop that sleeps because nothing is ready can be stopped too', () =>
  onFirstProgram(async ({ box }) => {
    await edit(box, "import { TaskLoop } from '../src/index.ts';\nconsole.log('asleep');\nnew TaskLoop().runForever();");
    await run(box);
    await box.getByRole('log').filter({ hasText: 'asleep' }).waitFor();
    await box.getByRole('button', { name: 'Stop' }).click();
    expect(await ended(box)).toBe('Stopped.');
  }));

test('an endless loop that nobody stops ends at the time limit', () =>
  onFirstProgram(async ({ box }) => {
    await edit(box, "console.log('begun');\nfor (;;);");
    await run(box);
    expect(await ended(box)).toBe('Stopped: it reached the time limit (10 s).');
    expect(await printed(box)).toBe('begun\n');
  }));

test('a flood of output ends at the output limit, and the page stays usable', () =>
  onFirstProgram(async ({ box }) => {
    await edit(box, 'for (let i = 0; ; i++) console.log(i);');
    await run(box);
    expect(await ended(box)).toBe('Stopped: it reached the output limit.');
    expect(await printed(box)).toMatch(/^0\n1\n2\n/);
  }));

test('a syntax error is shown with line and column in the reader’s file, and marked there', () =>
  onFirstProgram(async ({ box }) => {
    await edit(box, 'const a: number = 1;\nconst b = a +* 2;\n');
    await run(box);
    expect(await ended(box)).toContain('it failed');
    expect(await printed(box)).toMatch(/^programs\/callbacks-in-order\.ts:2:14\nconst b = a \+\* 2;\n {13}\^\n\nSyntaxError: Unexpected token/);
    expect(await box.locator('.cm-failed').textContent()).toBe('const b = a +* 2;');
    expect(await box.getByRole('textbox').textContent()).toContain('const b = a +* 2;');
  }));

test.each([
  ['an error in the program', "const o: any = null;\n\n  o.x = 1;", 'callbacks-in-order.ts:3:7\n'],
  ['an error on the first line', "(null as any).x();", 'callbacks-in-order.ts:1:15\n'],
  ['a rejection that nobody handles', "Promise.reject(new RangeError('nobody'));", 'RangeError: nobody'],
  ['something thrown that is no error', "throw { code: 7 };", 'Uncaught { code: 7 }'],
  ['a missing file', "import { x } from './nowhere.ts';", "callbacks-in-order.ts:1:19\nimport { x } from './nowhere.ts';\n"],
  ['a missing export', "import { TaskLop } from '../src/index.ts';", "does not export 'TaskLop' (it exports"],
  ['a package', "import fs from 'node:fs';", 'only files of this stage can be imported'],
  ['a bad regular expression', "const r = /(/;", 'callbacks-in-order.ts:1:11\n'],
  ['a file with an odd name', "import './%zz.ts';", "there is no file './%zz.ts'"],
  ['a file called like a method of objects', "import '../toString';", "there is no file '../toString'"],
  ['an error inside the library', "import { TaskLoop } from '../src/index.ts';\nconst loop = new TaskLoop();\nloop.close();\nloop.runOnce();", 'callbacks-in-order.ts:4:6\n'],
  ['the cause of an error', "throw new Error('outer', { cause: new Error('inner') });", 'inner'],
  ['TypeScript that cannot be erased', "enum Colour { Red }", 'callbacks-in-order.ts:1:1\n'],
])('%s is shown where it is', (_, code, part) =>
  onFirstProgram(async ({ box }) => {
    await edit(box, code);
    await run(box);
    expect(await ended(box)).toContain('it failed');
    expect(await printed(box)).toContain(part);
  }));

test('an error that a callback throws inside the loop is printed with the reader’s line', () =>
  onFirstProgram(async ({ box }) => {
    await edit(box, "import { TaskLoop } from '../src/index.ts';\nconst loop = new TaskLoop();\nloop.callSoon(() => {\n  throw new Error('broken');\n});\nloop.runOnce();\nconsole.log('next');");
    await run(box);
    expect(await ended(box)).toContain('with your changes');
    expect(await printed(box)).toMatch(/^Error in callback \(anonymous\) Error: broken\n\s+at .*programs\/callbacks-in-order\.ts:4:9/);
    expect(await printed(box)).toMatch(/src\/handle\.ts:\d+:\d+/);
    expect(await printed(box)).toMatch(/\nnext\n$/);
    expect(await printed(box)).not.toMatch(/blob:|worker\.js|tasque:/);
  }));

test('the reader’s code reaches neither the network nor storage nor the page', async () => {
  // A server that lets anybody in from anywhere: what does not reach it was held back in the browser.
  const reached: string[] = [];
  const server = createServer(({ method, url }, response) => {
    reached.push(`${method} ${url}`);
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin', 'Content-Type': 'text/javascript' }).end('');
  });
  server.on('upgrade', ({ url }, socket) => {
    reached.push(`upgrade ${url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await onFirstProgram(async ({ box }) => {
      await edit(
        box,
        `const global: any = globalThis;
const tries: Record<string, () => unknown> = {
  fetch: () => fetch('http://${at}/fetch'),
  importScripts: () => global.importScripts('http://${at}/importScripts'),
  import: () => import('http://${at}/import'),
  evalImport: () => global.eval("import('http://${at}/evalImport')"),
  XMLHttpRequest: () => { const x = new global.XMLHttpRequest(); x.open('GET', 'http://${at}/xhr', false); x.send(); },
  WebSocket: () => new Promise((ok, no) => { const w = new WebSocket('ws://${at}/ws'); w.onopen = ok; w.onerror = () => no(new Error('closed')); }),
  EventSource: () => new Promise((ok, no) => { const e = new global.EventSource('http://${at}/events'); e.onopen = ok; e.onerror = () => no(new Error('closed')); }),
  indexedDB: () => new Promise((ok, no) => { const r = global.indexedDB.open('x'); r.onsuccess = ok; r.onerror = () => no(r.error); }),
  caches: () => global.caches.open('x'),
  originPrivateFiles: () => global.navigator.storage.getDirectory(),
};
for (const [name, attempt] of Object.entries(tries)) {
  try {
    await attempt();
    console.log(name, 'GOT OUT');
  } catch {
    console.log(name, 'refused');
  }
}
console.log(typeof global.document, typeof global.parent, typeof global.localStorage, global.origin);
global.postMessage({ id: 1, type: 'exit', code: 0 }); // speaking the frame's language does not help
console.log('still running');`,
      );
      await run(box);
      expect(await ended(box)).toContain('with your changes');
      const names = ['fetch', 'importScripts', 'import', 'evalImport', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'indexedDB', 'caches', 'originPrivateFiles'];
      expect(await printed(box)).toBe(`${names.map((name) => `${name} refused\n`).join('')}undefined undefined undefined null\nstill running\n`);
    });
  } finally {
    server.close();
  }
  expect(reached).toEqual([]);
});

test('two programs that run at once do not hear each other', () =>
  onPage(CHAPTER, {}, async (page) => {
    const [one, two] = await programsOn(page);
    const code = (say: string): string => `const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('x') : undefined;
if (channel) channel.onmessage = ({ data }) => console.log('heard', data);
setTimeout(() => channel?.postMessage('${say}'), 100);
setTimeout(() => { channel?.close(); console.log('${say} heard nothing'); }, 400);`;
    await edit(one!.box, code('one'));
    await edit(two!.box, code('two'));
    await run(one!.box);
    await run(two!.box);
    await ended(one!.box);
    await ended(two!.box);
    expect([await printed(one!.box), await printed(two!.box)]).toEqual(['one heard nothing\n', 'two heard nothing\n']);
  }));

test('names that the linker uses itself may be used by readers', () =>
  onFirstProgram(async ({ box }) => {
    await edit(box, 'const $m = 1, $d = 2, $load = 3, $meta = 4, $star = 5, $exports = 6;\nconsole.log($m + $d + $load + $meta + $star + $exports);');
    await run(box);
    await ended(box);
    expect(await printed(box)).toBe('21\n');
  }));

test('text that looks like a stack frame is printed as it is', () =>
  onFirstProgram(async ({ box }) => {
    await edit(box, "console.log('me@example.com data: 5');\nconsole.log('a\\n    at worker.js');");
    await run(box);
    await ended(box);
    expect(await printed(box)).toBe('me@example.com data: 5\na\n    at worker.js\n');
  }));

test('of a line that is too long the part that fits is shown', () =>
  onFirstProgram(async ({ box }) => {
    await edit(box, "console.log('x'.repeat(1e6));");
    await run(box);
    expect(await ended(box)).toBe('Stopped: it reached the output limit.');
    expect((await printed(box)).length).toBe(200_000);
  }));

test('all of it works by keyboard, and Tab leaves the editor', () =>
  onFirstProgram(async ({ box, name }, page) => {
    await box.getByRole('button', { name: 'Run' }).focus();
    await page.keyboard.press('Tab'); // Stop and Reset are disabled: the next stop is the program
    expect(await page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.getAttribute('aria-label'))).toBe(`${name}, editable`);
    await box.locator('.cm-content').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type("console.log('by keyboard');");
    await page.keyboard.press('Control+Enter');
    expect(await ended(box)).toContain('with your changes');
    expect(await printed(box)).toBe('by keyboard\n');
    await page.keyboard.press('Tab');
    expect(await box.locator('.cm-content').evaluate((element) => element === document.activeElement)).toBe(false);
  }));
