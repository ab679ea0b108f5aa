// What a page loads later may not come: the network is gone, or the host has another edition by now.
// That is told apart from a mistake of the book's own, which shouldn't be taken for the network's.
import { tellNotLoaded } from '../../offline/not-loaded.ts';

export const NOT_LOADED =
  'We couldn’t load what it needs. Check the connection, then load the page again.';

export class NotLoadedError extends Error {
  override name = 'NotLoadedError';
}

/** As browsers say that a script, its styles, or an answer did not come. */
const NOT_COME =
  /dynamically imported module|Importing a module script|Unable to preload CSS|Failed to fetch|NetworkError|Load failed|its worker did not load/;

export const isNotLoaded = (error: unknown): boolean =>
  error instanceof NotLoadedError || (error instanceof Error && NOT_COME.test(error.message));

/** @throws {NotLoadedError} if the host has no such file, or something else in its place. */
export async function fetchFile(address: string): Promise<Response> {
  const response = await fetch(address);
  if (response.ok) return response;
  tellNotLoaded();
  throw new NotLoadedError(`${address}: ${response.status}`);
}
export async function fetchJson(address: string): Promise<unknown> {
  const response = await fetchFile(address);
  return response.json().catch((cause: unknown) => {
    throw new NotLoadedError(`${address} isn’t JSON`, { cause });
  });
}

/**
 * What to tell a reader of work that failed. A mistake of ours goes to the console, too.
 * @param notLoaded Where there is more to say of what did not come.
 */
export function whatFailed(error: unknown, notLoaded = NOT_LOADED): string {
  if (isNotLoaded(error)) return notLoaded;
  reportError(error);
  return 'The page went wrong here, not your code. It may help to load the page again.';
}

/** For what is loaded before it's needed: the code that needs it asks again, and is told. */
export function ahead(work: Promise<unknown>): void {
  work.catch((error) => isNotLoaded(error) || reportError(error));
}
