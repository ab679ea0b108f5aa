/**
 * Gives each generator one step in turn until all have ended. A generator only runs
 * while somebody calls its `next`, so whoever calls decides who runs: the caller is the
 * scheduler. If one throws, the others are closed, as `for…of` closes the one it
 * leaves.
 * @returns What the generators returned, in the order in which they were given. What
 *   they yield is dropped.
 * @throws whatever one of them throws.
 */
export function roundRobin<R extends unknown[]>(
  ...generators: { [K in keyof R]: Generator<unknown, R[K], undefined> }
): R {
  const results: unknown[] = [];
  const running = new Map(generators.entries());
  try {
    while (running.size > 0) {
      for (const [place, generator] of running) {
        const { done, value } = generator.next();
        if (!done) continue;
        results[place] = value;
        running.delete(place);
      }
    }
  } finally {
    for (const generator of running.values()) generator.return(undefined);
  }
  return results as R;
}
