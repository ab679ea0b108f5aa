/** A generator that yields paths, is sent pages, and returns a result. */
export type Asking<T> = Generator<string, T, string>;

/** Asks for a page; calls back later. */
export type Fetch = (path: string, onPage: (page: string) => void) => void;

/**
 * Drives all generators, with at most `limit` requests under way. A generator that wants
 * a page while there are that many waits; the one that has waited longest asks next.
 * @param onEnd Is called once, when all have returned, with what they returned, in the
 *   order in which they were given.
 */
export function runAll<T>(
  askings: Asking<T>[],
  limit: number,
  fetchPage: Fetch,
  onEnd: (results: T[]) => void,
): void {
  const results: T[] = [];
  const waiting = [...askings.entries()];
  function resume(asking: Asking<T>, place: number, page?: string): void {
    const step = asking.next(page!);
    if (!step.done) return fetchPage(step.value, (page) => resume(asking, place, page));
    results[place] = step.value;
    if (results.length === askings.length) onEnd(results);
    begin();
  }
  function begin(): void {
    const next = waiting.shift();
    if (next) resume(next[1], next[0]);
  }
  for (let i = 0; i < limit; i++) begin();
}
