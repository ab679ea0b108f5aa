// Which of a chapter's programs run on the library as it is at the chapter's end.

/** Shown before the library can run them: to be moved when their chapters are rewritten. */
export const TOO_EARLY: readonly string[] = [
  // asks a task for its result: after the chapter that makes a task a future
  'part-2-futures/programs/async-helper.ts',
  'part-2-futures/programs/blocking-result.ts', // after the chapter with the executor
  // with the chapter that builds transformFuture
  'part-3-task-loop/programs/anything-to-a-future.ts',
  'part-3-task-loop/programs/one-generator-twice.ts',
];

/** Drafts are versions on the way, and stand on the last state. */
export const usesDrafts = (program: string): boolean => program.includes('/drafts/');
