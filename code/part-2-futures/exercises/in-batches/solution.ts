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
  const size = Math.ceil(numbers.length / threads);
  const jobs = [];
  for (let start = 0; start < numbers.length; start += size) {
    const batch = numbers.slice(start, start + size);
    jobs.push(executor.submit((ns: number[]) => ns.map((n) => n * n), batch));
  }
  return jobs.flatMap((job) => job.result());
}
