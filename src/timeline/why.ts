// Why did this happen now? Each event knows the one that led to it.
import type { TraceEvent } from './catalogue/catalogue.ts';

/** The events that led to this one, the nearest first. */
export function whyOf(events: readonly TraceEvent[], event: TraceEvent): TraceEvent[] {
  let numbered: Map<number, TraceEvent> | undefined; // needed only where numbers are missing
  const byNumber = (n: number): TraceEvent | undefined =>
    events[n]?.n === n
      ? events[n]
      : (numbered ??= new Map(events.map((one) => [one.n, one]))).get(n);
  const causes: TraceEvent[] = [];
  for (let at = event; at.cause !== undefined && at.cause < at.n;) {
    const cause = byNumber(at.cause);
    if (!cause) break;
    causes.push(cause);
    at = cause;
  }
  return causes;
}
