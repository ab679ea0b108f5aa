// What is asked of a page as it is, whatever it's about. Each gives what is wrong.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { inject } from 'vitest';
import { ROOT } from './serve.ts';

/** In bytes, as `gzip -9` would send them, fonts apart. */
const BUDGET = { js: 10_000, css: 20_000, all: 60_000 };

const sizeOf = (path: string): number =>
  gzipSync(readFileSync(ROOT + path.replace(/\/$/, '/index.html')), { level: 9 }).length;

/** Notes what a page asks for from now on. @returns The addresses. */
export function noteRequests(page: Page): URL[] {
  const asked: URL[] = [];
  page.on(
    'request',
    (request) => request.url().startsWith('data:') || asked.push(new URL(request.url())),
  );
  return asked;
}

/** What it costs before anybody has touched it. */
export function overBudget(asked: readonly URL[]): string[] {
  const others = asked.filter(({ origin }) => origin !== inject('site'));
  const paths = asked
    .map(({ pathname }) => pathname)
    .filter((pathname) => !pathname.endsWith('.woff2'));
  const sum = (ending: string): number =>
    paths
      .filter((pathname) => pathname.endsWith(ending))
      .reduce((sum, pathname) => sum + sizeOf(pathname), 0);
  const sizes = { js: sum('.js'), css: sum('.css'), all: sum('') };
  return [
    ...others.map(({ href }) => `asks for ${href}`),
    ...(sizes.js === 0 ? ['has no script'] : []),
    ...(['js', 'css', 'all'] as const).flatMap((what) =>
      sizes[what] > BUDGET[what] ? [`${what}: ${sizes[what]} bytes of ${BUDGET[what]}`] : [],
    ),
  ];
}

/** What moved, and how much: https://web.dev/articles/cls */
export const shiftsOn = (page: Page): Promise<{ value: number; what: string[] }[]> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        type Shift = PerformanceEntry & { value: number; sources: { node?: Element }[] };
        const seen: { value: number; what: string[] }[] = [];
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries() as Shift[])
            seen.push({
              value,
              what: sources.map(({ node }) => node?.className || String(node?.nodeName)),
            });
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(seen), 100);
      }),
  );

/** One main part, one heading of the first rank, and none that skips a rank. */
export const badlyRanked = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const mains = document.querySelectorAll('main').length;
    const shown = [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')].filter((one) =>
      one.checkVisibility(),
    );
    const ranks = shown.map(({ tagName }) => Number(tagName[1]));
    const firsts = ranks.filter((rank) => rank === 1).length;
    return [
      ...(mains === 1 ? [] : [`${mains} main parts`]),
      ...(firsts === 1 ? [] : [`${firsts} headings of the first rank`]),
      ...shown
        .filter((_, at) => ranks[at]! > (ranks[at - 1] ?? 0) + 1)
        .map(({ textContent }) => `skips a rank: ${textContent}`),
    ];
  });

/** What has to be scrolled sideways to be read, apart from what scrolls by itself. */
export const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const inside = (one: Element): boolean => {
      for (let box: Element | null = one; box && box !== document.body; box = box.parentElement)
        if (/auto|scroll|hidden|clip/.test(getComputedStyle(box).overflowX)) return true;
      return false;
    };
    return [...document.querySelectorAll('body *')]
      .filter(
        (one) =>
          one.checkVisibility() &&
          one.getBoundingClientRect().right > document.documentElement.clientWidth + 1 &&
          !inside(one),
      )
      .map(({ outerHTML }) => outerHTML.slice(0, 100));
  });

/** What scrolls sideways by itself: no code, picture or table has to. */
export const sideways = (page: Page): Promise<string[]> =>
  page
    .locator('main :is(pre, figure, figure *, section, div:has(> table), .cm-scroller)')
    .evaluateAll((all) =>
      all
        .filter(
          (one) =>
            one.checkVisibility() &&
            /auto|scroll/.test(getComputedStyle(one).overflowX) &&
            one.scrollWidth > one.clientWidth + 1,
        )
        .map((one) => `${one.scrollWidth - one.clientWidth} px: ${one.outerHTML.slice(0, 100)}`),
    );

/** What in a picture of a run is cut: its end may be what tells it from others. */
export const cutLabels = (page: Page): Promise<string[]> =>
  page
    .locator(':is(.handle, .task)')
    .evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
        .map(({ textContent }) => textContent!),
    );
