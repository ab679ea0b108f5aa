// WebKit as Debian has it: WebKitGTK's driver and its small browser, asked by WebDriver, on a screen
// of its own where there is none.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, globSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Size, TestBrowser, TestPage } from './browser.ts';

const DRIVER = '/usr/bin/WebKitWebDriver';
const BROWSER = '/usr/{lib,libexec}/{*/,}webkit2gtk-4.*/MiniBrowser';
const SCREEN = '/usr/bin/Xvfb';
/** What a page may take to load, or to answer: only what hangs takes as long. In milliseconds. */
const PATIENCE = 600_000;
/** What a start may take, in milliseconds, and how often it is tried: some starts never answer. */
const START = { ms: 60_000, times: 3 };
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'; // the standard's name for one

/**
 * @param shares Whether threads share memory in pages that are isolated: in Safari they do, in
 *   WebKitGTK only if its engine is told so. @returns Undefined where it isn't installed.
 */
export async function launchWebKitGtk(shares: boolean): Promise<TestBrowser | undefined> {
  const [binary] = globSync(BROWSER);
  const isThere = existsSync(DRIVER) && binary && (process.env.DISPLAY || existsSync(SCREEN));
  if (!isThere) return undefined;
  return tried(START, (ends) => startSession(binary, shares, ends));
}

type End = () => void;

/**
 * A start that doesn't answer is ended, and tried again.
 * @param start Given a list in which it puts how to end what it has begun.
 */
export async function tried<T>(
  { ms, times }: { ms: number; times: number },
  start: (ends: End[]) => Promise<T>,
): Promise<T> {
  for (let nth = 1; ; nth++) {
    const ends: End[] = [];
    const late = Promise.withResolvers<never>();
    const clock = setTimeout(() => late.reject(new Error(`no answer within ${ms / 1000} s`)), ms);
    try {
      return await Promise.race([start(ends), late.promise]);
    } catch (error) {
      for (const end of ends) end();
      const why = `WebKit didn’t start (${nth} of ${times}): ${(error as Error).message}`;
      if (nth === times) throw new Error(why, { cause: error });
      console.warn(why);
    } finally {
      clearTimeout(clock);
    }
  }
}

async function startSession(binary: string, shares: boolean, ends: End[]): Promise<TestBrowser> {
  const start = (command: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.resume(); // whatever it says, it never waits for a reader
    ends.unshift(() => void child.kill('SIGKILL'));
    return child;
  };
  const display = process.env.DISPLAY ?? (await screen(start));
  const port = await freePort();
  start(DRIVER, [`--port=${port}`], {
    ...process.env,
    DISPLAY: display,
    JSC_useSharedArrayBuffer: String(shares),
  });
  const ask = asker(`http://127.0.0.1:${port}`);
  await until(() => ask('GET', '/status').then(Boolean, () => false));
  const { sessionId } = await ask<{ sessionId: string }>('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary, args: ['--automation'] },
        timeouts: { script: PATIENCE, pageLoad: PATIENCE },
      },
    },
  });
  return new Session(asker(`http://127.0.0.1:${port}/session/${sessionId}`), ends);
}

type Ask = <T = unknown>(method: string, path: string, body?: object) => Promise<T>;
const asker =
  (root: string): Ask =>
  async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(root + path, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as {
      value: T & { error?: string; message?: string };
    };
    if (response.ok) return value;
    throw new Error(`WebDriver: ${value.error}: ${value.message}`);
  };

/** Windows of one session: the driver knows only one of them at a time. */
class Session implements TestBrowser {
  readonly #ask: Ask;
  readonly #ends: End[];
  #last: Promise<unknown> = Promise.resolve();
  #current: string | undefined;

  constructor(ask: Ask, ends: End[]) {
    this.#ask = ask;
    this.#ends = ends;
  }

  async newPage(): Promise<TestPage> {
    // a page in a tab is hidden: its timers come once a second, and it's never painted
    const { handle } = await this.#ask<{ handle: string }>('POST', '/window/new', {
      type: 'window',
    });
    return new Page((method, path, body) => this.#within(handle, method, path, body));
  }

  /** One after the other. */
  #within<T>(handle: string, method: string, path: string, body?: object): Promise<T> {
    const turn = this.#last.then(async () => {
      if (this.#current !== handle) await this.#ask('POST', '/window', { handle });
      this.#current = handle;
      return this.#ask<T>(method, path, body);
    });
    this.#last = turn.catch(() => {});
    return turn;
  }

  async close(): Promise<void> {
    await this.#ask('DELETE', '').catch(() => {}); // it may have ended by itself
    for (const end of this.#ends) end();
  }
}

class Page implements TestPage {
  readonly #ask: Ask;
  constructor(ask: Ask) {
    this.#ask = ask;
  }

  goto(url: string): Promise<unknown> {
    return this.#ask('POST', '/url', { url });
  }
  async evaluate<A, R>(work: (argument: A) => R, argument: A): Promise<Awaited<R>> {
    // no text is evaluated in the page: its policy may forbid that
    const told = await this.#ask<{ value?: string; error?: string }>('POST', '/execute/async', {
      script: `const [argument, told] = arguments;
        (async () => (${dead})(await (${work})((${alive})(argument))))()
          .then((value) => told({ value }), (error) => told({ error: error + '\\n' + error?.stack }));`,
      args: [dead(argument)],
    });
    if (told.error !== undefined) throw new Error(told.error);
    return alive(told.value) as Awaited<R>;
  }
  waitForFunction(is: () => boolean): Promise<unknown> {
    return until(() => this.evaluate(is, undefined));
  }
  async click(selector: string): Promise<void> {
    const found = await this.#ask<{ [ELEMENT]: string }>('POST', '/element', {
      using: 'css selector',
      value: selector,
    });
    await this.#ask('POST', `/element/${found[ELEMENT]}/click`, {});
  }
  async screenshot({ path }: { path: string }): Promise<void> {
    writeFileSync(path, Buffer.from(await this.#ask<string>('GET', '/screenshot'), 'base64'));
  }
  setViewportSize(size: Size): Promise<unknown> {
    return this.#ask('POST', '/window/rect', { ...size });
  }
  async close(): Promise<void> {
    await this.#ask('DELETE', '/window');
  }
}

// JSON that also knows `undefined`
const dead = (value: unknown): string =>
  JSON.stringify(value, (_, value: unknown) => (value === undefined ? '\0' : value));
function alive(text: string | undefined): unknown {
  const revive = (value: any): unknown => {
    if (value === '\0') return undefined;
    if (Array.isArray(value)) return value.map(revive);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, its]) => [key, revive(its)]));
  };
  return text === undefined ? undefined : revive(JSON.parse(text));
}

/** A screen that isn't there, for browsers that want one. @returns Its name. */
async function screen(
  start: (command: string, args: string[], env: NodeJS.ProcessEnv) => ChildProcess,
): Promise<string> {
  const { stdout } = start(
    SCREEN,
    ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
    process.env,
  );
  // its end of the pipe stays open: a process that can't write is ended
  const [number] = (await once(stdout!.setEncoding('utf8'), 'data')) as [string];
  return `:${number.trim()}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function until(is: () => Promise<boolean>): Promise<void> {
  const since = Date.now();
  while (!(await is())) {
    if (Date.now() - since > PATIENCE) throw new Error('WebDriver: waited for too long');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
