// Small choices of a reader's (theme, keys, where programs run, how the lab looks): remembered where
// the browser lets the book remember anything. Where it doesn't, they last as long as the page.

/** @throws what is no refusal of the browser's. */
function ifAllowed<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // no storage, or no room in it
    return undefined;
  }
}

export const recall = (key: string, storage = () => localStorage): string | undefined =>
  ifAllowed(() => storage().getItem(key)) ?? undefined;

/** @param value None forgets it. */
export function remember(key: string, value?: string, storage = () => localStorage): void {
  ifAllowed(() =>
    value === undefined ? storage().removeItem(key) : storage().setItem(key, value),
  );
}
