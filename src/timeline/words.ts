// How sentences speak of things, threads and numbers.
import type { Id, Preview } from './catalogue/shapes.ts';
import type { Labels } from './labels.ts';
import type { State } from './state.ts';

export interface Words {
  /** What a thing is called. */
  name(id: Id): string;
  /** The same, and what it is: `task countTo3 a`. */
  what(id: Id): string;
  /** Who does it, at the beginning of a sentence: what led to this event. */
  who(event: { n: number }): string;
}

/**
 * @param before The state that is spoken of.
 * @param actors Who does what is told, by the numbers of events; where none is known it's the
 *   program itself.
 */
export function wordsFor(
  labels: Labels,
  before: State,
  actors: ReadonlyMap<number, string> = new Map(),
): Words {
  const name = nameIn(labels);
  return {
    name,
    who: ({ n }) => actors.get(n) ?? 'The program',
    what(id) {
      if (before.tasks.has(id)) return `task ${name(id)}`;
      if (/^(futures?|gather|wait|shield)( \d+)?$/.test(name(id))) return name(id);
      const kind = before.futures.has(id)
        ? 'future'
        : before.generators.has(id)
          ? 'generator'
          : 'call';
      return `${kind} ${name(id)}`;
    },
  };
}

export const nameIn =
  (labels: Labels) =>
  (id: Id): string =>
    labels.get(id) ?? `#${id}`;

/** A value, if there is one, with some words before it. */
export const given = (words: string, value: Preview | undefined): string =>
  value === undefined ? '' : words + value;

export const threadName = (thread: number): string =>
  thread === 0 ? 'main thread' : `thread ${thread}`;

/** A length of time, or a moment of a loop's clock, in the unit that's read at a glance. */
export function timeOf(ms: number): string {
  const [hours, minutes] = [ms / 3_600_000, ms / 60_000];
  if (hours !== 0 && Number.isInteger(hours)) return `${numberOf(hours)} h`;
  if (minutes > 1 && Number.isInteger(minutes)) return `${numberOf(minutes)} min`;
  return `${numberOf(ms)} ms`;
}

export const bytesOf = (count: number): string =>
  count === 0 ? 'nothing' : `${numberOf(count)} ${count === 1 ? 'byte' : 'bytes'}`;

export const numberOf = (count: number): string => count.toLocaleString('en');
