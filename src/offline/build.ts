// What the service worker knows of the build that it is of.
import type { ServiceWorkerScope } from './scope.ts';

/** Files of a build and the first bytes of their SHA-256, in base64: `lab/part-2-futures/index.html`. */
export type Hashes = Readonly<Record<string, string>>;

export interface Build {
  /** The hash of what follows. */
  id: string;
  /** What any page may need: kept from the first visit on. */
  core: Hashes;
  /** The rest of the book. What is needed most comes first: room may run out. */
  rest: Hashes;
  /** Large and seldom wanted: kept once it was asked for. */
  asked: Hashes;
}

declare const BUILD: Build;
declare const self: ServiceWorkerScope;

export const build = BUILD;
export const { scope } = self.registration;
export const WHOLE: Hashes = { ...BUILD.core, ...BUILD.rest };
export const FILES: Hashes = { ...WHOLE, ...BUILD.asked };

/** The first edition, whose worker was made of Workbox's parts. */
export const FIRST = {
  id: 'first',
  pages: `workbox-precache-v2-${scope}`,
  asked: 'tasque-asked-for',
};
