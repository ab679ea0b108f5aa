// Timers, and that time passes: states, sentences, causes, pictures.
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/timeline/catalogue/catalogue.ts';
import { drawState } from '../../src/timeline/draw.tsx';
import { fullestMoment, timelineOf } from '../../src/timeline/fold.ts';
import { labelsOf } from '../../src/timeline/labels.ts';
import { lintsOf } from '../../src/timeline/lints.ts';
import { sentencesOf } from '../../src/timeline/sentences.ts';
import { whyOf } from '../../src/timeline/why.ts';
import { timeOf } from '../../src/timeline/words.ts';
import { handle, LOOP, recorded, run, scheduled, written } from './trace.ts';

const timed = (id: number, when: object) => ({ type: 'timed' as const, id, loop: 1, ...when });
const passes = (now: number) => ({ type: 'passes' as const, id: 1, now });
const due = (id: number) => ({ type: 'due' as const, id });
const RUNS = { type: 'begins' as const, id: 1, how: 'runForever' };

const waitingIn = (events: TraceEvent[]): number[] => [
  ...timelineOf(events).at(events.length).timers.keys(),
];
const said = (events: TraceEvent[]): string[] => sentencesOf(events, labelsOf(events));
/** The panel of the time, as text; and how long its lines are, in hundredths. */
const drawn = (events: TraceEvent[], position = events.length) => {
  const markup = renderToString(
    drawState(timelineOf(events).at(position), { events, labels: labelsOf(events), sources: {} }),
  );
  const [panel = ''] = /<section class="time".*?<\/section>/.exec(markup) ?? [];
  const rows = [...panel.matchAll(/<li class="timer.*?<\/li>/g)].map(([row]) => row);
  const textOf = (html: string): string => html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');
  return {
    says: textOf(/<p class="what">.*?<\/p>/.exec(panel)?.[0] ?? ''),
    rows: rows.map(textOf),
    lines: rows.map((row) => Number(/width:([\d.]+)%/.exec(row)?.[1])),
    text: textOf(panel),
  };
};

test('a timer waits until it is due, or cancelled, or its loop is closed', () => {
  const set = [LOOP, handle(2, 'a'), timed(2, { due: 20 }), handle(3, 'b'), timed(3, { due: 10 })];
  expect(waitingIn(written(...set))).toEqual([2, 3]);
  expect(waitingIn(written(...set, due(3)))).toEqual([2]);
  expect(waitingIn(written(...set, { type: 'untimed', id: 2 }))).toEqual([3]);
  expect(waitingIn(written(...set, { type: 'closed', id: 1 }))).toEqual([]);
  const cancelled = written(...set, { type: 'untimed', id: 2 });
  expect(timelineOf(cancelled).at(cancelled.length).handles.get(2)!.state).toBe('cancelled');
});

test('time is told of', () => {
  const events = written(
    LOOP,
    handle(2, 'late'),
    timed(2, { due: 4_000 }),
    handle(3, 'early'),
    timed(3, { due: 1_500 }),
    RUNS,
    passes(1_500),
    due(3),
    scheduled(3),
    run(3),
    passes(1_501),
    timed(4, { due: 1_501 }),
    timed(5, { due: 1 }),
    { type: 'untimed', id: 2 },
    passes(0),
  );
  expect(said(events).filter((_, n) => /timed|passes|due/.test(events[n]!.type))).toEqual([
    'A timer is set: the call late is due at 4,000 ms, 4,000 ms from now.',
    'A timer is set: the call early is due at 1,500 ms, 1,500 ms from now.',
    'Everything waits, so virtual time jumps by 1,500 ms: it’s 1,500 ms now.',
    'It’s 1,500 ms, and the call early is due.',
    'Virtual time goes on by 1 ms: it’s 1,501 ms now.',
    'A timer is set: the call #4 is due at 1,501 ms, which is now.',
    'A timer is set: the call #5 is due at 1 ms, which is over.',
    'The call late, due at 4,000 ms, is cancelled.',
    'Virtual time goes back by 1,501 ms: it’s 0 ms now.',
  ]);
});

test('on the host’s clock no moment is told, only the delay', () => {
  const events = written(
    LOOP,
    handle(2, 'a'),
    timed(2, { delay: 500 }),
    handle(3, 'b'),
    timed(3, {}),
    due(2),
    { type: 'untimed', id: 3 },
  );
  expect(said(events).filter((_, n) => /timed|due/.test(events[n]!.type))).toEqual([
    'A timer is set: the call a is due in 500 ms.',
    'A timer is set: the call b is due later.',
    'The call a is due.',
    'The call b, which isn’t due yet, is cancelled.',
  ]);
});

test('a length of time is told in the unit that it is a whole number of', () => {
  expect([0, 59.5, 60_000, 90_000, 600_000, 3_600_000, 5_400_000, 28_800_000].map(timeOf)).toEqual([
    '0 ms',
    '59.5 ms',
    '60,000 ms',
    '90,000 ms',
    '10 min',
    '1 h',
    '90 min',
    '8 h',
  ]);
});

test('the axis goes from now to the last timer; the first that is due is on top', () => {
  const events = written(
    LOOP,
    timed(2, { due: 4_000 }),
    timed(3, { due: 2_000 }),
    passes(1_000),
    due(3),
    due(2),
  );
  expect(drawn(events, 3)).toMatchObject({
    says: 'Virtual time: 0 ms',
    rows: ['#3 due at 2,000 ms, in 2,000 ms', '#2 due at 4,000 ms, in 4,000 ms'],
    lines: [50, 100],
  });
  expect(drawn(events, 4)).toMatchObject({
    says: 'Virtual time: 1,000 ms',
    rows: ['#3 due at 2,000 ms, in 1,000 ms', '#2 due at 4,000 ms, in 3,000 ms'],
    lines: [33.3, 100],
  });
  expect(drawn(events).text).toBe('Virtual time: 1,000 msNo timer waits.');
  expect(drawn(written(LOOP, handle(2, 'a'), scheduled(2))).text).toBe('');
});

test('on the host’s clock the axis is drawn where the run says when, else there is none', () => {
  const set = [LOOP, timed(2, { delay: 30, ms: 100 }), timed(3, { delay: 20, ms: 105 })];
  const live = written(...set, { type: 'blocks', ms: 110 });
  expect(drawn(live)).toMatchObject({
    says: 'Real time',
    rows: ['#3 due 20 ms after it was set', '#2 due 30 ms after it was set'],
    lines: [75, 100],
  });
  const kept = written(...set).map(({ ms: _ms, ...event }) => event as TraceEvent);
  expect(drawn(kept)).toMatchObject({ rows: { length: 2 }, lines: [NaN, NaN] });
});

test('of many timers the first six are drawn, and the others counted', () => {
  const many = written(LOOP, ...[9, 8, 7, 6, 5, 4, 3, 2].map((id) => timed(id, { due: id })));
  expect(drawn(many).rows).toHaveLength(6);
  expect(drawn(many).text).toMatch(/… 2 more$/);
});

test('the fullest moment counts timers', () => {
  const events = written(LOOP, timed(2, { due: 1 }), timed(3, { due: 2 }), due(2), due(3));
  expect(fullestMoment(events)).toBe(3);
});

test('a task that waits for a timer does not wait for ever', () => {
  const parked = [
    LOOP,
    { type: 'made' as const, id: 2, kind: 'task', name: 'Task', drives: 3 },
    { type: 'step' as const, id: 3, how: 'next' },
    { type: 'yielded' as const, id: 3, chain: [], future: 4 },
    { type: 'waits' as const, id: 4, name: 'Task', task: 2, generator: 3 },
  ];
  const lints = (...events: TraceEvent[]) => lintsOf(events, timelineOf(events), new Map());
  expect(lints(...written(...parked)).map(({ kind }) => kind)).toEqual(['waits for ever']);
  expect(lints(...written(timed(5, { due: 9 }), ...parked))).toEqual([]);
});

test('a program of the book: whose timer it is, when it was set, and why it rings', () => {
  const events = recorded('part-4-the-world/two-seconds-each-again');
  const sentences = said(events);
  expect(sentences).toContain(
    'A timer is set: the call sleep’s timer 1 is due at 60,000 ms, 60,000 ms from now.',
  );
  expect(drawn(events, fullestMoment(events))).toMatchObject({
    rows: [
      'expire 2 set by evening, due at 2,000 ms, in 2,000 ms',
      'expire 1 set by evening, due at 4,000 ms, in 4,000 ms',
      'sleep’s timer 1 set by evening, due at 60,000 ms, in 60,000 ms',
    ],
  });
  const rings = events.findIndex(({ type }, n) => type === 'run' && /expire 2/.test(sentences[n]!));
  expect(whyOf(events, events[rings]!).map(({ type }) => type)).toEqual(
    expect.arrayContaining(['scheduled', 'due', 'timed']),
  );
});
