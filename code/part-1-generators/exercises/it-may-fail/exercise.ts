/** A generator that yields paths, is sent pages, and returns a result. */
export type Asking<T> = Generator<string, T, string>;

/** Asks for a page; calls back once, with an error or with a page. */
export type Fetch = (
  path: string,
  onPage: (error?: Error, page?: string) => void,
) => void;

/**
 * Drives the generator to its end, then calls `onEnd` once: with the error that ended
 * it, or with its result. An error of `fetchPage` is thrown into the generator.
 */
export function run<T>(
  asking: Asking<T>,
  fetchPage: Fetch,
  onEnd: (error?: unknown, result?: T) => void,
  answer?: string,
): void {
  const step = asking.next(answer!);
  if (step.done) onEnd(undefined, step.value);
  else fetchPage(step.value, (_error, page) => run(asking, fetchPage, onEnd, page));
}
