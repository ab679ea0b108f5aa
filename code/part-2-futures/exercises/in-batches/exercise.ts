import type { Executor } from '../../src/index.ts';

/**
 * The squares of the numbers, in their order, computed on other threads.
 * @param threads How many jobs may be submitted at most.
 */
export function squares(
  executor: Executor,
  numbers: number[],
  threads: number,
): number[] {
  void threads;
  return numbers.map((number) =>
    executor.submit((n: number) => n * n, number).result(),
  );
}
