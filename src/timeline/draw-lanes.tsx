// A lane for each thread of a run: when it had something to do, and when it slept.
import type { VNode } from 'preact';
import type { TraceEvent } from './catalogue/catalogue.ts';
import { threadName } from './words.ts';

/** How many lanes are drawn; of more, how many there are. */
const LANES = 64;

/**
 * A lane for each thread, over the whole run; hatched while it sleeps. Nothing where there is one
 * thread that never slept.
 */
export function drawLanes(events: readonly TraceEvent[]): VNode | null {
  const workers = new Set(events.flatMap((event) => (event.type === 'job' ? [event.worker] : [])));
  const threads = [...new Set([...events.map(({ thread }) => thread), ...workers])].sort(
    (a, b) => a - b,
  );
  if (threads.length === 1 && !events.some(({ type }) => type === 'blocks')) return null;
  const percent = (n: number): string => `${((100 * n) / events.length).toFixed(2)}%`;
  const stretch = (kind: string, from: number, to: number, text = ''): VNode => (
    <i class={kind} style={{ left: percent(from), width: percent(to - from) }}>
      {text}
    </i>
  );
  const lane = (thread: number): VNode => {
    const parts: VNode[] = [];
    let ticks = '';
    let asleep: number | undefined;
    let works: { from: number; name: string } | undefined;
    events.forEach((event, n) => {
      if (event.type === 'job' && event.worker === thread) works = { from: n, name: event.name };
      if (event.type === 'replied' && event.worker === thread && works) {
        parts.push(stretch('works', works.from, n, works.name));
        works = undefined;
      }
      if (event.thread !== thread) return;
      if (event.type === 'blocks') asleep = n;
      else if (event.type === 'wakes' && asleep !== undefined) {
        parts.push(stretch('asleep', asleep, n));
        asleep = undefined;
      } else ticks += `M${n} 0v10`;
    });
    if (asleep !== undefined) parts.push(stretch('asleep', asleep, events.length));
    if (works) parts.push(stretch('works', works.from, events.length, works.name));
    return (
      <div class="lane">
        <span>{threadName(thread)}</span>
        <div>
          {parts}
          <svg
            viewBox={`0 0 ${Math.max(events.length, 1)} 10`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <path d={ticks} />
          </svg>
          <b />
        </div>
      </div>
    );
  };
  return (
    <div class="lanes" aria-hidden="true">
      {threads.slice(0, LANES).map(lane)}
      {threads.length > LANES && <p class="none">… {threads.length - LANES} more threads</p>}
      <p class="what">
        A mark is an event.{' '}
        {events.some(({ type }) => type === 'blocks') && 'Hatched: the thread sleeps.'}
      </p>
    </div>
  );
}
