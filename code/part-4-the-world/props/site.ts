import { sleep, type HttpHandler } from '../src/index.ts';

interface Page {
  takes: number; // ms
  status?: number;
  movedTo?: string;
  links?: string[];
}

const pages: Record<string, Page> = {
  '/': { takes: 150, links: ['/news', '/shop', '/team'] },
  '/news': { takes: 100, movedTo: '/blog' },
  '/blog': { takes: 200, links: ['/', '/archive'] },
  '/shop': { takes: 350, links: ['/', '/cart'] },
  '/team': { takes: 175, links: ['/jobs', '/map', '/ann', '/ben', '/cleo', '/dan'] },
  '/ann': { takes: 300 },
  '/ben': { takes: 300 },
  '/cleo': { takes: 300 },
  '/dan': { takes: 300 },
  '/cart': { takes: 250, status: 500 },
  '/map': { takes: 60_000 },
  '/archive': { takes: 20, movedTo: '/old-archive' },
  '/old-archive': { takes: 20, movedTo: '/archive' },
};

/** The small site that the book looks after. */
export const site: HttpHandler = function* ({ path }) {
  const page: Page = pages[path] ?? { takes: 100, status: 404 };
  const { takes, status = 200, movedTo, links = [] } = page;
  yield* sleep(takes);
  if (movedTo !== undefined) return { status: 301, headers: { location: movedTo } };
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: links.map((link) => `<a href="${link}">${link}</a>\n`).join(''),
  };
};
