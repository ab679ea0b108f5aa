import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/timeline/catalogue/catalogue.ts';
import { apply, emptyState, fullestMoment, timelineOf } from '../../src/timeline/fold.ts';
import { paths } from '../paths.ts';
import { handle, LOOP, ran, recorded, run, scheduled, written } from './trace.ts';

const stateOf = (events: TraceEvent[], position = events.length) => timelineOf(events).at(position);
const readyIn = (events: TraceEvent[], position: number) =>
  stateOf(events, position).loops.get(1)!.ready;

test('the queue takes in at its end and gives from its head', () => {
  const events = written(
    LOOP,
    handle(2, 'a'),
    scheduled(2),
    handle(3, 'b'),
    scheduled(3),
    run(2),
    ran(2),
  );
  expect(readyIn(events, 5)).toEqual([2, 3]);
  expect(readyIn(events, 6)).toEqual([3]);
  const { loops, handles } = stateOf(events, 6);
  expect(loops.get(1)).toMatchObject({ ready: [3], current: 2 });
  expect(handles.get(2)!.state).toBe('running');
  expect(stateOf(events).loops.get(1)!.current).toBeUndefined();
  expect(stateOf(events).handles.get(2)!.state).toBe('done');
});

test('a call that is taken from the other end is seen to be', () => {
  const events = written(LOOP, handle(2, 'a'), scheduled(2), handle(3, 'b'), scheduled(3), run(3));
  expect(stateOf(events).loops.get(1)).toMatchObject({
    ready: [2],
    current: 3,
  });
});

test('a cancelled call stays in the queue until its turn, in which nothing happens', () => {
  const events = written(
    LOOP,
    handle(2, 'a'),
    scheduled(2),
    { type: 'cancel', id: 2 },
    { type: 'skipped', entry: 2 },
  );
  expect(stateOf(events, 4)).toMatchObject({});
  expect(stateOf(events, 4).handles.get(2)!.state).toBe('cancelled');
  expect(readyIn(events, 4)).toEqual([2]);
  expect(readyIn(events, 5)).toEqual([]);
  expect(stateOf(events).handles.get(2)!.state).toBe('cancelled');
});

test('a task is parked on the future that its generator gave, until that is done', () => {
  const frame = { name: 'work', at: { file: 'programs/a.ts', line: 3 } };
  const events = written(
    LOOP,
    { type: 'made', id: 2, kind: 'task', name: 'Task', drives: 3 },
    { type: 'made', id: 4, kind: 'future', name: 'Future' },
    { type: 'made', id: 3, kind: 'generator', name: 'work' },
    { type: 'step', id: 3, how: 'next' },
    { type: 'yielded', id: 3, chain: [frame], future: 4 },
    { type: 'waits', id: 4, name: 'Task', task: 2, generator: 3 },
    { type: 'settled', id: 4, state: 'finished', value: '42' },
    scheduled(2),
    run(2),
    { type: 'step', id: 3, how: 'next', value: '42' },
    { type: 'returned', id: 3, value: '43' },
    { type: 'settled', id: 2, state: 'finished', value: '43' },
  );
  const parked = stateOf(events, 7);
  expect(parked.tasks.get(2)).toMatchObject({ state: 'parked', parkedOn: 4 });
  expect(parked.futures.get(4)).toMatchObject({
    state: 'pending',
    waiters: [{ name: 'Task', task: 2, generator: 3 }],
  });
  expect(parked.generators.get(3)).toMatchObject({ state: 'suspended', chain: [frame], task: 2 });
  expect(stateOf(events, 8).futures.get(4)).toMatchObject({
    state: 'finished',
    value: '42',
    waiters: [],
  });
  expect(stateOf(events, 9).tasks.get(2)!.state).toBe('ready');
  expect(stateOf(events).tasks.get(2)).toMatchObject({ state: 'done' });
  expect(stateOf(events).tasks.get(2)!.parkedOn).toBeUndefined();
  expect(stateOf(events).futures.get(2)).toMatchObject({ state: 'finished', value: '43' });
});

test('who asks a future that is done is not put on its list', () => {
  const done = written(
    { type: 'made', id: 4, kind: 'future', name: 'Future' },
    { type: 'settled', id: 4, state: 'finished' },
    { type: 'waits', id: 4, name: 'late' },
  );
  expect(stateOf(done).futures.get(4)!.waiters).toEqual([]);
});

test('threads sleep, work, and are idle', () => {
  const events = written(
    { type: 'job', worker: 1, name: 'add' },
    { type: 'blocks' },
    { type: 'wakes' },
    { type: 'replied', worker: 1 },
  );
  const threadsAt = (position: number) => [...stateOf(events, position).threads.values()];
  expect([1, 2, 3, 4].map(threadsAt)).toEqual([
    ['runs', 'working'],
    ['blocked', 'working'],
    ['runs', 'working'],
    ['runs', 'idle'],
  ]);
});

test.each(
  paths('content/traces/*/*.jsonl').map((file) =>
    file.slice('content/traces/'.length, -'.jsonl'.length),
  ),
)('%s: at the end no ready queue holds what has run', (name) => {
  const { loops, handles, tasks } = stateOf(recorded(name));
  for (const { ready } of loops.values())
    for (const id of ready)
      expect(handles.get(id)?.state ?? tasks.get(id)?.state).toMatch(/queued|cancelled|ready/);
});

const ids = fc.integer({ min: 1, max: 6 });
const anyEvent = fc.oneof(
  fc.record({ type: fc.constantFrom('scheduled' as const), loop: ids, entry: ids }),
  fc.record({
    type: fc.constantFrom('run' as const, 'ran' as const, 'skipped' as const),
    entry: ids,
  }),
  fc.record({
    type: fc.constantFrom('cancel' as const, 'stop' as const, 'closed' as const, 'seen' as const),
    id: ids,
  }),
  fc.record({
    type: fc.constant('made' as const),
    id: ids,
    kind: fc.constantFrom(
      'loop' as const,
      'task' as const,
      'future' as const,
      'handle' as const,
      'generator' as const,
    ),
    name: fc.constant('x'),
    drives: ids,
  }),
  fc.record({
    type: fc.constant('settled' as const),
    id: ids,
    state: fc.constantFrom('finished' as const, 'failed' as const, 'cancelled' as const),
  }),
  fc.record({ type: fc.constant('waits' as const), id: ids, name: fc.constant('x'), task: ids }),
  fc.record({
    type: fc.constant('yielded' as const),
    id: ids,
    chain: fc.constant([]),
    future: ids,
  }),
  fc.record({ type: fc.constantFrom('step' as const), id: ids, how: fc.constant('next' as const) }),
);

test('whatever happens, every position is what folding from the beginning gives', () => {
  fc.assert(
    fc.property(
      fc.array(anyEvent, { minLength: 1, maxLength: 900 }),
      fc.nat(),
      (events, somewhere) => {
        const trace = written(...events);
        const timeline = timelineOf(trace);
        const position = somewhere % (trace.length + 1);
        const folded = emptyState();
        for (const event of trace.slice(0, position)) apply(folded, event);
        expect(timeline.at(position)).toEqual(folded);
        timeline.at(trace.length); // and looking elsewhere changes nothing of it
        expect(timeline.at(position)).toEqual(folded);
      },
    ),
    { numRuns: 60 },
  );
});

test('a picture that stands still shows a moment at which much is going on', () => {
  const events = recorded('part-3-task-loop/two-tasks');
  const { tasks, loops } = timelineOf(events).at(fullestMoment(events));
  expect([...tasks.values()].map(({ state }) => state)).toEqual(['parked', 'ready', 'ready']);
  expect([...loops.values()][0]!.ready).toHaveLength(2);
});

test('where nothing ever waits that is the end, and of equal moments it is the first', () => {
  expect(fullestMoment([])).toBe(0);
  const made = { type: 'made' as const, kind: 'future', name: 'Future' };
  expect(fullestMoment(written({ ...made, id: 1 }, { ...made, id: 2 }))).toBe(2);
  const filled = [LOOP, handle(2, 'a'), scheduled(2), handle(3, 'b')];
  expect(fullestMoment(written(...filled))).toBe(3);
  expect(fullestMoment(written(...filled, run(2), ran(2), scheduled(2)))).toBe(3);
});
