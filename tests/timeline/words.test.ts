// Labels, sentences, causes, lints, differences.
import { expect, test } from 'vitest';
import { firstDifference } from '../../src/timeline/compare.ts';
import type { TraceEvent } from '../../src/timeline/catalogue/catalogue.ts';
import { timelineOf } from '../../src/timeline/fold.ts';
import { labelsOf } from '../../src/timeline/labels.ts';
import { lintsOf, type Ended } from '../../src/timeline/lints.ts';
import { sentencesOf } from '../../src/timeline/sentences.ts';
import { whyOf } from '../../src/timeline/why.ts';
import { paths } from '../paths.ts';
import { handle, LOOP, ran, recorded, run, scheduled, sourcesOf, written } from './trace.ts';

const lint = (events: TraceEvent[], ended?: Ended) =>
  lintsOf(events, timelineOf(events), labelsOf(events), ended);

test('things are called as the reader called them', () => {
  const events = recorded('part-3-task-loop/two-tasks');
  const labels = labelsOf(events, sourcesOf('part-3-task-loop', 'two-tasks'));
  const tasks = events.flatMap((event) =>
    event.type === 'made' && event.kind === 'task' ? [labels.get(event.id)] : [],
  );
  expect(tasks).toEqual(['both', 'countTo3 a', 'countTo3 b']);
  expect(new Set(tasks).size).toBe(3);
});

test('where names are the same they are numbered', () => {
  const events = written(handle(1, 'say'), handle(2, 'say'), handle(3, 'other'));
  expect([...labelsOf(events).values()]).toEqual(['say 1', 'say 2', 'other']);
  expect([
    ...labelsOf(written(handle(1, '() => say(name)'), handle(2, '() => say(name)'))).values(),
  ]).toEqual(['1: () => say(name)', '2: () => say(name)']);
});

test('a trace can be read', () => {
  const events = recorded('part-3-task-loop/two-tasks');
  const sentences = sentencesOf(
    events,
    labelsOf(events, sourcesOf('part-3-task-loop', 'two-tasks')),
  );
  const at = (type: TraceEvent['type'], nth = 0) =>
    sentences[
      events.findIndex((event) => event === events.filter((one) => one.type === type)[nth])
    ];
  expect(at('begins')).toBe('runUntilComplete() begins: the loop runs.');
  expect(at('scheduled')).toBe(
    'The task both goes to the end of the ready queue, which was empty.',
  );
  expect(at('run')).toBe('The loop takes the task both, the only one that is ready.');
  expect(at('run', 1)).toBe('The loop takes the task countTo3 a, the oldest of 2.');
  expect(at('yielded')).toBe('both stops at line 15 and yields the task countTo3 a.');
  expect(at('output')).toBe('Printed: A0');
  expect(sentences).not.toContain(undefined);
  expect(sentences.join('\n')).not.toMatch(/undefined|#\d|\?/);
});

test('taking the newest is said', () => {
  const events = written(LOOP, handle(2, 'a'), scheduled(2), handle(3, 'b'), scheduled(3), run(3));
  expect(sentencesOf(events, labelsOf(events)).at(-1)).toBe(
    'Taken from the queue: the call b, the newest of 2.',
  );
});

test('who asks is named: a task, a call, a method of the loop, else the program', () => {
  const future = { type: 'made' as const, id: 4, kind: 'future', name: 'Future' };
  const seen = (more = {}) => ({ type: 'seen' as const, id: 4, ...more });
  const askedBy = (...before: Parameters<typeof written>) => {
    const events = written(LOOP, future, ...before);
    return sentencesOf(events, labelsOf(events)).at(-1);
  };
  expect(askedBy(seen())).toBe('The program asks the future how it ended.');
  expect(askedBy(handle(5, 'ask'), run(5), seen({ cause: 3 }))).toBe(
    'The call ask asks the future how it ended.',
  );
  expect(
    askedBy({ type: 'begins', id: 1, how: 'runUntilComplete' }, handle(5, 'x'), seen({ cause: 2 })),
  ).toBe('runUntilComplete() asks the future how it ended.');
  expect(
    askedBy(
      handle(5, 'ask'),
      run(5),
      { type: 'settled', id: 6, state: 'finished', cause: 3 },
      seen({ cause: 4 }),
    ),
  ).toBe('The call ask asks the future how it ended.');
});

test('no sentence of the book’s runs, and no lint, speaks of somebody or nobody', () => {
  for (const path of paths('content/traces/*/*.jsonl')) {
    const events = recorded(path.replace(/^content\/traces\/|\.jsonl$/g, ''));
    const said = sentencesOf(events, labelsOf(events)).map(
      (text) => text.replace(/^(On thread \d+: )?[Pp]rinted.*/, ''), // the program's own words
    );
    const all = [...said, ...lint(events, 'waits').map(({ text }) => text)];
    expect(
      all.filter((text) => /somebody|nobody|someone/i.test(text)),
      path,
    ).toEqual([]);
  }
});

test('each sentence of every other thread says which', () => {
  const [event] = written({ type: 'blocks', thread: 2 });
  expect(sentencesOf([event!], new Map())).toEqual([
    'On thread 2: the thread falls asleep: it blocks.',
  ]);
});

test('why: the chain of what led to it, nearest first, and never in a circle', () => {
  const events = written(
    LOOP,
    { type: 'begins', id: 1, how: 'runForever' },
    { ...scheduled(2), cause: 1 },
    { ...run(2), cause: 2 },
  );
  expect(whyOf(events, events[3]!).map(({ n }) => n)).toEqual([2, 1]);
  expect(whyOf(events, { ...events[1]!, cause: 3 })).toEqual([]);
});

test('lint: of the book’s runs nothing is missed', () => {
  for (const path of paths('content/traces/*/*.jsonl')) {
    const events = recorded(path.replace(/^content\/traces\/|\.jsonl$/g, ''));
    expect(
      lint(events).filter(({ kind }) => kind === 'not seen'),
      path,
    ).toEqual([]);
  }
});

/** A task that goes on, though nothing was seen that has it go on. */
const unseenTask = (id: number, name: string): Parameters<typeof written> => [
  { type: 'made', id, kind: 'task', name: 'Task', drives: id + 1 },
  { type: 'made', id: id + 1, kind: 'generator', name },
  { type: 'step', id: id + 1, how: 'next' },
  { type: 'yielded', id: id + 1, chain: [] },
];

test('lint: a task that goes on in no turn of the queue was missed, and is not said to wait for ever', () => {
  const events = written(LOOP, handle(2, 'call'), scheduled(2), ...unseenTask(3, 'work'));
  expect(lint(events, 'waits')).toEqual([
    {
      kind: 'not seen',
      n: 5,
      text: expect.stringMatching(/^This timeline watches .* it missed when work had a turn\.$/),
    },
  ]);
  expect(lint(written(...unseenTask(3, 'work')))).toMatchObject([{ kind: 'waits for ever' }]); // without a queue it needs none
});

test('lint: an end that was missed is no reason to wait for ever', () => {
  const waits = [
    LOOP,
    { type: 'made' as const, id: 9, kind: 'future', name: 'Future' },
    ...unseenTask(3, 'work').slice(0, -1),
    { type: 'yielded' as const, id: 4, chain: [], future: 9 },
    { type: 'waits' as const, id: 9, name: 'Task', task: 3, generator: 4 },
  ];
  const look = { type: 'seen' as const, id: 9 };
  expect(lint(written(...waits)).map(({ kind }) => kind)).toEqual(['waits for ever']);
  expect(lint(written(...waits, look))).toEqual([
    { kind: 'not seen', n: 7, text: expect.stringMatching(/ it missed how future ended\.$/) },
  ]);
});

test('lint: of many that were missed the first three are named', () => {
  const many = [3, 5, 7, 9, 11].flatMap((id) => unseenTask(id, `work${id}`));
  expect(lint(written(LOOP, handle(2, 'call'), scheduled(2), ...many))[0]!.text).toMatch(
    / it missed when work3, work5, work7 and 2 more had a turn\.$/,
  );
});

test('lint: pending, and nobody can wake it', () => {
  const parked = [
    LOOP,
    { type: 'made' as const, id: 2, kind: 'task', name: 'Task', drives: 3 },
    {
      type: 'made' as const,
      id: 4,
      kind: 'future',
      name: 'Future',
      at: { file: 'programs/a.ts', line: 2 },
    },
    { type: 'made' as const, id: 3, kind: 'generator', name: 'work' },
    { type: 'step' as const, id: 3, how: 'next' },
    { type: 'yielded' as const, id: 3, chain: [], future: 4 },
    { type: 'waits' as const, id: 4, name: 'Task', task: 2, generator: 3 },
  ];
  expect(lint(written(...parked))).toMatchObject([
    {
      kind: 'waits for ever',
      n: 6,
      text: expect.stringContaining(
        'work waits for future (programs/a.ts, line 2), which is pending',
      ),
    },
  ]);
  expect(lint(written(...parked, { type: 'job', worker: 1, name: 'add' }))).toEqual([]);
  expect(lint(written(...parked, { type: 'settled', id: 4, state: 'finished' }))).toEqual([]);
});

test('lint: spinning', () => {
  expect(lint(written({ type: 'spins', count: 10_000 }))).toMatchObject([{ kind: 'spins', n: 0 }]);
  const idle = written(LOOP, { type: 'begins', id: 1, how: 'runForever' });
  expect(lint(idle, 'time')).toMatchObject([{ kind: 'spins', n: 1 }]);
  expect(lint(idle, 'stopped')).toEqual([]);
  expect(lint([...idle, { n: 2, thread: 0, type: 'blocks' }], 'time')).toEqual([]);
});

test('lint: a callback that took long; sleep does not count', () => {
  const slow = (...between: Parameters<typeof written>) =>
    written(
      LOOP,
      handle(2, 'crunch'),
      scheduled(2),
      run(2, { ms: 10 }),
      ...between,
      ran(2, { ms: 110 }),
    );
  expect(lint(slow())).toMatchObject([
    { kind: 'slow', n: 3, text: expect.stringContaining('crunch took 100 ms') },
  ]);
  expect(lint(slow({ type: 'blocks', ms: 20 }, { type: 'wakes', ms: 100 }))).toEqual([]);
});

test('lint: an error that nobody looked at', () => {
  const failed = [
    { type: 'made' as const, id: 4, kind: 'future', name: 'Future' },
    { type: 'settled' as const, id: 4, state: 'failed', value: 'Error: no' },
  ];
  expect(lint(written(...failed))).toMatchObject([{ kind: 'unseen error', n: 1 }]);
  expect(lint(written(...failed, { type: 'seen', id: 4 }))).toEqual([]);
});

test('of the book’s own programs only those have lints that are about such mistakes', () => {
  const kinds = (name: string) =>
    lint(recorded(`part-3-task-loop/${name}`)).map(({ kind }) => kind);
  expect(kinds('two-tasks')).toEqual([]);
  expect(kinds('from-another-thread')).toEqual([]);
  expect(kinds('three-parcels')).toContain('waits for ever');
});

test('two runs differ where they mean something else; times and lines do not count', () => {
  const a = written(LOOP, handle(2, 'a'), scheduled(2), run(2));
  const later = a.map((event) => ({ ...event, ms: 99, at: { file: 'x.ts', line: 7 } }));
  expect(firstDifference(a, later)).toBeUndefined();
  expect(firstDifference(a, written(LOOP, handle(9, 'a'), scheduled(9), run(9)))).toBeUndefined();
  expect(firstDifference(a, written(LOOP, handle(2, 'b'), scheduled(2), run(2)))).toBe(1);
  expect(
    firstDifference(a, [{ ...a[0]!, name: 'LifoLoop' } as TraceEvent, ...a.slice(1)]),
  ).toBeUndefined();
  expect(firstDifference(a, a.slice(0, 3))).toBe(3);
  expect(firstDifference(a.slice(0, 3), a)).toBe(3);
});
