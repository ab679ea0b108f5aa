/**
 * Scrolls a pane as little as it takes to show a part of it. `scrollIntoView` would scroll the page
 * as well.
 */
export function bringIntoView(pane: Element, part: Element): void {
  const [outer, inner] = [pane.getBoundingClientRect(), part.getBoundingClientRect()];
  pane.scrollLeft += Math.max(0, inner.right - outer.right) + Math.min(0, inner.left - outer.left);
  pane.scrollTop += Math.max(0, inner.bottom - outer.bottom) + Math.min(0, inner.top - outer.top);
}

/**
 * Scrolls the page as little as it takes to show the beginning of a part below the bar of its box.
 * The focus stays where it is.
 * @param most So much of the part at most, in pixels.
 * @param first Stands above the part, and is not to go out of sight for it.
 */
export function bringOntoScreen(part: Element, most: number, first: Element, bar: Element): void {
  const { top, height } = part.getBoundingClientRect();
  const gap = part === first ? SPACE : 0;
  const highest = part === bar ? 0 : bar.getBoundingClientRect().height + gap;
  const over = top + Math.min(height, most) + SPACE - innerHeight;
  const by = Math.min(Math.max(0, over), first.getBoundingClientRect().top - highest);
  scrollPage(by);
}

/**
 * Scrolls the page as little as it takes to show all that is between two heights of the screen,
 * or else its beginning.
 * @param isLed Whether the reader was led there: then it's at once.
 */
export function bringSpanOntoScreen(top: number, bottom: number, isLed = false): void {
  const over = Math.max(0, bottom + SPACE - innerHeight);
  scrollPage(Math.min(over, top - SPACE), isLed);
}

/**
 * Does what makes something above a part longer or shorter, and has the part stay where it is on
 * the screen: its reader may press there again.
 * @param within All of what changes; it, or the page, is scrolled by what is around it.
 */
export function keepInPlace(part: Element, within: Element, work: () => void): void {
  const before = part.getBoundingClientRect().top;
  work();
  const around = within.parentElement!;
  const isPane = getComputedStyle(around).overflowY !== 'visible';
  const pane = isPane ? around : document.scrollingElement!;
  pane.scrollTop += part.getBoundingClientRect().top - before;
}

/** Whether all between two heights has room on the screen. */
export const fitsScreen = (top: number, bottom: number): boolean =>
  bottom - top + 2 * SPACE <= innerHeight;

function scrollPage(by: number, isLed = false): void {
  const isCalm = isLed || matchMedia('(prefers-reduced-motion: reduce)').matches;
  // not scrollBy: while the page still scrolls, that adds to where it is going
  if (Math.abs(by) >= 1) scrollTo({ top: scrollY + by, behavior: isCalm ? 'instant' : 'smooth' });
}

/** Left around it, in pixels. */
const SPACE = 12;
