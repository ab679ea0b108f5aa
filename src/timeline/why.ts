// Why did this happen now? Each event knows the one that led to it.
import type { TraceEvent } from './events.ts';

/** The events that led to this one, the nearest first. */
export function whyOf(events: readonly TraceEvent[], event: TraceEvent): TraceEvent[] {
  const byNumber = (n: number): TraceEvent | undefined => (events[n]?.n === n ? events[n] : events.find((one) => one.n === n));
  const causes: TraceEvent[] = [];
  for (let at = event; at.cause !== undefined && at.cause < at.n;) {
    const cause = byNumber(at.cause);
    if (!cause) break;
    causes.push(cause);
    at = cause;
  }
  return causes;
}
