// What tasks are inside of, and who asks whom to end: states, sentences, causes, the tree.
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/timeline/catalogue/catalogue.ts';
import { drawState } from '../../src/timeline/draw.tsx';
import { timelineOf } from '../../src/timeline/fold.ts';
import { labelsOf } from '../../src/timeline/labels.ts';
import { sentencesOf } from '../../src/timeline/sentences.ts';
import { whyOf } from '../../src/timeline/why.ts';
import { LOOP, recorded, run, task, treeOf, written } from './trace.ts';

const entered = (id: number, name: string, more = {}) => ({
  type: 'entered' as const,
  id,
  name,
  task: 2,
  ...more,
});
const timed = (id: number, due: number) => ({ type: 'timed' as const, id, loop: 1, due });
const stateOf = (events: TraceEvent[], position = events.length) => timelineOf(events).at(position);
/** What is said of events of such types. */
const said = (events: TraceEvent[], types: RegExp): string[] =>
  sentencesOf(events, labelsOf(events)).filter((_, n) => types.test(events[n]!.type));
const NESTED = [
  LOOP,
  ...task(2, 'search'),
  timed(10, 4_000),
  entered(3, 'timeout', { timer: 10 }),
  timed(11, 2_000),
  entered(4, 'timeout', { timer: 11 }),
];

test('a scope is inside of the one that its task entered before, until it is left', () => {
  const events = written(...NESTED, { type: 'left', id: 4 }, entered(5, 'lock'));
  expect([...stateOf(events, 7).scopes.values()]).toMatchObject([
    { id: 3, task: 2, timer: 10 },
    { id: 4, task: 2, timer: 11, parent: 3 },
  ]);
  expect(stateOf(events, 7).scopes.get(3)!.parent).toBeUndefined();
  expect([...stateOf(events, 8).scopes.keys()]).toEqual([3]);
  expect(stateOf(events).scopes.get(5)).toMatchObject({ parent: 3 });
  const other = written(...NESTED, ...task(6, 'other'), entered(7, 'lock', { task: 6 }));
  expect(stateOf(other).scopes.get(7)!.parent).toBeUndefined();
});

test('who has asked a task to end is known until that is taken back', () => {
  const events = written(
    ...NESTED,
    { type: 'cancel', id: 2, by: 3 },
    { type: 'cancel', id: 2, by: 4 },
    { type: 'uncancel', id: 2, left: 1, by: 3 },
    { type: 'uncancel', id: 2, left: 0, by: 4 },
  );
  const askedAt = (position: number) => {
    const { cancelAsked, askedBy } = stateOf(events, position).tasks.get(2)!;
    return [cancelAsked, askedBy];
  };
  expect([7, 8, 9, 10, 11].map(askedAt)).toEqual([
    [false, undefined],
    [true, [3]],
    [true, [3, 4]],
    [true, [4]],
    [false, []],
  ]);
  const [first, second] = [3, 4].map((by) => ({ type: 'cancel' as const, id: 2, by }));
  const back = (left: number) => ({ type: 'uncancel' as const, id: 2, left, by: 4 });
  const left = (count: number) => stateOf(written(...NESTED, first!, second!, back(count)));
  expect(left(1).tasks.get(2)!.askedBy).toEqual([3]);
  expect(left(0).tasks.get(2)!.askedBy).toEqual([]);
  const byTask = written(LOOP, ...task(2, 'a'), ...task(3, 'b'), run(3), { type: 'cancel', id: 2 });
  expect(stateOf(byTask).tasks.get(2)!.askedBy).toBeUndefined();
  const taken = written(
    LOOP,
    ...task(2, 'a'),
    ...task(3, 'b'),
    { type: 'scheduled', loop: 1, entry: 3 },
    run(3),
    { type: 'cancel', id: 2 },
  );
  expect(stateOf(taken).tasks.get(2)!.askedBy).toEqual([3]);
});

test('scopes are told of', () => {
  const events = written(
    ...NESTED,
    { type: 'cancel', id: 2, by: 4 },
    { type: 'uncancel', id: 2, left: 2, by: 4 },
    { type: 'uncancel', id: 2, left: 1, by: 3 },
    { type: 'uncancel', id: 2, left: 0, by: 4 },
    { type: 'left', id: 4, error: 'Error: late' },
    timed(12, 5_000),
    { type: 'limited', id: 3, timer: 12 },
    { type: 'limited', id: 3 },
    entered(5, 'TaskGroup'),
    ...task(6, 'one'),
    { type: 'joins', id: 6, scope: 5 },
    { type: 'leaves', id: 5 },
    { type: 'left', id: 5 },
    { type: 'leaves', id: 3, error: 'Error: no' },
  );
  expect(said(events, /entered|cancel|left|leaves|limited|joins/)).toEqual([
    'search enters timeout 1, which lets it work until 4,000 ms.',
    'search enters timeout 2, which lets it work until 2,000 ms.',
    'timeout 2 asks the task search to end.',
    'timeout 2 takes back its request to end: the task search is still asked to end, 2 times.',
    'timeout 1 takes back its request to end: the task search is still asked to end, once.',
    'timeout 2 takes back its request to end: the task search isn’t asked to end any more.',
    'search leaves timeout 2, with Error: late.',
    'timeout 1 now lets its task work until 5,000 ms.',
    'timeout 1 has no time limit any more.',
    'search enters TaskGroup.',
    'The task one belongs to TaskGroup, which doesn’t end before it does.',
    'The body of TaskGroup is over. It waits for one.',
    'search leaves TaskGroup.',
    'The body of timeout 1 is over, with Error: no.',
  ]);
});

test('on the host’s clock a limit is told as what was asked for', () => {
  const events = written(
    LOOP,
    ...task(2, 'search'),
    { type: 'timed', id: 10, loop: 1, delay: 500 },
    entered(3, 'timeout', { timer: 10 }),
  );
  expect(said(events, /entered/)).toEqual([
    'search enters timeout, which lets it work for 500 ms.',
  ]);
  expect(treeOf(events)).toContain('  timeout for 500 ms');
});

test('a lock that many enter has one name', () => {
  const events = written(
    LOOP,
    ...task(2, 'a'),
    ...task(6, 'b'),
    entered(3, 'Lock', { of: 9 }),
    { type: 'left', id: 3 },
    entered(4, 'Lock', { of: 9, task: 6 }),
  );
  expect(said(events, /entered|left/)).toEqual([
    'a enters Lock.',
    'a leaves Lock.',
    'b enters Lock.',
  ]);
  const two = written(LOOP, entered(3, 'Lock', { of: 8 }), entered(4, 'Lock', { of: 9 }));
  expect(labelsOf(two).get(3)).toBe('Lock 1');
  expect(labelsOf(two).get(4)).toBe('Lock 2');
});

test('the tree: a task, its scopes, the tasks in them, and who asks them to end', () => {
  const events = written(
    ...NESTED,
    entered(5, 'TaskGroup'),
    ...task(6, 'one'),
    { type: 'joins', id: 6, scope: 5 },
    ...task(7, 'two'),
    { type: 'joins', id: 7, scope: 5 },
    { type: 'leaves', id: 5 },
    { type: 'settled', id: 7, state: 'failed', value: 'Error: no' },
    { type: 'cancel', id: 6, by: 5 },
    { type: 'due', id: 10 },
    { type: 'cancel', id: 2, by: 3 },
    { type: 'cancel', id: 2, by: 3 },
    { type: 'left', id: 5 },
    { type: 'left', id: 4 },
    { type: 'left', id: 3 },
  );
  expect(treeOf(events, events.length - 3)).toEqual([
    'Who is inside of what',
    'search hasn’t begun asked to end by timeout 1',
    '  timeout 1 its time is over',
    '    timeout 2 until 2,000 ms',
    '      TaskGroup its body is over',
    '        one hasn’t begun asked to end by TaskGroup',
    '        two failed: Error: no',
  ]);
  expect(treeOf(events)).toEqual(['Who is inside of what', 'No task is in a scope.']);
  expect(treeOf(written(LOOP, ...task(2, 'a')))).toEqual([]);
});

test('a generator that is a scope has no card beside its place in the tree', () => {
  const markupOf = (events: TraceEvent[]): string =>
    renderToString(
      drawState(stateOf(events), { events, labels: labelsOf(events), sources: {} }),
    ).replace(/<section class="scopes".*?<\/section>/, '');
  const manager = { type: 'made' as const, id: 3, kind: 'generator', name: 'manager' };
  expect(markupOf(written(...task(2, 'a'), manager))).toContain('manager');
  expect(markupOf(written(...task(2, 'a'), manager, entered(3, 'manager')))).not.toContain(
    'manager',
  );
});

test('of many the first are drawn, and a task that is in itself is drawn once', () => {
  const many = written(...Array.from({ length: 40 }, (_, n) => entered(n + 10, 'lock')));
  expect(treeOf(many).filter((line) => /lock/.test(line))).toHaveLength(23);
  expect(treeOf(many).at(-1)).toMatch(/^… \d+ more$/);
  const circle = written(...task(2, 'a'), entered(3, 'group'), { type: 'joins', id: 2, scope: 3 });
  expect(treeOf(circle)).toEqual(['Who is inside of what', 'No task is in a scope.']);
});

test('a program of the book: the group asks all others to end, and why', () => {
  const events = recorded('part-4-the-world/three-telephones-again');
  const sentences = sentencesOf(events, labelsOf(events));
  const asks = (name: string): number =>
    sentences.indexOf(`TaskGroup asks the task ${name} to end.`);
  expect([asks('book 1'), asks('book 3'), asks('evening')]).not.toContain(-1);
  const why = whyOf(events, events[asks('book 1')]!).map(({ n }) => sentences[n]);
  expect(why).toContain(
    'The task book 2 has failed with Error: the line is dead; one waits for it.',
  );
  expect(treeOf(events, asks('evening') + 1)).toEqual([
    'Who is inside of what',
    'evening waits for future 1 asked to end by TaskGroup',
    '  TaskGroup its body is over',
    '    book 1 is ready asked to end by TaskGroup',
    '    book 2 failed: Error: the line is dead',
    '    book 3 is ready asked to end by TaskGroup',
  ]);
});
