// Keeps a pane that grows at its end, for as long as its reader has not gone elsewhere in it.

/** So near to its end it is at its end, in pixels. */
const NEAR = 8;
/** Further down than any pane goes. */
const END = 2 ** 30;

export class AtEnd {
  readonly #pane: HTMLElement;
  /** Where it was put last; nothing once its reader has left the end. */
  #top: number | undefined;
  /** What has come may get another height later, as what was out of sight does. */
  readonly #sizes = new ResizeObserver(() => this.keep());

  constructor(pane: HTMLElement) {
    this.#pane = pane;
    pane.addEventListener('scroll', () => this.look(), { passive: true });
  }

  /** All that was in it is gone. */
  begin(): void {
    this.#sizes.disconnect();
    this.#sizes.observe(this.#pane);
    this.#set(0);
  }

  /** This part of it may change its height. */
  watch(part: Element): void {
    this.#sizes.observe(part);
  }

  /** Finds out whether its reader has gone elsewhere, or come back: before anything is added. */
  look(): void {
    const { scrollTop, clientHeight } = this.#pane;
    // nothing moved it, or it isn't shown
    if (scrollTop === this.#top || clientHeight === 0) return;
    if (this.#pane.scrollHeight - scrollTop - clientHeight < NEAR) this.#set(scrollTop);
    else if (this.#top !== undefined && scrollTop < this.#top) this.#set(undefined);
  }

  /** Goes to the end, unless its reader is elsewhere, or selects something in it. */
  keep(): void {
    if (this.#top !== undefined && this.#pane.scrollTop < this.#top) this.look();
    if (this.#top === undefined || this.#isSelecting) return;
    this.#pane.scrollTop = END;
    this.#top = this.#pane.scrollTop;
  }

  /** Goes to the beginning of a part of it instead, unless its reader is elsewhere. */
  leaveFor(part: Element): void {
    if (this.#pane.scrollTop !== this.#top || !this.#pane.contains(part)) return;
    const [pane, it] = [this.#pane.getBoundingClientRect(), part.getBoundingClientRect()];
    if (it.top >= pane.top && it.bottom <= pane.bottom) return;
    this.#pane.scrollTop += it.top - pane.top;
    this.#set(undefined);
  }

  get #isSelecting(): boolean {
    const selection = getSelection();
    return selection?.type === 'Range' && this.#pane.contains(selection.anchorNode);
  }

  #set(top: number | undefined): void {
    this.#top = top;
    // at the end nothing but its reader is to move it: elsewhere a browser keeps in place what is read
    this.#pane.style.overflowAnchor = top === undefined ? '' : 'none';
  }
}
