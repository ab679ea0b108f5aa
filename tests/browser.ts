// Which browser the tests drive. No browser is a failure that says what to install, never a skipped
// test.
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
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

/** What the contract tests need of a browser: Playwright and Puppeteer both have it. */
export interface TestBrowser {
  newPage(): Promise<TestPage>;
  close(): Promise<void>;
}
export interface TestPage {
  goto(url: string): Promise<unknown>;
  waitForFunction(is: () => boolean): Promise<unknown>;
  evaluate<A, R>(work: (argument: A) => R, argument: A): Promise<Awaited<R>>;
  workers(): readonly unknown[];
  close(): Promise<void>;
}

/**
 * `BROWSER=firefox` asks for Firefox as it is installed: Playwright drives only a build of its own,
 * Puppeteer any.
 */
export const inFirefox = process.env.BROWSER === 'firefox';

export async function launchAsked(): Promise<TestBrowser> {
  if (!inFirefox) return (await launch()) as unknown as TestBrowser;
  const path = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';
  if (!existsSync(path))
    throw new Error(
      `There is no Firefox at ${path}: install firefox-esr (Debian), or set FIREFOX_PATH.`,
    );
  const { default: puppeteer } = await import('puppeteer-core');
  return (await puppeteer.launch({
    browser: 'firefox',
    executablePath: path,
  })) as unknown as TestBrowser;
}
