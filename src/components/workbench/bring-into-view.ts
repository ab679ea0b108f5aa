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
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  // not scrollBy: while the page still scrolls, that adds to where it is going
  if (Math.abs(by) >= 1) scrollTo({ top: scrollY + by, behavior: isCalm ? 'instant' : 'smooth' });
}
/**
 * Has the page show a box from its head on, where that is out of sight: at once, since its reader
 * was led there.
 * @param last What is to be seen as well, if both have room.
 */
export function bringHeadOntoScreen(head: Element, last: Element): void {
  const { top } = head.getBoundingClientRect();
  const { bottom } = last.getBoundingClientRect();
  const over = Math.max(0, bottom + SPACE - innerHeight);
  const by = Math.min(over, top - SPACE);
  if (top < SPACE || over > 0) scrollTo({ top: scrollY + by, behavior: 'instant' });
}
/** Left around it, in pixels. */
const SPACE = 12;
