// Which browser the tests drive. No browser is a failure that says what to install, never a skipped
// test.
import { existsSync } from 'node:fs';
import { chromium, firefox, webkit, type Browser } from 'playwright-core';
import { executable } from '../src/editions/chromium.ts';

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

/** What the tests in each engine need of a browser: Playwright, Puppeteer and WebDriver all have it. */
export interface TestBrowser {
  newPage(): Promise<TestPage>;
  close(): Promise<void>;
}
export interface Size {
  width: number;
  height: number;
}
export interface TestPage {
  goto(url: string): Promise<unknown>;
  waitForFunction(is: () => boolean): Promise<unknown>;
  evaluate<A, R>(work: (argument: A) => R, argument: A): Promise<Awaited<R>>;
  click(selector: string): Promise<void>;
  screenshot(to: { path: string }): Promise<unknown>;
  /** As Puppeteer calls it, and as the others do. */
  setViewport?(size: Size): Promise<unknown>;
  setViewportSize?(size: Size): Promise<unknown>;
  /** Where the browser tells. */
  workers?(): readonly unknown[];
  close(): Promise<void>;
}

/** As wide and high as it's told, or as it can be: a window of WebKitGTK's is 447 pixels wide at least. */
export const resize = (page: TestPage, size: Size): Promise<unknown> =>
  page.setViewport?.(size) ?? page.setViewportSize!(size);

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
