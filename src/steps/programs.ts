// Which of a chapter's programs run on the library as it is at the chapter's end.

/** Shown before the library can run them: to be moved when their chapters are rewritten. */
export const TOO_EARLY: readonly string[] = [
  // they ask a task for its result, which it has from the last chapter of part 2 on
  'part-2-futures/programs/async-helper.ts',
  'part-2-futures/programs/blocking-result.ts', // needs an executor
  'part-2-futures/programs/cancel.ts', // begins its work, as executors do
  'part-2-futures/programs/typed-futures.ts',
  'part-2-futures/programs/wrong-type.ts',
  'part-2-futures/programs/yield-star.ts',
  'part-3-task-loop/programs/anything-to-a-future.ts',
  'part-3-task-loop/programs/bad-yield.ts',
  'part-3-task-loop/programs/errors-in-callbacks.ts',
  'part-3-task-loop/programs/one-generator-twice.ts',
  'part-3-task-loop/programs/yield-star-and-yield.ts',
];

/** Drafts are versions on the way, and stand on the last state. */
export const usesDrafts = (program: string): boolean => program.includes('/drafts/');
