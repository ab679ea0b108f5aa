// Each event as a sentence: what the pictures show, for those who read or listen.
import { kindOf, type TraceEvent } from './catalogue/catalogue.ts';
import { apply, emptyState } from './fold.ts';
import type { Labels } from './labels.ts';
import { threadName, wordsFor } from './words.ts';

/** All of them, in order. */
export function sentencesOf(events: readonly TraceEvent[], labels: Labels): string[] {
  const state = emptyState();
  const words = wordsFor(labels, state);
  return events.map((event) => {
    const text = kindOf(event).sentence(event, words, state);
    apply(state, event);
    return event.thread === 0
      ? text
      : `On ${threadName(event.thread)}: ${text[0]!.toLowerCase()}${text.slice(1)}`;
  });
}
