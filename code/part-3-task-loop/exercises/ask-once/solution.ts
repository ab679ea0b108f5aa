import type { Coroutine, Future } from '../../src/index.ts';

/** Asks for a page: a future of its text, which fails if it can't be fetched. */
export type Ask = (path: string) => Future<string>;

/**
 * Makes a function that remembers pages: many tasks may want the same one, and the site
 * is asked for it once. A page that couldn't be fetched is asked for again when it's
 * wanted the next time. No task is cancelled while it waits.
 */
export function askOnce(ask: Ask): (path: string) => Coroutine<string> {
  const pages = new Map<string, Future<string>>();
  return function* (path) {
    const page = pages.get(path) ?? ask(path);
    pages.set(path, page);
    try {
      return yield* page;
    } catch (error) {
      if (pages.get(path) === page) pages.delete(path); // else it's another one by now
      throw error;
    }
  };
}
