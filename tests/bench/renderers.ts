// What the processes of a page and of its sandbox hold, on Linux.
import { readFileSync } from 'node:fs';
import type { Browser, CDPSession, Frame } from 'playwright-core';

export interface Held {
  /** Of memory, the process's share of what it has together with others included. In megabytes. */
  pss: number;
  /** All of that included. */
  rss: number;
}

export class Renderers {
  readonly #session: CDPSession;
  private constructor(session: CDPSession) {
    this.#session = session;
  }
  static of = async (browser: Browser): Promise<Renderers> =>
    new Renderers(await browser.newBrowserCDPSession());

  async #all(): Promise<{ id: number; type: string; cpuTime: number }[]> {
    return (await this.#session.send('SystemInfo.getProcessInfo')).processInfo;
  }
  async leader(): Promise<number> {
    return (await this.#all()).find(({ type }) => type === 'browser')!.id;
  }

  /** How long all processes of the browser have worked so far, in milliseconds. */
  async worked(): Promise<number> {
    return 1000 * (await this.#all()).reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  }

  /** The process that a frame is in: the browser doesn't tell, but one of them works when it does. */
  async of(frame: Frame): Promise<number> {
    const before = new Map((await this.#all()).map(({ id, cpuTime }) => [id, cpuTime]));
    await frame.evaluate(() => {
      for (const until = performance.now() + 500; performance.now() < until;);
    });
    const now = (await this.#all()).filter(({ type }) => type === 'renderer');
    const spent = ({ id, cpuTime }: { id: number; cpuTime: number }): number =>
      cpuTime - (before.get(id) ?? 0);
    return now.reduce((most, next) => (spent(next) > spent(most) ? next : most)).id;
  }
}

export function heldBy(process: number): Held {
  const kb = (name: string): number =>
    Number(
      new RegExp(`^${name}: +(\\d+)`, 'm').exec(
        readFileSync(`/proc/${process}/smaps_rollup`, 'utf8'),
      )![1],
    );
  return { pss: kb('Pss') / 1000, rss: kb('Rss') / 1000 };
}
