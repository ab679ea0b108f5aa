/** A first try: a step for each, over and over; the ones that have ended are removed. */
export function firstRoundRobin(...row: Generator[]): void {
  while (row.length > 0)
    for (const generator of row)
      if (generator.next().done) row.splice(row.indexOf(generator), 1);
}
