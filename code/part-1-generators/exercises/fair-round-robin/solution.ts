/**
 * Gives each generator one step in turn until all have ended. One that has ended is not
 * asked again.
 * @returns What they returned, in the order in which they were given.
 */
export function roundRobin<R>(...generators: Generator<unknown, R, undefined>[]): R[] {
  const results: R[] = [];
  const running = new Set(generators.keys());
  while (running.size > 0)
    for (const place of running) {
      const step = generators[place]!.next();
      if (!step.done) continue;
      running.delete(place);
      results[place] = step.value;
    }
  return results;
}
