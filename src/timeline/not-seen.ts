// What a timeline can't see. The probe knows a library by its public names, and a reader may let its
// parts talk to each other under any others. That shows where something came of it all the same: a task
// goes on, and no turn of it was seen; a future is done, and was never settled.
import type { TraceEvent } from './catalogue/catalogue.ts';
import type { Id } from './catalogue/shapes.ts';

export interface NotSeen {
  /** Tasks that went on in no turn of a queue. */
  turns: ReadonlySet<Id>;
  /** Tasks that yielded a future, and went on though they hadn't waited for it. */
  waits: ReadonlySet<Id>;
  /** Futures and tasks that were done without having been settled. */
  ends: ReadonlySet<Id>;
  /** Calls that were cancelled, and passed over. */
  cancelled: ReadonlySet<Id>;
  /** The first event that shows any of it. */
  n: number | undefined;
}

export function notSeenIn(events: readonly TraceEvent[]): NotSeen {
  const turns = new Set<Id>();
  const waits = new Set<Id>();
  const ends = new Set<Id>();
  const cancelled = new Set<Id>();
  let n: number | undefined;
  const note = (those: Set<Id>, id: Id, event: TraceEvent): void => {
    those.add(id);
    n ??= event.n;
  };
  const hasQueue = events.some(({ type }) => type === 'scheduled');
  const isSkippingSeen = events.some(({ type }) => type === 'skipped');
  const taskOf = new Map<Id, Id>();
  const settled = new Set<Id>();
  /** How many entries of queues are under way, by thread. */
  const running = new Map<number, number>();
  /** The task that has yielded a future, by thread, until it's seen to wait or to be queued. */
  const yielded = new Map<number, Id>();
  /** Those that weren't seen to do either. */
  const left = new Set<Id>();
  /** What is in a queue, the oldest first, and whether it was cancelled. */
  const queued = new Map<Id, boolean>();

  for (const event of events) {
    const { thread } = event;
    const under = running.get(thread) ?? 0;
    const last = yielded.get(thread);
    if (last !== undefined && (event.type === 'step' || event.type === 'ran')) {
      left.add(last);
      yielded.delete(thread);
    }
    switch (event.type) {
      case 'made':
        if (event.kind === 'task' && event.drives !== undefined) taskOf.set(event.drives, event.id);
        break;
      case 'scheduled':
        queued.set(event.entry, false);
        yielded.delete(thread);
        break;
      case 'waits':
        yielded.delete(thread);
        break;
      case 'cancel':
        if (queued.has(event.id)) queued.set(event.id, true);
        break;
      case 'settled':
        settled.add(event.id);
        break;
      case 'seen':
        if (!settled.has(event.id)) note(ends, event.id, event);
        break;
      case 'run':
        running.set(thread, under + 1);
        for (const [entry, isCancelled] of queued) {
          if (entry === event.entry) break;
          if (isCancelled && !isSkippingSeen) note(cancelled, entry, event);
        }
        queued.delete(event.entry);
        break;
      case 'ran':
        running.set(thread, under - 1);
        break;
      case 'yielded': {
        const task = taskOf.get(event.id);
        if (task !== undefined && event.future !== undefined && !settled.has(event.future))
          yielded.set(thread, task);
        break;
      }
      case 'step': {
        const task = taskOf.get(event.id);
        if (task === undefined) break;
        if (hasQueue && under === 0) note(turns, task, event);
        if (left.delete(task)) note(waits, task, event);
        break;
      }
      default:
    }
  }
  return { turns, waits, ends, cancelled, n };
}

/** So many names are told of each kind. */
const NAMED = 3;

/**
 * @param called What a thing is called.
 * @returns Nothing if all was seen.
 */
export function sayNotSeen(
  { turns, waits, ends, cancelled }: NotSeen,
  called: (id: Id) => string,
): string | undefined {
  const names = (ids: ReadonlySet<Id>): string => {
    const all = [...ids].map(called);
    const rest = all.splice(NAMED).length;
    return new Intl.ListFormat('en-GB').format(rest > 0 ? [...all, `${rest} more`] : all);
  };
  const missed = [
    turns.size > 0 && `when ${names(turns)} had a turn`,
    waits.size > 0 && `what ${names(waits)} waited for`,
    ends.size > 0 && `how ${names(ends)} ended`,
    cancelled.size > 0 && `whether ${names(cancelled)} left the queue once cancelled`,
  ].filter((text) => text !== false);
  if (missed.length === 0) return undefined;
  return (
    'This timeline watches your library by its public names, such as callSoon and ' +
    'addDoneCallback. What your library does under names of its own, the timeline can’t see. ' +
    `In this run it missed ${missed.join('; ')}.`
  );
}
