// Lighthouse on each kind of page, as a phone and as a desktop sees it: `npm run lighthouse`. All
// four categories have to be 100.
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { EVERYWHERE } from '../../src/hosting/headers.ts';
import { executable } from '../../src/editions/chromium.ts';
import { FLAGS } from '../browser.ts';
import { staticHost } from '../static-host.ts';

const PAGES = [
  '/', '/where-we-are-going/', '/part-1-generators/a-two-way-door/', '/part-2-futures/a-task-is-a-future/', '/part-3-task-loop/run-until-complete/', '/part-3-task-loop/the-whole-thing/',
  '/part-4-the-world/the-information-desk/', '/part-4-the-world/every-order/', '/part-4-the-world/every-order/code-so-far/', '/break-it/', '/from-step-to-step/',
  '/questions/part-1-generators/a-two-way-door/', '/what-you-built/', '/glossary/', '/map-to-asyncio/', '/fork/', '/code/part-3-task-loop/src/task-loop.ts/', '/lab/part-3-task-loop/',
  '/lab/part-4-the-world/', '/offline/', '/404.html',
]; // prettier-ignore
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const asked = process.argv.slice(2);

const host = await staticHost('dist', { headers: EVERYWHERE, compress: true }); // `npm start` does not compress, and hosts do
const chrome = await launch({
  chromePath: await executable(),
  chromeFlags: ['--headless', ...FLAGS],
  logLevel: 'silent',
});
let isPerfect = true;
console.log(
  `| page | seen as | ${CATEGORIES.join(' | ')} | FCP, ms | LCP, ms | CLS | TBT, ms | what is missing |\n| --- | --- |${' --: |'.repeat(8)} --- |`,
);
for (const path of asked.length > 0 ? asked : PAGES)
  for (const as of ['phone', 'desktop']) {
    const result = await lighthouse(
      host.origin + path,
      { port: chrome.port, logLevel: 'error', onlyCategories: CATEGORIES },
      as === 'desktop' ? desktopConfig : undefined,
    );
    const { categories, audits } = result!.lhr;
    const scores = CATEGORIES.map((name) => Math.round((categories[name]!.score ?? 0) * 100));
    const missing = CATEGORIES.flatMap((name) =>
      categories[name]!.auditRefs.filter(
        // one that couldn't be measured has no score
        ({ id, weight }) =>
          weight > 0 && (audits[id]!.errorMessage !== undefined || (audits[id]!.score ?? 1) < 1),
      ).map(({ id }) => [id, audits[id]!.errorMessage].filter(Boolean).join(': ')),
    );
    const number = (id: string, digits = 0): string =>
      (audits[id]!.numericValue ?? NaN).toFixed(digits);
    // the page of an error is not for search engines
    if (
      scores.some((score, at) => score < 100 && !(path === '/404.html' && CATEGORIES[at] === 'seo'))
    )
      isPerfect = false;
    console.log(
      `| ${path} | ${as} | ${scores.join(' | ')} | ${number('first-contentful-paint')} | ${number('largest-contentful-paint')} | ${number('cumulative-layout-shift', 3)} | ${number('total-blocking-time')} | ${missing.join(', ')} |`,
    );
  }
chrome.kill();
host.close();
process.exit(isPerfect ? 0 : 1);
