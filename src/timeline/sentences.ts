// Each event as a sentence: what the pictures show, for those who read or listen.
import { kindOf, type TraceEvent } from './catalogue/catalogue.ts';
import { apply, emptyState } from './fold.ts';
import type { Labels } from './labels.ts';
import { threadName, wordsFor, type Words } from './words.ts';

/** All of them, in order. */
export function sentencesOf(events: readonly TraceEvent[], labels: Labels): string[] {
  const state = emptyState();
  const actors = new Map<number, string>();
  const words = wordsFor(labels, state, actors);
  return events.map((event) => {
    const actor = actorOf(event, words) ?? actors.get(event.cause ?? -1);
    if (actor !== undefined) actors.set(event.n, actor);
    const text = kindOf(event).sentence(event, words, state);
    apply(state, event);
    return event.thread === 0
      ? text
      : `On ${threadName(event.thread)}: ${text[0]!.toLowerCase()}${text.slice(1)}`;
  });
}

/** Who does all that an event leads to; of most that is who did what led to them. */
function actorOf(event: TraceEvent, { name, what }: Words): string | undefined {
  switch (event.type) {
    case 'begins':
      return `${event.how}()`;
    case 'run':
      return `The ${what(event.entry)}`;
    case 'step':
      return name(event.id);
    default:
      return undefined;
  }
}
