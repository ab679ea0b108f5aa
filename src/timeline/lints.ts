// What a reader should be told of a run without having asked.
import type { TraceEvent } from './catalogue/catalogue.ts';
import type { Place } from './catalogue/shapes.ts';
import type { Timeline } from './fold.ts';
import type { Labels } from './labels.ts';
import { notSeenIn, sayNotSeen } from './not-seen.ts';
import { nameIn, numberOf } from './words.ts';

export interface Lint {
  kind: 'not seen' | 'waits for ever' | 'spins' | 'slow' | 'unseen error';
  text: string;
  /** The event that it is about. */
  n: number;
}

/**
 * How the run ended: by itself, by the reader's hand, by the limit of time, or waiting for what can
 * never come.
 */
export type Ended = 'done' | 'stopped' | 'time' | 'waits';

/** A call that keeps others from their turn for so many milliseconds is slow. */
const SLOW = 50;

export function lintsOf(
  events: readonly TraceEvent[],
  timeline: Timeline,
  labels: Labels,
  ended: Ended = 'done',
): Lint[] {
  const end = timeline.at(timeline.length);
  const isWhole = !events.some(({ type }) => type === 'dropped');
  const lints: Lint[] = [];
  const found = new Map<string, Map<number, number>>();
  /** The last event of a type, by what it is about. */
  const last = (type: 'waits' | 'yielded' | 'settled'): ReadonlyMap<number, number> => {
    if (!found.has(type))
      found.set(
        type,
        new Map(events.flatMap((event) => (event.type === type ? [[event.id, event.n]] : []))),
      );
    return found.get(type)!;
  };
  const called = nameIn(labels);
  const inPlace = (at: Place | undefined): string => (at ? ` (${at.file}, line ${at.line})` : '');

  const notSeen = notSeenIn(events);
  const missed = sayNotSeen(notSeen, called);
  if (missed !== undefined) lints.push({ kind: 'not seen', n: notSeen.n!, text: missed });

  // a timer's call may wake whatever waits
  const someoneWorks = end.timers.size > 0 || [...end.threads.values()].includes('working');
  if (isWhole && !someoneWorks)
    for (const [on, parked] of Map.groupBy(
      [...end.tasks.values()].filter(({ state }) => state === 'parked'),
      ({ parkedOn }) => parkedOn,
    )) {
      const future = on === undefined ? undefined : end.futures.get(on);
      if (future?.state !== 'pending' || notSeen.ends.has(future.id)) continue;
      const who = parked.map(({ id }) => called(id)).join(', ');
      lints.push({
        kind: 'waits for ever',
        n: last('waits').get(future.id) ?? future.since,
        text:
          `${who} waits for ${called(future.id)}${inPlace(future.at)}, which is pending, and ` +
          'nothing is left that could wake it. Call setResult() or cancel() on it.',
      });
    }

  if (isWhole && !someoneWorks && ended !== 'stopped')
    for (const { id, state, generator } of end.tasks.values()) {
      const stands = generator === undefined ? undefined : end.generators.get(generator);
      // it is in no queue and on no list, as far as that can be seen
      if (state !== 'made' || stands?.state !== 'suspended' || notSeen.turns.has(id)) continue;
      lints.push({
        kind: 'waits for ever',
        n: last('yielded').get(generator!) ?? 0,
        text:
          `${called(id)} is suspended at its yield${inPlace(stands.chain.at(-1)?.at)}, where it yielded ` +
          `${stands.value ?? 'nothing'}, and it’s in no queue, so it will never resume.`,
      });
    }

  for (const event of events)
    if (event.type === 'spins')
      lints.push({
        kind: 'spins',
        n: event.n,
        text:
          `The thread asked ${numberOf(event.count)} times for news and never slept: it spins` +
          `${inPlace(event.at)}. A loop with nothing to do should wait on the bell.`,
      });
  const [idle] = [...end.loops.values()].filter(
    ({ runs, ready, thread }) =>
      runs !== undefined && ready.length === 0 && end.threads.get(thread) === 'runs',
  );
  if (
    ended === 'time' &&
    idle?.current === undefined &&
    idle &&
    !lints.some(({ kind }) => kind === 'spins')
  )
    lints.push({
      kind: 'spins',
      n: events.at(-1)?.n ?? 0,
      text:
        'The loop ran with an empty queue until its time was up, and never slept: it spins ' +
        'with nothing to do. It should wait on the bell.',
    });

  const begun = new Map<number, { event: TraceEvent; slept: number }>();
  let asleep: number | undefined;
  for (const event of events) {
    if (event.ms === undefined || event.thread !== 0) continue;
    if (event.type === 'run') begun.set(event.entry, { event, slept: 0 });
    if (event.type === 'blocks') asleep = event.ms;
    if (event.type === 'wakes' && asleep !== undefined)
      for (const run of begun.values()) run.slept += event.ms - asleep;
    if (event.type !== 'ran') continue;
    const run = begun.get(event.entry);
    begun.delete(event.entry);
    const took = run ? event.ms - run.event.ms! - run.slept : 0;
    if (took > SLOW)
      lints.push({
        kind: 'slow',
        n: run!.event.n,
        text:
          `${called(event.entry)} took ${Math.round(took)} ms${inPlace(run!.event.at)}, and nothing ` +
          'else could run meanwhile. Let it yield now and then, or give the work to another ' +
          'thread.',
      });
  }

  if (isWhole)
    for (const { id, state, wasSeen, value, at } of end.futures.values())
      if (state === 'failed' && !wasSeen)
        lints.push({
          kind: 'unseen error',
          n: last('settled').get(id) ?? 0,
          text:
            `${called(id)}${inPlace(at)} failed with ${value ?? 'an error'}, and the program never looked. ` +
            'Wait for it with yield*, or ask for its exception().',
        });
  return lints;
}
