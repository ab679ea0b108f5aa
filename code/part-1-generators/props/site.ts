/** What a server says of a page. */
export interface Page {
  status: number;
  links: string[];
  movedTo?: string;
}

const pages: Record<string, Partial<Page> & { takes: number }> = {
  '/': { takes: 120, links: ['/news', '/shop', '/team'] },
  '/news': { takes: 60, movedTo: '/blog' },
  '/blog': { takes: 180, links: ['/', '/archive'] },
  '/shop': { takes: 400, links: ['/', '/cart'] },
  '/team': { takes: 120, links: ['/', '/jobs'] },
  '/cart': { takes: 180, status: 500 },
  '/archive': { takes: 60, movedTo: '/old-archive' },
  '/old-archive': { takes: 60, movedTo: '/archive' },
};

/** The server's own clock, in milliseconds: so its order is the same on a slow machine. */
let now = 0;
const start = Date.now();
const requests: { due: number; answer: () => void }[] = [];

/**
 * Asks for a page of a small site, and calls back when its server has answered. There
 * is no network: a timer plays the server.
 */
export function fetchPage(path: string, onPage: (page: Page) => void): void {
  const { takes, ...page } = pages[path] ?? { takes: 60, status: 404 };
  const answer = (): void => onPage({ status: 200, links: [], ...page });
  requests.push({ due: now + takes, answer });
  requests.sort((a, b) => a.due - b.due);
  setTimeout(serveNext, Math.max(0, start + now + takes - Date.now()));
}

function serveNext(): void {
  const { due, answer } = requests.shift()!;
  now = due;
  answer();
}
