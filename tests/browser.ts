// Which browser the tests drive. No browser is a failure that says what to install, never a skipped
// test.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, firefox, webkit, type Browser } from 'playwright-core';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

// Desktop browsers give a sandboxed frame a process of its own; the headless one has to be told.
export const FLAGS = [
  '--site-per-process',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await executable(), args: FLAGS });
}

/** What the contract tests need of a browser: Playwright, Puppeteer and WebDriver all have it. */
export interface TestBrowser {
  newPage(): Promise<TestPage>;
  close(): Promise<void>;
}
export interface TestPage {
  goto(url: string): Promise<unknown>;
  waitForFunction(is: () => boolean): Promise<unknown>;
  evaluate<A, R>(work: (argument: A) => R, argument: A): Promise<Awaited<R>>;
  click(selector: string): Promise<void>;
  screenshot(to: { path: string }): Promise<unknown>;
  /** Where the browser tells. */
  workers?(): readonly unknown[];
  close(): Promise<void>;
}

/** Which browser is asked: Chromium, unless `BROWSER` says otherwise. */
export const BROWSER = process.env.BROWSER ?? 'chromium';
export const inChromium = BROWSER === 'chromium';
export const inFirefox = BROWSER === 'firefox';
export const inWebKit = BROWSER === 'webkit';

const USUAL_FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/**
 * Playwright's own build of the browser that is asked, else the system's. @param shares False for
 * WebKitGTK as it is, whose threads share no memory.
 */
export async function launchAsked(shares = true): Promise<TestBrowser> {
  if (inFirefox) return launchFirefox();
  if (inWebKit) return launchWebKit(shares);
  if (!inChromium) throw new Error(`BROWSER is ${BROWSER}: it may be firefox or webkit`);
  return (await launch()) as unknown as TestBrowser;
}

async function launchFirefox(): Promise<TestBrowser> {
  const asked = process.env.FIREFOX_PATH;
  if (asked && !existsSync(asked))
    throw new Error(`FIREFOX_PATH is ${asked}, and there is no such file`);
  if (!asked && existsSync(firefox.executablePath()))
    return (await firefox.launch()) as unknown as TestBrowser;
  const path = asked ?? USUAL_FIREFOX.find((path) => existsSync(path));
  if (!path)
    throw new Error(
      'There is no Firefox: run "npm run browsers", or "apt-get install firefox-esr" (Debian), or set FIREFOX_PATH to the one you have.',
    );
  const { default: puppeteer } = await import('puppeteer-core'); // Playwright drives only its own
  return (await puppeteer.launch({
    browser: 'firefox',
    executablePath: path,
    protocolTimeout: 600_000,
  })) as unknown as TestBrowser;
}

async function launchWebKit(shares: boolean): Promise<TestBrowser> {
  if (shares && existsSync(webkit.executablePath()))
    return (await webkit.launch()) as unknown as TestBrowser;
  const { launchWebKitGtk } = await import('./web-driver.ts');
  const gtk = await launchWebKitGtk(shares);
  if (gtk) return gtk;
  throw new Error(
    'There is no WebKit that can be driven: run "npm run browsers", or "apt-get install webkit2gtk-driver xvfb" (Debian).',
  );
}

/**
 * CHROMIUM_PATH, else Playwright's own, else the system's, else (Linux on x64) the one that npm
 * installed.
 */
export async function executable(): Promise<string> {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new Error(`CHROMIUM_PATH is ${asked}, and there is no such file`);
  }
  const found = [chromium.executablePath(), ...USUAL_PLACES].find((path) => existsSync(path));
  if (found) return found;
  if (process.platform === 'linux' && process.arch === 'x64') return bundled();
  throw new Error(
    'The tests need Chromium or Chrome: run "npx playwright-core install chromium", or set CHROMIUM_PATH to the one you have.',
  );
}

/**
 * @sparticuz/chromium carries a browser in its npm package, with the system libraries that a bare
 *   machine lacks.
 */
async function bundled(): Promise<string> {
  const folder = fileURLToPath(new URL('../.cache/chromium', import.meta.url));
  if (!existsSync(`${folder}/fonts.conf`)) unpack(folder);
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
  process.env.TMPDIR = folder; // where it unpacks itself
  process.env.AWS_EXECUTION_ENV = '24.x'; // makes it unpack its copy of NSS too
  try {
    const { default: pack } = await import('@sparticuz/chromium');
    const path = await pack.executablePath();
    delete process.env.FONTCONFIG_PATH;
    process.env.FONTCONFIG_FILE = `${folder}/fonts.conf`;
    return path;
  } finally {
    for (const [name, value] of Object.entries(before))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  }
}

/** Tests run side by side: each unpacks into a folder of its own, and the first is done for all. */
function unpack(folder: string): void {
  const own = `${folder}-${process.pid}`;
  mkdirSync(own, { recursive: true });
  execFileSync(process.execPath, ['--input-type=module', '--eval', UNPACK], {
    env: { ...process.env, TMPDIR: own, AWS_EXECUTION_ENV: '24.x' },
  });
  // its own font configuration names a folder of another machine, and without fonts text has no
  // height
  writeFileSync(
    `${own}/fonts.conf`,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>` +
      `<dir>${folder}/fonts</dir><cachedir>${folder}/fontcache</cachedir></fontconfig>`,
  );
  try {
    renameSync(own, folder);
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    if (!existsSync(`${folder}/fonts.conf`)) throw error;
  }
}
const UNPACK = "await (await import('@sparticuz/chromium')).default.executablePath();";
