// Events that keep their schema may still make no sense: of things that were never made, out of
// order, twice. Whatever a run tells, what is made of it neither throws nor takes long.
import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { firstDifference } from '../../src/timeline/compare.ts';
import { drawLanes } from '../../src/timeline/draw-lanes.tsx';
import { drawSentences, drawState, isWorthSeeing } from '../../src/timeline/draw.tsx';
import { KINDS, TraceEvent } from '../../src/timeline/catalogue/catalogue.ts';
import { fullestMoment, timelineOf } from '../../src/timeline/fold.ts';
import { labelsOf } from '../../src/timeline/labels.ts';
import { MAX_EVENTS } from '../../src/timeline/limits.ts';
import { lintsOf } from '../../src/timeline/lints.ts';
import { endsLater, notYet } from '../../src/timeline/not-yet.ts';
import { sentencesOf } from '../../src/timeline/sentences.ts';
import { linesWithEvents, momentsOf, thingsOf } from '../../src/timeline/stops.ts';
import { whyOf } from '../../src/timeline/why.ts';

const NAMES = [
  '',
  'x',
  '__proto__',
  'constructor',
  'toString',
  '(anonymous)',
  '<b>bold</b>',
  '\u202ex',
  '\ud800',
  'future',
  'future 2',
  'programs/a.ts',
];
/** Few numbers, so that events speak of the same things; and some that are out of all bounds. */
const numbers = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 6 }) }, fc.maxSafeNat());

type Schema = {
  type: string;
  pipe?: Schema[];
  item?: Schema;
  wrapped?: Schema;
  literal?: unknown;
  options?: unknown[];
  entries?: Record<string, Schema>;
};
/** Whatever keeps a schema. */
function that(schema: Schema): fc.Arbitrary<unknown> {
  const [first, second] = schema.pipe ?? [];
  if (second?.type === 'array') return fc.array(that(second.item!), { maxLength: 12 });
  switch ((first ?? schema).type) {
    case 'string':
      return fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 60 }));
    case 'number':
      return (
        fc.oneof(
          numbers,
          fc.double({ noNaN: true, noDefaultInfinity: true }),
        ) as fc.Arbitrary<unknown>
      ).filter((it) => v.is(schema as unknown as v.GenericSchema, it));
    case 'literal':
      return fc.constant(schema.literal);
    case 'picklist':
      return fc.constantFrom(...schema.options!);
    case 'object': {
      const entries = Object.entries(schema.entries!);
      const model = Object.fromEntries(
        entries.map(([key, entry]) => [key, that(entry.wrapped ?? entry)]),
      );
      return fc.record(model, {
        requiredKeys: entries.flatMap(([key, entry]) =>
          entry.type === 'exact_optional' ? [] : [key],
        ),
      });
    }
  }
  throw new Error(`what keeps a schema of the type ${schema.type}?`);
}
const anyEvent = fc.oneof(
  ...KINDS.map(({ schema }) => that(schema as unknown as Schema)),
) as fc.Arbitrary<TraceEvent>;
/** So many are asked why they aren't done, and where a run would stop for them. */
const ASKED = 20;
const SOURCES = { 'programs/a.ts': 'const x = 1;\n', __proto__: 'none' };

/** Everything that is made of a run. */
function makeAllOf(
  events: TraceEvent[],
  sources: Record<string, string>,
  positions: number[],
): string {
  const labels = labelsOf(events, sources);
  const timeline = timelineOf(events);
  const sentences = sentencesOf(events, labels);
  for (const ended of ['done', 'stopped', 'time', 'waits'] as const)
    lintsOf(events, timeline, labels, ended);
  firstDifference(events, events.toReversed());
  isWorthSeeing(events);
  fullestMoment(events);
  let markup =
    renderToString(drawLanes(events) ?? drawSentences([])) +
    renderToString(drawSentences(sentences.slice(0, 100)));
  for (const position of positions) {
    markup += renderToString(drawState(timeline.at(position), { events, labels, sources }));
    const event = events[position - 1];
    if (event) whyOf(events, event);
    const state = timeline.at(position);
    const things = [...state.tasks.keys(), ...state.futures.keys(), ...state.generators.keys()];
    for (const id of things.slice(0, ASKED)) {
      expect(notYet(id, state, labels).text).not.toMatch(/undefined|\[object/);
      endsLater(id, events, position);
    }
  }
  for (const file of Object.keys(sources))
    for (const line of linesWithEvents(file, events).slice(0, ASKED))
      momentsOf({ kind: 'line', at: { file, line } }, events, labels);
  const { settles, runs } = thingsOf(events, labels);
  for (const name of settles.slice(0, ASKED)) momentsOf({ kind: 'settles', name }, events, labels);
  for (const name of runs.slice(0, ASKED)) momentsOf({ kind: 'runs', name }, events, labels);
  return markup;
}

test('whatever keeps the schema can be folded, told, drawn; and none of it is markup', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 300 }), fc.nat(), (events, somewhere) => {
      for (const event of events) expect(v.is(TraceEvent, event)).toBe(true);
      const markup = makeAllOf(events, SOURCES, [
        0,
        somewhere % (events.length + 1),
        events.length,
      ]);
      expect(markup).not.toMatch(/<b>bold|undefined|\[object/);
    }),
    { numRuns: 150 },
  );
});

test('every kind of event was among them', () => {
  const seen = new Set(fc.sample(anyEvent, 2_000).map(({ type }) => type));
  expect([...seen].sort()).toEqual(KINDS.map(({ type }) => type).sort());
});

/** So many of one kind, each about something else, or all about the same. */
const MANY: Record<string, (n: number) => object> = {
  'loops that each have one call': (n) => ({ type: 'scheduled', loop: n, entry: n }),
  'calls in one queue': (n) => ({ type: 'scheduled', loop: 1, entry: n }),
  'calls put down, and taken from behind': (n) =>
    n < MAX_EVENTS / 2
      ? { type: 'scheduled', loop: n, entry: n }
      : { type: 'run', entry: MAX_EVENTS - n },
  'calls that sleep': (n) =>
    [{ type: 'run', entry: n }, { type: 'blocks' }, { type: 'wakes' }][n % 3]!,
  'waiters of one future': (n) => ({ type: 'waits', id: 1, name: `waiter ${n}` }),
  'futures that wait for ever': (n) =>
    [
      { type: 'made', id: n, kind: 'future', name: 'Future' },
      { type: 'made', id: n, kind: 'task', name: 'Task', drives: n + 1 },
      { type: 'made', id: n - 1, kind: 'generator', name: 'work' },
      { type: 'step', id: n - 2, how: 'next' },
      { type: 'yielded', id: n - 3, chain: [], future: n - 4 },
    ][n % 5]!,
  'futures that failed unseen': (n) => ({
    type: 'settled',
    id: n,
    state: 'failed',
    value: 'Error',
  }),
  'timers of one loop': (n) => ({ type: 'timed', id: n, loop: 1, due: -n }),
  'timers of loops that are closed': (n) =>
    n % 2 > 0 ? { type: 'timed', id: n, loop: n + 1, due: n } : { type: 'closed', id: n },
  'scopes within scopes': (n) =>
    n === 0
      ? { type: 'made', id: 1, kind: 'task', name: 'Task' }
      : { type: 'entered', id: n + 1, name: 'lock', task: 1 },
  'groups that each wait for all': (n) =>
    [
      { type: 'made', id: n, kind: 'task', name: 'Task' },
      { type: 'joins', id: n - 1, scope: 1 },
      { type: 'leaves', id: 1 },
    ][n % 3]!,
  'requests to end one task': (n) =>
    n === 0
      ? { type: 'made', id: 1, kind: 'task', name: 'Task' }
      : { type: 'cancel', id: 1, by: n },
  'calls that wait for one another': (n) =>
    [
      { type: 'gathers', id: n, name: 'gather', task: 1 },
      { type: 'waits', id: n - 2, name: 'x', into: n - 1 },
      { type: 'waits', id: 1, name: 'x', into: n - 2 },
      { type: 'settled', id: n - 3, state: 'finished' },
    ][n % 4]!,
  'futures that one call waits for': (n) =>
    n === 0
      ? { type: 'gathers', id: 1, name: 'gather' }
      : n % 2 > 0
        ? { type: 'waits', id: n + 1, name: 'x', into: 1 }
        : { type: 'settled', id: n, state: 'finished' },
  'connections, each with its bytes': (n) =>
    [
      { type: 'dials', id: n },
      { type: 'accepts', id: n, other: n - 1 },
      { type: 'wrote', id: n - 1, bytes: 3 },
      { type: 'came', id: n - 2, bytes: 2 },
    ][n % 4]!,
  'promises that wait for one future': () => ({ type: 'awaited', id: 1 }),
  threads: (n) => ({ type: 'job', worker: n, name: 'work' }),
  'events of as many threads': (n) => ({ type: 'blocks', thread: n }),
  'causes of causes, out of order': (n) => ({
    type: 'blocks',
    n: MAX_EVENTS * 2 + n,
    cause: MAX_EVENTS * 2 + n - 1,
  }),
  'things made at one long line': (n) => ({
    type: 'made',
    id: n,
    kind: 'future',
    name: 'x',
    at: { file: 'programs/a.ts', line: 1 + (n % 2) },
  }),
  'texts without a line break': () => ({ type: 'output', stream: 'stdout', text: 'x'.repeat(20) }),
};
test.each(Object.keys(MANY))(
  'ten thousand events, %s: no step does everything anew for each of them',
  (name) => {
    const events = Array.from(
      { length: MAX_EVENTS },
      (_, n) =>
        ({ n, ms: n * 60, thread: 0, cause: n - 1, ...MANY[name]!(Math.abs(n)) }) as TraceEvent,
    );
    const long = { 'programs/a.ts': `${'const a:'.repeat(20_000)}\n${'x\n'.repeat(20_000)}` };
    const began = performance.now();
    makeAllOf(events, long, [0, MAX_EVENTS / 2, MAX_EVENTS]);
    expect(performance.now() - began).toBeLessThan(60_000); // two seconds; minutes, if one did;
  },
);
