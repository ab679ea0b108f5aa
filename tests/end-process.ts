// A program that uses up the memory, without using up the machine's.
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/**
 * Waits until a process of a page's or of a sandbox's takes more memory than that, and ends it, as a
 * system does that has no memory left. Playwright takes a page for crashed then, also if it was only
 * its sandbox. @param mb In megabytes.
 */
export async function endProcessAbove(browser: Browser, mb: number): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  for (;;) {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const large = processInfo.find(
      ({ type, id }) =>
        type === 'renderer' &&
        Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) > mb * 1024,
    );
    if (large) return void process.kill(large.id, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
