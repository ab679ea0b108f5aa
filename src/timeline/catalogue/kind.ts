// What the catalogue says of each kind of event. What isn't marked optional here, a kind can't
// leave out: it doesn't compile.
import * as v from 'valibot';
import { count } from '../../door/shapes.ts';
import type { Draft } from '../draft.ts';
import type { State } from '../state.ts';
import type { Words } from '../words.ts';
import { id, optional, otherId, Place } from './shapes.ts';

/** By these the list of events can be filtered. In the order in which they're offered. */
export const GROUPS = [
  'The loop',
  'The queue',
  'Time',
  'Generators',
  'Futures and tasks',
  'Scopes and cancelling',
  'Promises',
  'Sockets',
  'Threads',
  'Printed',
  'Errors',
  'Not kept',
] as const;
export type Group = (typeof GROUPS)[number];

const ofEach = {
  /** Counts from 0 over all threads of a run. */
  n: count,
  /**
   * Milliseconds since the run began, a hair below 0 where clocks of threads differ. Recorded
   * traces have none.
   */
  ms: optional(v.pipe(v.number(), v.finite())),
  /** 0 is the program's own thread. */
  thread: count,
  /**
   * The `n` of the event that led to this one: of the call that was put down, of the step that is
   * being taken, of the result.
   */
  cause: optional(count),
  /** Where the reader's code was: in the program if it was on the way, else in the library. */
  at: optional(Place),
};

const schemaOf = <const Type extends string, Fields extends v.ObjectEntries>(
  type: Type,
  fields: Fields,
) => v.object({ ...ofEach, type: v.literal(type), ...fields });

type EventOf<Type extends string, Fields extends v.ObjectEntries> = v.InferOutput<
  ReturnType<typeof schemaOf<Type, Fields>>
>;

/** Methods, so that a kind of one event is also one of any: see `kindOf`. */
export interface Meaning<Event> {
  /** One at least. */
  groups: readonly [Group, ...Group[]];
  /** What it does to the state. */
  fold(draft: Draft, event: Event): void;
  /** What the page says of it. @param before The state that it came to. */
  sentence(event: Event, words: Words, before: State): string;
  /** The fields that count as something else when two runs are compared. */
  compared?(event: Event): object;
}

interface Told<Fields, Urgent> {
  /** What it says, beside what each says. */
  fields: Fields;
  /**
   * What runs next may never come back, or end the thread: what has been recorded is passed on at
   * once. The probe, which has the types and not the catalogue, can't record it otherwise.
   */
  isUrgent?: Urgent;
}

/** What there is to know of one kind of event. */
export interface Kind<Event> extends Meaning<Event> {
  type: string;
  /** The fields with the things that it is about. */
  about: readonly string[];
  /** The fields with other things. */
  others: readonly string[];
}

export const kind = <
  const Type extends string,
  Fields extends v.ObjectEntries,
  Urgent extends boolean = false,
>(
  type: Type,
  { fields, ...meaning }: Told<Fields, Urgent> & Meaning<EventOf<Type, Fields>>,
) => ({
  type,
  schema: schemaOf(type, fields),
  about: keysOf(fields, id),
  others: keysOf(fields, otherId),
  ...(meaning as Omit<Told<Fields, Urgent>, 'fields'> & Meaning<EventOf<Type, Fields>>),
});

const keysOf = (fields: v.ObjectEntries, schema: v.GenericSchema): string[] =>
  Object.entries(fields).flatMap(([key, field]) =>
    field === schema || ('wrapped' in field && field.wrapped === schema) ? [key] : [],
  );

/** Of an event that tells what a state doesn't show. */
export const changesNothing = (): void => {};
