// Two runs, side by side: where do they part?
import { kindOf, type TraceEvent } from './catalogue/catalogue.ts';

/**
 * The number of the first event in which two traces differ, `undefined` if they do not. Times and
 * lines do not count, since code moves, nor do names of classes: a draft's is another one.
 */
export function firstDifference(
  a: readonly TraceEvent[],
  b: readonly TraceEvent[],
): number | undefined {
  const [mine, theirs] = [meaningsOf(a), meaningsOf(b)];
  const at = mine.findIndex((meaning, n) => meaning !== theirs[n]);
  if (at >= 0) return at;
  return mine.length < theirs.length ? mine.length : undefined;
}

/**
 * What each event means: things are numbered as they come up, so that the same run gives the same
 * whatever was made before.
 */
function meaningsOf(events: readonly TraceEvent[]): string[] {
  const numbers = new Map<number, number>();
  const number = (id: number): number =>
    numbers.get(id) ?? (numbers.set(id, numbers.size), numbers.size - 1);
  return events.map((event) => {
    const { about, others, compared } = kindOf(event);
    const ids = new Set([...about, ...others]);
    const { n: _n, ms: _ms, cause: _cause, ...meaning } = { ...event, ...compared?.(event) };
    return JSON.stringify(meaning, (key, value: unknown) => {
      if (key === 'at') return undefined;
      return ids.has(key) ? number(value as number) : value;
    });
  });
}
