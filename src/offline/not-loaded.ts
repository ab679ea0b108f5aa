// A part of the page that failed to load: Vite says so of modules, by this event; who loads
// something else says it too.
export const NOT_LOADED = 'vite:preloadError';

/**
 * Has the reader told, if the site has another version by now, or the page has to be loaded again
 * for other reasons: register-worker.ts.
 */
export const tellNotLoaded = (): boolean => dispatchEvent(new Event(NOT_LOADED));
