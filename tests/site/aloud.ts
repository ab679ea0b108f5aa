// What a reader hears who doesn't see the page: what a part of it is when it's read in order, and what
// is said unasked while something happens. It's no screen reader; it keeps to what all of them do.
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { onPage } from './site.ts';

declare global {
  /** What was said since it was last asked for, oldest first. */
  var said: Said[];
  /** Settles once nothing more was said for so many milliseconds. */
  var silence: (ms: number) => Promise<void>;
}
interface Said {
  /** Which region it was, by number. */
  of: number;
  kind: string;
  text: string;
  isAtomic: boolean;
}

/**
 * In the page, before its own scripts: notes what each live region says.
 *
 * A region says what was added to it, or all of it where it's atomic; nothing while it's off, hidden
 * or empty; and what came and went within a moment isn't said. One that has just come says nothing
 * of what it came with, unless it's an alert.
 */
function noteSaid(): void {
  const LIVE = '[role=status], [role=alert], [role=log], [aria-live], output';
  /** A browser tells of changes no sooner, in milliseconds. */
  const MOMENT = 60;
  const numbers = new WeakMap<Element, number>();
  const before = new WeakSet<Element>();
  const changed = new Map<Element, Set<Node>>();
  let count = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  globalThis.said = [];
  // by the page's own clock: what it has said with a shorter delay is said before, however busy it is
  globalThis.silence = async (ms) => {
    for (let heard = -1; heard !== globalThis.said.length || timer !== undefined;) {
      heard = globalThis.said.length;
      await new Promise((done) => setTimeout(done, ms));
    }
  };

  const kindOf = (region: Element): string =>
    region.role ?? (region.localName === 'output' ? 'status' : 'polite');
  const isHeard = (region: Element): boolean =>
    region.isConnected &&
    region.ariaLive !== 'off' &&
    region.checkVisibility({ visibilityProperty: true }) &&
    !region.closest('[aria-hidden=true], [inert]');
  /** As it would be read: what isn't rendered isn't. */
  const textOf = (node: Node): string => {
    if (node instanceof Text) return node.parentElement?.checkVisibility() ? node.data : '';
    if (!(node instanceof Element) || node.matches('[aria-hidden=true]')) return '';
    if (node instanceof HTMLInputElement) return ` ${node.ariaLabel ?? ''} ${node.value} `;
    if (node.role === 'img') return node.ariaLabel ?? '';
    const text = [...node.childNodes].map(textOf).join('');
    const isPart = node.closest('pre') || getComputedStyle(node).display.startsWith('inline');
    return isPart ? text : ` ${text} `;
  };
  const say = (region: Element, text: string, isAtomic: boolean): void => {
    const plain = kindOf(region) === 'log' ? text : text.replace(/\s+/gu, ' ').trim();
    if (plain.trim() === '') return;
    if (!numbers.has(region)) numbers.set(region, ++count);
    globalThis.said.push({ of: numbers.get(region)!, kind: kindOf(region), text: plain, isAtomic });
  };
  const flush = (): void => {
    timer = undefined;
    for (const [region, added] of changed) {
      if (region.ariaBusy === 'true') continue;
      changed.delete(region);
      const isNew = !before.has(region);
      if (isNew && region.role !== 'alert') continue;
      if (!isHeard(region)) continue;
      const isAtomic =
        region.ariaAtomic === null
          ? /status|alert/.test(kindOf(region))
          : region.ariaAtomic === 'true';
      const parts = [...added].filter(
        (node) =>
          region.contains(node) &&
          ![...added].some((other) => other !== node && other.contains(node)),
      );
      if (isAtomic || isNew) {
        if (parts.length > 0 || isNew) say(region, textOf(region), true);
      } else say(region, parts.map(textOf).join(''), false);
    }
    for (const region of document.querySelectorAll(LIVE))
      if (region.checkVisibility()) before.add(region);
      else before.delete(region);
    if (changed.size > 0) later();
  };
  const later = (): void => void (timer ??= setTimeout(flush, MOMENT));
  const note = (node: Node): void => {
    const region = (node instanceof Element ? node : node.parentElement)?.closest(LIVE);
    if (!region) return;
    const nodes = changed.get(region) ?? new Set();
    changed.delete(region); // what changed last is said last
    changed.set(region, nodes.add(node));
  };
  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === 'characterData') note(target);
      for (const node of addedNodes) {
        note(node);
        if (node instanceof Element) for (const region of node.querySelectorAll(LIVE)) note(region);
      }
      // what is shown again is added
      if (type === 'attributes' && (target as Element).checkVisibility()) note(target);
    }
    later();
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['hidden', 'open'],
  });
}

/** Opens a page and listens. */
export const on = (
  path: string,
  work: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> => onPage(path, options, work, (page) => page.addInitScript(noteSaid));
export const boxOn = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });

/** What takes time takes another time each time. */
const steady = (text: string): string => text.replaceAll(/\d+(?:\.\d+)? (?:ms|s)\b/gu, 'N ms');

/** So long nothing more is said, in milliseconds: longer than anything waits to be said (say-once.ts). */
const QUIET = 900;
/** Said where something begins; mostly that is over before it could be. */
const BEGIN =
  /^status: (?:Checking|Loading|Loading the type checker|Running|Running both|Trying|Fetching the book)…$/u;

/**
 * What was said since this was last asked, one thing a line; what a log says piece by piece is one.
 * @param withBegin Whether it's of what takes long enough for its beginning to be said.
 */
export async function heard(page: Page, withBegin = false): Promise<string> {
  // what is said last may come a while after what is seen
  await page.evaluate((ms) => globalThis.silence(ms), QUIET);
  const all = await page.evaluate(() => globalThis.said.splice(0));
  const lines: { of: number; isAtomic: boolean; text: string }[] = [];
  for (const { of, kind, text, isAtomic } of all) {
    const last = lines.at(-1);
    if (!isAtomic && last?.of === of) last.text += text;
    else lines.push({ of, isAtomic, text: `${kind}: ${text}` });
  }
  return lines
    .map(({ text }) => steady(text.trimEnd()))
    .filter((line) => withBegin || !BEGIN.test(line))
    .join('\n');
}

/** A part of a page as it's read in order: role, name and state of each thing, one a line. */
export async function read(part: Locator): Promise<string> {
  const lines = (await part.ariaSnapshot()).split('\n');
  return lines
    .filter((line) => !/^\s*- \/(?:url|placeholder):/.test(line))
    .map((line) => steady(line).replaceAll('\u2060', '').replace(/:\s*$/u, ''))
    .join('\n');
}
/** Only the lines of what is read that are of these roles. */
export const outline = async (part: Locator, ...roles: string[]): Promise<string> =>
  (await read(part))
    .split('\n')
    .filter((line) => roles.includes(/^\s*- '?(\w+)/u.exec(line)![1]!))
    .join('\n');

/** What has the focus, which is read when it comes there: role, name, value. */
export const focus = async (page: Page): Promise<string> => {
  const here = page.locator(':focus');
  if ((await here.count()) === 0) return 'focus: nothing';
  const [first = '', ...rest] = (await read(here)).split('\n');
  const texts = rest.map((line) => line.replace(/^\s*- \w+:? ?/u, ''));
  return `focus: ${[first.replace(/^- /u, ''), ...(/^- paragraph/u.test(first) ? texts : [])].join(' ')}`;
};

/** What was said, and where the reader is then. */
export const after = async (page: Page, withBegin = false): Promise<string> =>
  `${await heard(page, withBegin)}\n${await focus(page)}`;
