// `npm run editions`: both editions of a built site, into its folder, and links to them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { makeWorker } from '../hosting/post-build.ts';
import { base } from '../hosting/site-address.ts';
import { checkEpub } from './check.ts';
import { executable } from './chromium.ts';
import { epubOf } from './epub.ts';
import { needSite, offer, type Offered } from './offer.ts';
import { pdfOf } from './pdf.ts';
import { readBook } from './read-site.ts';

/** Of each edition, in bytes. */
const MOST = 6_000_000;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean' } },
});
const [dir] = positionals;
if (!dir) throw new Error('say which folder the built site is in');
needSite(dir);

/** When the book was last changed: the same commit gives the same bytes. */
function lastChange(): string {
  const seconds =
    process.env.SOURCE_DATE_EPOCH ||
    execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8' });
  return new Date(Number(seconds) * 1000).toISOString().replace('.000', '');
}

const book = readBook(dir);
const epub = await epubOf(book, lastChange());
const browser = await chromium.launch({
  executablePath: await executable(),
  args: ['--no-sandbox', '--disable-gpu'],
});
let pdf: Awaited<ReturnType<typeof pdfOf>>;
try {
  pdf = await pdfOf(book, browser);
} finally {
  await browser.close();
}

const editions: (Offered & { content: Uint8Array })[] = [
  {
    path: 'editions/tasque.pdf',
    name: 'PDF',
    content: pdf.bytes,
    bytes: pdf.bytes.length,
    pages: pdf.pages,
  },
  { path: 'editions/tasque.epub', name: 'EPUB', content: epub, bytes: epub.length },
];
mkdirSync(join(dir, 'editions'), { recursive: true });
for (const { path, content, bytes, pages } of editions) {
  if (bytes > MOST) throw new Error(`${path} has ${bytes} bytes, and may have ${MOST}`);
  writeFileSync(join(dir, path), content);
  console.log(
    `${join(dir, path)}: ${(bytes / 1e6).toFixed(1)} MB${pages ? `, ${pages} pages` : ''}`,
  );
}
if (values.check) checkEpub(join(dir, 'editions/tasque.epub'));
offer(dir, base, editions);
await makeWorker(dir.endsWith('/') ? dir : `${dir}/`);
