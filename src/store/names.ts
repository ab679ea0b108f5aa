// Under which names a reader's work is kept. Small, since every page asks whether there is any.
import { url } from '../book/url.ts';

/** Names the database and the channel between tabs. Each book of an origin has its own. */
export const NAME = `tasque:${url('')}`;

/** Begins the keys of localStorage under which a page leaves what it could not write in time. */
export const UNSAVED = `${NAME}:unsaved:`;

/** More than this no file has. In characters. */
export const LONGEST = 2_000_000;

/**
 * Another one at each call. `crypto.randomUUID` would do it too, but only where the page came by
 * https.
 */
export const newName = (): string =>
  `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

/** Where the first edition, or a page in a hurry, kept things: the changes of a box, lists of names. */
export const FORMER =
  /^tasque:(?:edits:(.+)|(solved|predicted|built|steps|lent|likeness|caught|given-up))$/s;
