// What pages and the service worker say to each other.

/** What a page tells the worker. */
export type Told =
  | 'take over'
  /** Addresses of what the page that is open is made of. */
  | { keep: string[] }
  /** How far the whole book is kept, and with `fetch` that it shall be: answered with `Progress`. */
  | { whole: 'ask' | 'fetch' };

/** How many files of the whole book are kept; `ended` where no more will come now. */
export interface Progress {
  kept: number;
  of: number;
  ended?: 'done' | 'wrong' | StoppedBy | undefined;
}

/**
 * What else than wrong files was in the way, and may not be for long: the line or the host, or the
 * room there is.
 */
export type StoppedBy = 'network' | 'room';
