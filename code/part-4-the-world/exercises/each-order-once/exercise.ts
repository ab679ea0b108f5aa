/**
 * Runs a program once. At each choice it follows `choices`; where they end, it goes on
 * with 0, which is the oldest. Returns how many were ready at each choice.
 */
export type Attempt = (choices: readonly number[]) => readonly number[];

/** Has the program run in every order, once in each. */
export function everyOrder(attempt: Attempt): void {
  const counts = attempt([]);
  for (let at = 0; at < counts.length; at++) {
    const before = new Array<number>(at).fill(0);
    for (let other = 1; other < counts[at]!; other++) attempt([...before, other]);
  }
}
