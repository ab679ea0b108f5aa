// Which code a file of tests runs: a change elsewhere isn't shown to it.
import type { Spans } from '../steps/judge.ts';

/** Whether a place has run, in any of the times that its file was loaded. */
export const hasRun = (loaded: readonly Spans[], at: number): boolean =>
  loaded.some((spans) => {
    const around = spans.filter(([start, end]) => start <= at && at < end);
    const innermost = around.sort((a, b) => a[1] - a[0] - (b[1] - b[0]))[0];
    return innermost?.[2] === true;
  });
