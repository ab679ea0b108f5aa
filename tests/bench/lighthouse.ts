// Lighthouse on each kind of page, as a phone and as a desktop sees it: `npm run lighthouse`. All four categories have to be 100.
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { EVERYWHERE } from '../../src/hosting/headers.ts';
import { executable, FLAGS } from '../browser.ts';

const PAGES = [
  '/', '/where-we-are-going/', '/part-1-generators/a-two-way-door/', '/part-2-futures/a-task-is-a-future/', '/part-3-task-loop/run-until-complete/', '/part-3-task-loop/the-whole-thing/',
  '/glossary/', '/map-to-asyncio/', '/fork/', '/code/part-3-task-loop/src/task-loop.ts/', '/lab/part-3-task-loop/', '/404.html',
]; // prettier-ignore
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const asked = process.argv.slice(2);

// `npm start` does not compress, and every host does
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain',
  '.xml': 'text/xml',
};
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url!, 'http://host');
  const file = join('dist', pathname.endsWith('/') ? `${pathname}index.html` : pathname);
  if (!existsSync(file)) return void response.writeHead(404).end();
  const isPacked = !file.endsWith('.woff2');
  const body = readFileSync(file);
  response.writeHead(200, { ...EVERYWHERE, 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', ...(isPacked && { 'content-encoding': 'gzip' }) });
  response.end(isPacked ? gzipSync(body) : body);
});
await new Promise<void>((ready) => server.listen(0, ready));
const chrome = await launch({ chromePath: await executable(), chromeFlags: ['--headless', ...FLAGS], logLevel: 'silent' });
let isPerfect = true;
console.log(`| page | seen as | ${CATEGORIES.join(' | ')} | LCP, ms | CLS | TBT, ms | what is missing |\n| --- | --- |${' --: |'.repeat(7)} --- |`);
for (const path of asked.length > 0 ? asked : PAGES)
  for (const as of ['phone', 'desktop']) {
    const result = await lighthouse(
      `http://localhost:${(server.address() as AddressInfo).port}${path}`,
      { port: chrome.port, logLevel: 'error', onlyCategories: CATEGORIES },
      as === 'desktop' ? desktopConfig : undefined,
    );
    const { categories, audits } = result!.lhr;
    const scores = CATEGORIES.map((name) => Math.round((categories[name]!.score ?? 0) * 100));
    const missing = CATEGORIES.flatMap((name) => categories[name]!.auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]!.score ?? 1) < 1).map(({ id }) => id));
    const number = (id: string, digits = 0): string => (audits[id]!.numericValue ?? NaN).toFixed(digits);
    // the page of an error is not for search engines
    if (scores.some((score, at) => score < 100 && !(path === '/404.html' && CATEGORIES[at] === 'seo'))) isPerfect = false;
    console.log(
      `| ${path} | ${as} | ${scores.join(' | ')} | ${number('largest-contentful-paint')} | ${number('cumulative-layout-shift', 3)} | ${number('total-blocking-time')} | ${missing.join(', ')} |`,
    );
  }
chrome.kill();
server.close();
process.exit(isPerfect ? 0 : 1);
