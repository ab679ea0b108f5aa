/** A trace that is longer is not added to: somebody asks again and again. In characters. */
const LONGEST = 10_000;

/**
 * Adds to an error's trace where the generators stand through which it goes on: down the
 * `yield*` chain, and so from one task to the next that waits. Python's tracebacks grow
 * so by themselves; in JavaScript a trace is written once, where the error is made.
 */
export function addAwaitedBy(error: unknown): void {
  try {
    if (!(error instanceof Error)) return;
    const generators = generatorsNow();
    const lines = `\n  awaited by\n${generators.join('\n')}`;
    const stack = String(error.stack);
    if (generators.length > 0 && stack.length < LONGEST && !stack.endsWith(lines))
      error.stack = stack + lines;
  } catch {
    // it is frozen, or something else that cannot be added to: it goes on as it is
  }
}

/** The frames between the library's own: those of the generators that go on now. */
function generatorsNow(): string[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 200;
  const stack = String(new Error().stack);
  Error.stackTraceLimit = stackTraceLimit;
  const [here = '', ...frames] = stack.match(/^.*:\d+:\d+.*$/gm) ?? [];
  const folder = /[^\s(@]*(?=awaited-by\.ts)/.exec(here)?.[0];
  const isOurs = (frame: string): boolean => !folder || frame.includes(folder);
  const first = frames.findIndex((frame) => !isOurs(frame));
  const last = frames.findIndex((frame, n) => n > first && isOurs(frame));
  return first < 0 ? [] : frames.slice(first, last < 0 ? undefined : last);
}
