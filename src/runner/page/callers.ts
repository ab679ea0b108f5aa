// Whether this browser takes a function off the stack whose last act is a call: see
// ../source/tail-calls.ts.
const depthBelow = (calls: number): number =>
  calls > 0 ? depthBelow(calls - 1) : new Error().stack!.split('\n').length;

export const DROPS_CALLERS = depthBelow(5) === depthBelow(0);
