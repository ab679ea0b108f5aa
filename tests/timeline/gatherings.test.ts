// Calls that wait for several, or for one on behalf of another: states, sentences, the tree.
import { expect, test } from 'vitest';
import { timelineOf } from '../../src/timeline/fold.ts';
import { labelsOf } from '../../src/timeline/labels.ts';
import { sentencesOf } from '../../src/timeline/sentences.ts';
import type { TraceEvent } from '../../src/timeline/catalogue/catalogue.ts';
import { LOOP, recorded, task, treeOf, written } from './trace.ts';

const future = (id: number) => ({ type: 'made' as const, id, kind: 'future', name: 'Future' });
const waits = (id: number, into = 9) => ({ type: 'waits' as const, id, name: 'callback', into });
const settled = (id: number, state = 'finished', more = {}) => ({
  type: 'settled' as const,
  id,
  state,
  ...more,
});
const BOTH: Parameters<typeof written> = [
  LOOP,
  ...task(2, 'main'),
  ...task(3, 'one'),
  ...task(4, 'two'),
  future(9),
];
const gathers = (name: string, more = {}) => ({ type: 'gathers' as const, id: 9, name, ...more });
const GATHER: Parameters<typeof written> = [
  ...BOTH,
  gathers('gather', { task: 2 }),
  waits(3),
  waits(4),
];
const stateOf = (events: TraceEvent[], position = events.length) => timelineOf(events).at(position);
const said = (events: TraceEvent[], from: number): string[] =>
  sentencesOf(events, labelsOf(events)).slice(from);

test('a call is there until it is done and all that it waited for', () => {
  const events = written(...GATHER, settled(3, 'failed'), settled(9, 'failed'), settled(4));
  const leftAt = (position: number) => stateOf(events, position).gatherings.get(9)?.left;
  expect([9, 10, 11, 12, 13, 14].map(leftAt)).toEqual([0, 1, 2, 1, 1, undefined]);
  expect(stateOf(events, 13).gatherings.get(9)).toMatchObject({ task: 2, members: [3, 4] });
  const late = written(...GATHER.slice(0, -2), settled(3), waits(3), waits(4), settled(9));
  expect(stateOf(late).gatherings.get(9)).toMatchObject({ members: [3, 4], left: 1 });
});

test('what a call waits for no longer has nothing to do with it', () => {
  const unwaits = (id: number) => ({ ...waits(id), type: 'unwaits' as const });
  const events = written(...GATHER, settled(9), unwaits(3), unwaits(4));
  expect(stateOf(events, events.length - 1).gatherings.get(9)).toMatchObject({ members: [4] });
  expect(stateOf(events).gatherings.size).toBe(0);
  // one that was done before isn't waited for
  const done = written(...GATHER, settled(3), unwaits(3));
  expect(stateOf(done).gatherings.get(9)).toMatchObject({ left: 1 });
});

test('calls are told of: who is waited for, who is asked to end, and who goes on', () => {
  const events = written(
    ...GATHER,
    { type: 'cancel', id: 2, by: 8 },
    { type: 'cancel', id: 9, by: 2 },
    { type: 'cancel', id: 3, by: 9 },
    settled(9, 'failed', { value: 'Error: no' }),
    { ...waits(3), type: 'unwaits' },
  );
  expect(said(events, 8)).toEqual([
    'main calls gather().',
    'The gather waits for the task one.',
    'The gather waits for the task two.',
    '#8 asks the task main to end.',
    'main asks the gather to end.',
    'gather asks the task one to end.',
    'The gather has failed with Error: no; nothing waits for it. one and two go on.',
    'The gather no longer waits for the task one.',
  ]);
  const alone = written(
    future(9),
    gathers('shield'),
    ...task(3, 'one'),
    waits(3),
    settled(9, 'cancelled'),
  );
  expect(said(alone, 1)).toEqual([
    'The program calls shield().',
    'A task is made from the generator one.',
    'The generator one is about to begin.',
    'The shield waits for the task one.',
    'The shield is cancelled; nothing waits for it. one goes on.',
  ]);
  const tasks = [3, 4, 5, 6].flatMap((id) => [...task(id, `t${id}`), waits(id)]);
  expect(said(written(future(9), gathers('wait'), ...tasks, settled(9)), 14)).toEqual([
    'The wait is done; nothing waits for it. 4 others go on.',
  ]);
});

test('the tree: a call below the task that made it, with all it waits for', () => {
  const events = written(
    ...GATHER,
    future(20),
    waits(20),
    { type: 'cancel', id: 9, by: 2 },
    { type: 'cancel', id: 3, by: 9 },
    settled(3, 'cancelled'),
    settled(9, 'failed', { value: 'Error: no' }),
  );
  expect(treeOf(events, 13)).toEqual([
    'Who is inside of what',
    'main hasn’t begun',
    '  gather waits for all 3',
    '    one hasn’t begun',
    '    two hasn’t begun',
    '    future pending',
  ]);
  expect(treeOf(events, 16)).toEqual([
    'Who is inside of what',
    'main hasn’t begun',
    '  gather waits for 2 of 3 asked to end by main',
    '    one cancelled',
    '    two hasn’t begun',
    '    future pending',
  ]);
  expect(treeOf(events, 17)[2]).toBe('  gather failed: Error: no; what isn’t done goes on');
  expect(treeOf(written(...GATHER, settled(3), settled(4), settled(9)))).toEqual([
    'Who is inside of what',
    'No task is in a scope.',
  ]);
});

test('a call in a scope is below it, one that another call waits for below that, one of no task alone', () => {
  const events = written(
    ...BOTH,
    { type: 'entered', id: 5, name: 'timeout', task: 2 },
    gathers('gather', { task: 2 }),
    waits(3),
    future(10),
    { type: 'gathers', id: 10, name: 'shield', task: 2 },
    waits(4, 10),
    waits(10),
  );
  const nested = [
    'Who is inside of what',
    'main hasn’t begun',
    '  timeout',
    '    gather waits for all 2',
    '      one hasn’t begun',
    '      shield waits for two',
    '        two hasn’t begun',
  ];
  expect(treeOf(events)).toEqual(nested);
  const busy = written(...GATHER, { type: 'entered', id: 5, name: 'lock', task: 3 });
  expect(treeOf(busy)).toEqual([
    'Who is inside of what',
    'main hasn’t begun',
    '  gather waits for all 2',
    '    one hasn’t begun',
    '      lock',
    '    two hasn’t begun',
  ]);
  expect(treeOf(written(...BOTH, gathers('gather'), waits(3)))).toEqual([
    'Who is inside of what',
    'gather waits for one',
    '  one hasn’t begun',
  ]);
});

test('a program of the book: after the first error the rest is still below the call', () => {
  const events = recorded('part-4-the-world/three-telephones-gathered');
  const sentences = sentencesOf(events, labelsOf(events));
  const at = sentences.findIndex((text) => text.startsWith('The gather has failed'));
  expect(sentences[at]).toMatch(/ book 1 and book 3 go on\.$/);
  expect(treeOf(events, at + 1)).toEqual([
    'Who is inside of what',
    'evening waits for gather',
    '  gather failed: Error: the line is dead; what isn’t done goes on',
    expect.stringMatching(/^ {4}book 1 waits for /),
    '    book 2 failed: Error: the line is dead',
    expect.stringMatching(/^ {4}book 3 waits for /),
  ]);
  expect(treeOf(events)).toEqual(['Who is inside of what', 'No task is in a scope.']);
});

test('a program of the book: a shield is cancelled, and what it shields isn’t asked to end', () => {
  const events = recorded('part-4-the-world/one-cake');
  const sentences = sentencesOf(events, labelsOf(events));
  expect(sentences.find((text) => text.startsWith('The shield 1 is cancelled'))).toMatch(
    / sleep goes on\.$/,
  );
  expect(sentences.filter((text) => /task sleep .*to end/.test(text))).toEqual([]);
});
