// All kinds of event, each once: what a run is told as. Everything else in this folder is made from
// what is here. The schemas are the shape: a run's events come from where the reader's code
// runs, and are admitted by them (see ../../runner/report.ts).
import type * as v from 'valibot';
import { tagged } from '../../door/shapes.ts';
import { FUTURES } from './futures.ts';
import { GATHERINGS } from './gatherings.ts';
import { GENERATORS } from './generators.ts';
import type { Kind } from './kind.ts';
import { LOOPS } from './loops.ts';
import { MADE } from './made.ts';
import { OUTPUT } from './output.ts';
import { PROMISES } from './promises.ts';
import { QUEUE } from './queue.ts';
import { SCOPES } from './scopes.ts';
import { SOCKETS } from './sockets.ts';
import { THREADS } from './threads.ts';
import { TIME } from './time.ts';

export const KINDS = [
  MADE,
  ...LOOPS,
  ...QUEUE,
  ...TIME,
  ...FUTURES,
  ...SCOPES,
  ...GATHERINGS,
  ...PROMISES,
  ...SOCKETS,
  ...GENERATORS,
  ...THREADS,
  ...OUTPUT,
] as const;

export const TraceEvent = tagged(KINDS.map(({ schema }) => schema));
export type TraceEvent = v.InferOutput<typeof TraceEvent>;
export type EventType = TraceEvent['type'];
/** The types of those that are passed on at once. */
export type UrgentType = Extract<(typeof KINDS)[number], { isUrgent?: true }>['type'];

const byType = new Map<string, Kind<TraceEvent>>(KINDS.map((kind) => [kind.type, kind]));
export const kindOf = ({ type }: TraceEvent): Kind<TraceEvent> => byType.get(type)!;
