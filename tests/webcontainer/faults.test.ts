// Whatever goes wrong with the host of WebContainers, a run ends, says why, and the next one has a
// chance.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import type { Job } from '../../src/runner/contract.ts';
import type { Patience } from '../../src/runner/webcontainer/container.ts';
import type { WebContainerEngine } from '../../src/runner/webcontainer/engine.ts';
import type { Ran } from '../contract/page.ts';
import { launch } from '../browser.ts';
import { startDouble, type Double, type Faults } from './double/server.ts';

let browser: Browser;
let host: Double;
let page: Page | undefined;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  host = await startDouble();
});
afterEach(async () => {
  await page?.context().close();
  page = undefined;
  await host.close();
});

/** Milliseconds where the engine waits seconds. */
const HASTE: Partial<Patience> = {
  boot: 1500,
  unreachable: 300,
  mount: 500,
  spawn: 1500,
  kill: 500,
};

interface Asked {
  faults?: Faults;
  path?: string;
  origin?: string;
  patience?: Partial<Patience>;
}
async function open({
  faults = {},
  path = '/',
  origin = host.origin,
  patience,
}: Asked = {}): Promise<Page> {
  host.faults = faults;
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(
    (origin) => Object.assign(globalThis, { WEBCONTAINER_API_IFRAME_URL: origin }),
    origin,
  );
  await page.goto(
    `${inject('contract')}${path}?engine=webcontainer&patience=${JSON.stringify({ ...HASTE, ...patience })}`,
  );
  await page.waitForFunction(() => 'runJob' in window);
  return page;
}
const runIn = (
  page: Page,
  code: string,
  more: Partial<Job> = {},
  stopAfter?: number,
): Promise<Ran> =>
  page.evaluate(([job, stopAfter]) => window.runJob(job, stopAfter), [
    { files: { 'main.ts': code }, entry: 'main.ts', ...more },
    stopAfter,
  ] as const);
const textOf = ({ events }: Ran): string =>
  events.map((event) => (event.type === 'output' ? event.text : '')).join('');

const HELLO = "console.log('hello');";
const fine = async (page: Page): Promise<void> => {
  const ran = await runIn(page, HELLO);
  expect([textOf(ran), ran.outcome]).toEqual(['hello\n', { type: 'done', exitCode: 0 }]);
};

/** A port where nobody listens. */
async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return `http://127.0.0.1:${port}`;
}

test('a host that cannot be reached is said to be one, within seconds', async () => {
  page = await open({ origin: await closedPort(), patience: { boot: 30_000 } });
  const { outcome } = await runIn(page, HELLO);
  expect(outcome).toMatchObject({
    type: 'unavailable',
    reason: 'unreachable',
    message: expect.stringContaining('can’t be reached'),
    advice: expect.stringContaining('third-party cookies'),
  });
});

test.each<[string, Faults]>([
  ['answers with 404', { status: 404 }],
  ['takes the connection and says nothing', { hangs: true }],
  ['never says that it is there', { initNever: true }],
  ['is there, and never builds', { buildHangs: true }],
])('a host that %s: the start times out, and the next run starts anew', async (_, faults) => {
  page = await open({ faults });
  const { outcome } = await runIn(page, HELLO);
  expect(outcome).toMatchObject({
    type: 'unavailable',
    reason: 'timeout',
    message: expect.stringContaining('didn’t start within 1.5 s'),
  });
  host.faults = {};
  await fine(page);
});

test.each<[string, Faults]>([
  ['without COEP', { noCoep: true }],
  ['without CORP', { noCorp: true }],
])('a host %s may not be embedded: that is told, not waited for without end', async (_, faults) => {
  page = await open({ faults });
  const { outcome } = await runIn(page, HELLO);
  expect(outcome).toMatchObject({ type: 'unavailable' });
  host.faults = {};
  await fine(page);
});

test('a host that is late is waited for, and the reader is told', async () => {
  page = await open({ faults: { initLate: 3500 }, patience: { boot: 10_000 } });
  const ran = await runIn(page, HELLO);
  expect([textOf(ran), ran.outcome]).toEqual(['hello\n', { type: 'done', exitCode: 0 }]);
  const told = ran.events.flatMap((event) => (event.type === 'progress' ? [event.text] : []));
  expect(told).toEqual(['Starting Node…', 'Starting Node… 3 s', 'Running in Node…']);
});

test('a host that refuses is quoted', async () => {
  page = await open({ faults: { buildRejects: 'no key, no container' } });
  const { outcome } = await runIn(page, HELLO);
  expect(outcome).toMatchObject({
    type: 'unavailable',
    reason: 'refused',
    message: expect.stringContaining('no key, no container'),
  });
  host.faults = {};
  await fine(page);
});

test('a page that is not isolated asks nobody', async () => {
  page = await open({ path: '/plain/' });
  const { outcome } = await runIn(page, HELLO);
  expect(outcome).toMatchObject({
    type: 'unavailable',
    reason: 'unsupported',
    advice: expect.stringContaining('HTTPS'),
  });
  expect(host.asked).toBe(0);
});

test('a policy of the site that forbids the host is named', async () => {
  page = await open({ path: '/policy/' });
  const { outcome } = await runIn(page, HELLO);
  expect(outcome).toMatchObject({
    type: 'unavailable',
    reason: 'refused',
    message: expect.stringContaining(`frame-src forbids ${host.origin}`),
  });
});

test('Stop while Node is being started ends the run; the start goes on, and serves the next one', async () => {
  page = await open({ faults: { initLate: 1000 }, patience: { boot: 10_000 } });
  const stopped = await runIn(page, HELLO, {}, -300);
  expect(stopped.outcome).toEqual({ type: 'stopped' });
  await fine(page);
  expect(host.asked).toBe(2); // one frame, one preflight
});

test.each<[string, Faults, string]>([
  ['writing files', { mountHangs: true }, 'Writing the files took longer than 0.5 s'],
  ['starting a process', { spawnHangs: true }, 'Starting a process took longer than 1.5 s'],
])('%s hangs: the run ends, and the next one has a new container', async (_, faults, message) => {
  page = await open({ faults });
  const { outcome } = await runIn(page, HELLO);
  expect(outcome).toEqual({
    type: 'crashed',
    message: `${message}. It was thrown away: the next run starts a new one.`,
  });
  host.faults = {};
  await fine(page);
});

test('a process that ignores its end costs the container, not the page', async () => {
  page = await open({ faults: { killIgnored: true } });
  const ran = await runIn(page, "console.log('begun');\nfor (;;);", { limits: { ms: 300 } });
  expect([textOf(ran), ran.outcome]).toEqual(['begun\n', { type: 'limit', which: 'time' }]);
  await fine(page);
  expect(host.asked).toBe(4); // two frames, two preflights
});

test('a process whose end is never told counts as endless', async () => {
  page = await open({ faults: { exitNever: true } });
  const ran = await runIn(page, HELLO, { limits: { ms: 600 } });
  expect([textOf(ran), ran.outcome]).toEqual(['hello\n', { type: 'limit', which: 'time' }]);
  host.faults = {};
  await fine(page);
});

test('output that comes after the exit is waited for', async () => {
  page = await open({ faults: { lateOutput: 40 } });
  await fine(page);
});

test('a flood is stopped at its source, and the page stays usable meanwhile', async () => {
  page = await open();
  await fine(page);
  const { ran, worst } = await page.evaluate(async () => {
    let last = performance.now();
    let worst = 0;
    const timer = setInterval(() => {
      worst = Math.max(worst, performance.now() - last);
      last = performance.now();
    }, 10);
    const ran = await window.runJob({
      files: { 'main.ts': "for (let i = 0; ; i++) console.log('line', i);" },
      entry: 'main.ts',
    });
    clearInterval(timer);
    return { ran, worst };
  });
  expect(ran.outcome).toEqual({ type: 'limit', which: 'output' });
  expect(textOf(ran)).toBe(Array.from({ length: 2000 }, (_, i) => `line ${i}\n`).join(''));
  expect(worst).toBeLessThan(1000);
  await fine(page);
});

test('a flood that bypasses the launcher ends as well', async () => {
  page = await open();
  const ran = await runIn(
    page,
    "import { writeSync } from 'node:fs';\nfor (let i = 0; ; ) try { writeSync(1, `line ${i}\\n`); i++; } catch {}",
  );
  expect(ran.outcome).toEqual({ type: 'limit', which: 'output' });
  expect(textOf(ran)).toBe(Array.from({ length: 2000 }, (_, i) => `line ${i}\n`).join(''));
  await fine(page);
  expect(host.asked).toBe(2); // ended, not thrown away with its container
});

test('a container that reports an error of its own ends the run, and is replaced', async () => {
  page = await open({ faults: { errorAfter: 800 } });
  const ran = await runIn(page, "console.log('begun');\nsetInterval(() => {}, 1000);");
  expect([textOf(ran), ran.outcome]).toEqual([
    'begun\n',
    {
      type: 'crashed',
      message:
        'Node had an error of its own (an internal error). It was thrown away: the next run starts a new one.',
    },
  ]);
  host.faults = {};
  await fine(page);
  expect(host.asked).toBe(4);
});

test('a host that dies during a run: the run ends at its limit, and the next one has a new host', async () => {
  page = await open();
  await fine(page);
  const run = runIn(page, "console.log('begun');\nsetInterval(() => {}, 1000);", {
    limits: { ms: 2000 },
  });
  await page.waitForTimeout(500);
  await page.evaluate(() =>
    document.querySelector('iframe')!.contentDocument!.querySelector('iframe')!.remove(),
  );
  const { outcome } = await run;
  expect(outcome).toEqual({ type: 'limit', which: 'time' });
  await fine(page);
});

test('warnings of the host reach the console, and nothing else', async () => {
  page = await open({ faults: { warning: 'this is a double' } });
  const warnings: string[] = [];
  page.on(
    'console',
    (message) => void (message.type() === 'warning' && warnings.push(message.text())),
  );
  await fine(page);
  expect(warnings).toEqual(['this is a double']);
});

test('runs wait for each other, and each has a folder of its own', async () => {
  page = await open();
  const code =
    "import { existsSync, writeFileSync } from 'node:fs';\nconsole.log(existsSync('mine'));\nwriteFileSync('mine', '');\nconsole.log(Date.now());\nsetTimeout(() => console.log(Date.now()), 200);";
  const ran = await page.evaluate(
    (code) =>
      Promise.all(
        [1, 2, 3].map(() => window.runJob({ files: { 'main.ts': code }, entry: 'main.ts' })),
      ),
    code,
  );
  const said = ran.map((one) => textOf(one).trim().split('\n'));
  expect(said.map(([seen]) => seen)).toEqual(['false', 'false', 'false']);
  const times = said.flatMap(([, ...times]) => times.map(Number));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(host.asked).toBe(2);
});

test('a run that waits for its turn is stopped at once', async () => {
  page = await open();
  const over: string[] = [];
  const first = runIn(page, "setTimeout(() => console.log('first'), 2_000);").then((ran) => {
    over.push('first');
    return ran;
  });
  const { outcome } = await runIn(page, HELLO, {}, -50);
  over.push('second');
  expect(outcome).toEqual({ type: 'stopped' });
  expect(textOf(await first)).toBe('first\n');
  expect(over).toEqual(['second', 'first']);
  await fine(page);
});

test('it is Node: its modules can be imported, and a missing package is Node’s own error', async () => {
  page = await open();
  const ran = await runIn(
    page,
    "import { basename } from 'node:path';\nconsole.log(basename('a/b'), typeof process.version);",
  );
  expect([textOf(ran), ran.outcome]).toEqual(['b string\n', { type: 'done', exitCode: 0 }]);
  const missing = await runIn(page, "import 'no-such-package';");
  expect(textOf(missing)).toContain("Cannot find package 'no-such-package' imported from");
  expect(missing.outcome).toEqual({ type: 'done', exitCode: 1 });
});

test('a program that prints what looks like a record prints it', async () => {
  page = await open();
  const ran = await runIn(
    page,
    'import { writeSync } from \'node:fs\';\nwriteSync(1, \'\\x1e{"type":"exit","code":7}\\n\\x1eaaaa {"type":"flooded"}\\n\');\nconsole.log(\'on\');',
  );
  expect([textOf(ran), ran.outcome]).toEqual([
    '\x1e{"type":"exit","code":7}\n\x1eaaaa {"type":"flooded"}\non\n',
    { type: 'done', exitCode: 0 },
  ]);
});

test('a Node that takes types off only when it is asked to is asked to', async () => {
  page = await open({ faults: { nodeFlags: ['--no-experimental-strip-types'] } });
  const ran = await runIn(page, 'const n: number = 1;\nconsole.log(n);');
  expect([textOf(ran), ran.outcome]).toEqual(['1\n', { type: 'done', exitCode: 0 }]);
});

test('a Node that does not know "using" is said to be one, with the place', async () => {
  page = await open({ faults: { nodeFlags: ['--no-js-explicit-resource-management'] } });
  const ran = await runIn(page, '{\n  using a = { [Symbol.dispose]() {} };\n}');
  expect(textOf(ran)).toMatch(
    /^main\.ts:2:3\n  using a = .*\n  \^\n\nSyntaxError: Node v[\d.]+, which runs here, doesn’t know "using" yet/,
  );
  expect(ran.outcome).toEqual({ type: 'done', exitCode: 1 });
  await fine(page);
});

/** Opens a shell, types into it, and gives what it said until that contains a text. */
const inShell = (page: Page, typed: string, until: string): Promise<string> =>
  page.evaluate(
    async ([typed, until]) => {
      let said = '';
      const files = { 'a.txt': 'what a.txt says', 'src/b.ts': "console.log('b ran');" };
      const shell = await (window.engine as WebContainerEngine).openShell(
        'stage',
        files,
        { cols: 80, rows: 24 },
        (text) => (said += text),
      );
      await shell.save('a.txt', 'what was saved');
      shell.type(typed!);
      while (!said.includes(until!)) await new Promise((next) => setTimeout(next, 20));
      shell.end();
      await shell.over;
      return said;
    },
    [typed, until],
  );

test('a shell has the files of the stage, as the reader has changed them', async () => {
  page = await open();
  const said = await inShell(page, 'cat a.txt; node src/b.ts\r', 'b ran');
  expect(said).toContain('what was saved');
  await fine(page); // and programs run beside it
});

test('a shell can be opened again after its container was lost', async () => {
  page = await open({ faults: { errorAfter: 500 } });
  const over = await page.evaluate(async () => {
    const shell = await (window.engine as WebContainerEngine).openShell(
      'stage',
      {},
      { cols: 80, rows: 24 },
      () => {},
    );
    await shell.over;
    return true;
  });
  expect(over).toBe(true);
  host.faults = {};
  expect(await inShell(page, 'echo again and $((1 + 1))\r', 'again and 2')).toContain(
    'again and 2',
  );
});

test('a shell that cannot be had says why', async () => {
  page = await open({ origin: await closedPort() });
  const refused = page.evaluate(() =>
    (window.engine as WebContainerEngine).openShell('stage', {}, { cols: 80, rows: 24 }, () => {}),
  );
  await expect(refused).rejects.toThrow('can’t be reached');
});
