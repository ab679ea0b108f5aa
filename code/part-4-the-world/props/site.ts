import { sleep, type HttpHandler } from '../src/index.ts';

interface Page {
  takes: number; // ms
  status?: number;
  movedTo?: string;
  links?: string[];
}

const pages: Record<string, Page> = {
  '/': { takes: 30, links: ['/news', '/shop', '/team'] },
  '/news': { takes: 20, movedTo: '/blog' },
  '/blog': { takes: 40, links: ['/', '/archive'] },
  '/shop': { takes: 70, links: ['/', '/cart'] },
  '/team': { takes: 35, links: ['/', '/jobs', '/map'] },
  '/cart': { takes: 50, status: 500 },
  '/map': { takes: 60_000 },
  '/archive': { takes: 20, movedTo: '/old-archive' },
  '/old-archive': { takes: 20, movedTo: '/archive' },
};

/** The small site that the book looks after. */
export const site: HttpHandler = function* ({ path }) {
  const page: Page = pages[path] ?? { takes: 20, status: 404 };
  const { takes, status = 200, movedTo, links = [] } = page;
  yield* sleep(takes);
  if (movedTo !== undefined) return { status: 301, headers: { location: movedTo } };
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: links.map((link) => `<a href="${link}">${link}</a>\n`).join(''),
  };
};
