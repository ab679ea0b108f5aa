/**
 * Scrolls a pane as little as it takes to show a part of it. `scrollIntoView` would scroll the page
 * as well.
 */
export function bringIntoView(pane: Element, part: Element): void {
  const [outer, inner] = [pane.getBoundingClientRect(), part.getBoundingClientRect()];
  pane.scrollLeft += Math.max(0, inner.right - outer.right) + Math.min(0, inner.left - outer.left);
  pane.scrollTop += Math.max(0, inner.bottom - outer.bottom) + Math.min(0, inner.top - outer.top);
}
