import { TaskLoop, ThreadedExecutor, type Future } from '../src/index.ts';

/** What a server says of a page. */
export interface Page {
  status: number;
  links: string[];
  movedTo?: string;
}

const pages: Record<string, Partial<Page> & { takes: number }> = {
  '/': { takes: 300, links: ['/news', '/shop', '/team'] },
  '/news': { takes: 200, movedTo: '/blog' },
  '/blog': { takes: 400, links: ['/', '/archive'] },
  '/shop': { takes: 700, links: ['/', '/cart'] },
  '/team': { takes: 350, links: ['/', '/jobs'] },
  '/cart': { takes: 500, status: 500 },
  '/archive': { takes: 200, movedTo: '/old-archive' },
  '/old-archive': { takes: 200, movedTo: '/archive' },
};

export const loop = new TaskLoop();

/** The server has a thread of its own, so that ours only has to wait. */
const server = new ThreadedExecutor(loop, { maxThreads: 1 });

/** The server's own clock, in milliseconds: so its order is the same on a slow machine. */
let now = 0;
let start: number | undefined;
let isServing = false;
const requests: { due: number; page: Page; future: Future<Page> }[] = [];

function pageAt(path: string): { page: Page; takes: number } {
  const { takes, ...page } = pages[path] ?? { takes: 200, status: 404 };
  return { page: { status: 200, links: [], ...page }, takes };
}

/** Asks for a page and sleeps until it is there. */
export function askAndWait(path: string): Page {
  return loop.runUntilComplete(ask(path));
}

/** Asks for a page and returns at once, with a promise of the page. */
export async function askForPromise(path: string): Promise<Page> {
  const { page, takes } = pageAt(path);
  await new Promise((resolve) => setTimeout(resolve, takes));
  return page;
}

/** Asks for a page and returns at once, with a future of the page. */
export function ask(path: string): Future<Page> {
  const { page, takes } = pageAt(path);
  const future = loop.createFuture<Page>();
  requests.push({ due: now + takes, page, future });
  requests.sort((a, b) => a.due - b.due);
  serveNext();
  return future;
}

function serveNext(): void {
  if (isServing || requests.length === 0) return;
  isServing = true;
  start ??= Date.now();
  server.submit(sleepUntil, start + requests[0]!.due).addDoneCallback(() => {
    isServing = false;
    const { due, page, future } = requests.shift()!;
    now = due;
    if (!future.done()) future.setResult(page);
    serveNext();
  });
}

/** Runs on the server's thread; on ours, where a page can't have others. */
function sleepUntil(when: number): void {
  try {
    const word = new Int32Array(new SharedArrayBuffer(4));
    Atomics.wait(word, 0, 0, when - Date.now());
  } catch {
    while (Date.now() < when); // the same with more effort
  }
}
