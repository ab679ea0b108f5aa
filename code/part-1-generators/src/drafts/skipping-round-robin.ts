/** A first try: a step for each, over and over; whoever has ended leaves the row. */
export function skippingRoundRobin(...row: Generator[]): void {
  while (row.length > 0)
    for (const generator of row)
      if (generator.next().done) row.splice(row.indexOf(generator), 1);
}
