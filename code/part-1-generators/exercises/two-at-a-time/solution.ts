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
  const waiting: (() => void)[] = [];
  let running = askings.length;
  let underWay = 0;

  function resume(asking: Asking<T>, place: number, page?: string): void {
    const step = asking.next(page!);
    if (step.done) {
      results[place] = step.value;
      running--;
    } else {
      waiting.push(() =>
        fetchPage(step.value, (page) => {
          underWay--;
          resume(asking, place, page);
          askNext();
        }),
      );
    }
  }
  function askNext(): void {
    while (underWay < limit && waiting.length > 0) {
      underWay++;
      waiting.shift()!();
    }
    if (running === 0) {
      running = -1; // so that it's told once
      onEnd(results);
    }
  }

  for (const [place, asking] of askings.entries()) resume(asking, place);
  askNext();
}
