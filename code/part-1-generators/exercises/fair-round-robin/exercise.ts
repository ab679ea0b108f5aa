/**
 * Gives each generator one step in turn until all have ended. One that has ended is not
 * asked again.
 * @returns What they returned, in the order in which they were given.
 */
export function roundRobin<R>(...generators: Generator<unknown, R, undefined>[]): R[] {
  const results: R[] = [];
  while (generators.length > 0)
    for (const generator of generators) {
      const step = generator.next();
      if (!step.done) continue;
      generators.splice(generators.indexOf(generator), 1);
      results.push(step.value);
    }
  return results;
}
