// What keys do to a timeline.

/** What one steps by, by button and by key. */
export type Stepping = 'first' | 'back' | 'forward' | 'last' | 'play';
/** From stop to stop. */
export type ToStop = 'next' | 'previous';

const BY_KEY: Readonly<Record<string, Stepping>> = {
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  Home: 'first',
  End: 'last',
  ' ': 'play',
};

/** @returns Nothing where the key is another's: of the browser, or of what has the focus. */
export function steppingOf(event: KeyboardEvent): Stepping | ToStop | undefined {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (target.matches('input:not(.scrubber), select')) return undefined;
  if (event.shiftKey && event.key === 'ArrowRight') return 'next';
  if (event.shiftKey && event.key === 'ArrowLeft') return 'previous';
  // the scrubber's own keys do the same
  if (target.matches('input') && /^(Arrow|Home|End)/.test(event.key)) return undefined;
  if (event.key === ' ' && target.matches('button, summary')) return undefined;
  return Object.hasOwn(BY_KEY, event.key) ? BY_KEY[event.key] : undefined;
}
