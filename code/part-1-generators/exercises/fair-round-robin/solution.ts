/**
 * Gives each generator one step in turn until all have ended. One that has ended is
 * left in peace. Returns what they returned, in the order in which they were given.
 */
export function roundRobin<R>(...generators: Generator<unknown, R, undefined>[]): R[] {
  const results: R[] = [];
  const ended = generators.map(() => false);
  while (ended.includes(false)) {
    for (const [place, generator] of generators.entries()) {
      if (ended[place]) continue;
      const step = generator.next();
      if (!step.done) continue;
      ended[place] = true;
      results[place] = step.value;
    }
  }
  return results;
}
