// Which Chromium sets the book, and is driven by the tests. No browser is a failure that says what to
// install.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

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
    'This needs Chromium or Chrome: run "npx playwright-core install chromium", or set CHROMIUM_PATH to the one you have.',
  );
}

/**
 * @sparticuz/chromium carries a browser in its npm package, with the system libraries that a bare
 *   machine lacks.
 */
async function bundled(): Promise<string> {
  const folder = fileURLToPath(new URL('../../.cache/chromium', import.meta.url));
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
