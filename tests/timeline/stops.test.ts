// Where a timeline stops: at which moments a line comes up, how a reader's stops go with their text,
// and what is said of those that never come.
import { ChangeSet, Text } from '@codemirror/state';
import { expect, test } from 'vitest';
import { Stops, type LineStop } from '../../src/components/timeline/stops.ts';
import { lineAfter } from '../../src/components/workbench/stop-lines.ts';
import { labelsOf } from '../../src/timeline/labels.ts';
import { sentencesOf } from '../../src/timeline/sentences.ts';
import {
  filesWithEvents,
  lineFor,
  linesWithEvents,
  momentsOf,
  nextOf,
  previousOf,
  thingsOf,
  type Stop,
} from '../../src/timeline/stops.ts';
import { LOOP, recorded, sourcesOf, task, written } from './trace.ts';

const TWO_TASKS = recorded('part-3-task-loop/two-tasks');
const LABELS = labelsOf(TWO_TASKS, sourcesOf('part-3-task-loop', 'two-tasks'));
const FILE = 'programs/two-tasks.ts';
const line = (line: number, file = FILE): Stop => ({ kind: 'line', at: { file, line } });
/** What has just happened at each moment of a stop. */
const saidAt = (stop: Stop, events = TWO_TASKS, labels = LABELS): string[] => {
  const sentences = sentencesOf(events, labels);
  return momentsOf(stop, events, labels).map((moment) => sentences[moment - 1]!);
};

test.each<[what: string, stop: Stop, said: string[]]>([
  ['a call', line(13), ['A task is made from the generator countTo3 a.']],
  [
    'a line that prints, each time',
    line(7),
    ['A0', 'B0', 'A1', 'B1', 'A2', 'B2'].map((text) => `Printed: ${text}`),
  ],
  [
    'a yield: as it’s suspended, and as it’s resumed',
    line(8),
    [
      'countTo3 a stops at line 8 and yields nothing.',
      'countTo3 b stops at line 8 and yields nothing.',
      ...[1, 2].flatMap(() =>
        ['a', 'b'].flatMap((name) => [
          `countTo3 ${name} resumes at line 8.`,
          `countTo3 ${name} stops at line 8 and yields nothing.`,
        ]),
      ),
      'countTo3 a resumes at line 8.',
      'countTo3 b resumes at line 8.',
    ],
  ],
  [
    'the beginning of a generator, once each',
    line(5),
    ['a', 'b'].map((name) => `The generator countTo3 ${name} is about to begin.`),
  ],
  [
    'a yield* that waits',
    line(15),
    ['both stops at line 15 and yields the task countTo3 a.', 'both resumes at line 15.'],
  ],
  ['the line that runs the loop, once', line(19), ['runUntilComplete() begins: the loop runs.']],
  ['a line without anything', line(6), []],
  ['a line of a file that isn’t there', line(7, 'programs/other.ts'), []],
  [
    'a task that is settled',
    { kind: 'settles', name: 'countTo3 b' },
    ['The task countTo3 b is done; nothing waits for it.'],
  ],
  [
    'a task that runs',
    { kind: 'runs', name: 'both' },
    ['both begins.', 'both resumes at line 15.'],
  ],
  ['what has another name now', { kind: 'settles', name: 'countTo3' }, []],
])('%s', (_what, stop, said) => {
  expect(saidAt(stop)).toEqual(said);
});

test('of a generator that is suspended within another one, the outer line comes up once', () => {
  const chain = (...lines: number[]) =>
    lines.map((line, n) => ({ name: `f${n}`, at: { file: 'a.ts', line } }));
  const at = (line: number) => ({ at: { file: 'a.ts', line } });
  const events = written(
    LOOP,
    ...task(2, 'outer'),
    { type: 'step', id: 102, how: 'next', ...at(1) },
    { type: 'yielded', id: 102, chain: chain(3, 8), ...at(8) },
    { type: 'step', id: 102, how: 'next', ...at(8) },
    { type: 'yielded', id: 102, chain: chain(3, 9), ...at(9) },
    { type: 'step', id: 102, how: 'next', ...at(9) },
    { type: 'yielded', id: 102, chain: chain(4, 8), ...at(8) },
    { type: 'step', id: 102, how: 'next', ...at(8) },
    { type: 'yielded', id: 102, chain: chain(3, 8), ...at(8) },
  );
  const moments = (line: number): number[] =>
    momentsOf({ kind: 'line', at: { file: 'a.ts', line } }, events, new Map());
  expect(moments(3)).toEqual([5, 11]);
  expect(moments(4)).toEqual([9]);
  expect(moments(9)).toEqual([7, 8]);
  expect(linesWithEvents('a.ts', events)).toEqual([1, 3, 4, 8, 9]);
});

test('each thread is somewhere of its own, and what a loop does is at no line', () => {
  const at = { file: 'a.ts', line: 5 };
  const events = written(
    { type: 'output', stream: 'stdout', text: 'x', at },
    { type: 'output', stream: 'stdout', text: 'y', at: { file: 'a.ts', line: 6 }, thread: 1 },
    { type: 'output', stream: 'stdout', text: 'z', at },
    { type: 'output', stream: 'stdout', text: 'x', at, thread: 1 },
    { type: 'blocks' },
    { type: 'wakes', at: { file: 'b.ts', line: 5 } },
    { type: 'run', entry: 7, at },
    { type: 'output', stream: 'stdout', text: 'x', at },
  );
  expect(momentsOf({ kind: 'line', at }, events, new Map())).toEqual([1, 4]);
});

test('a stop on a line without events would go to the next one that has some', () => {
  const lines = linesWithEvents(FILE, TWO_TASKS);
  expect(lines).toEqual([3, 5, 7, 8, 12, 13, 14, 15, 16, 19]);
  expect([1, 6, 7, 9, 17, 19, 20].map((at) => lineFor(lines, at))).toEqual([
    3, 7, 7, 12, 19, 19, 19,
  ]);
  expect(lineFor([], 3)).toBeUndefined();
  expect(filesWithEvents(TWO_TASKS)).toEqual([FILE]);
});

test('before a moment and after it', () => {
  expect([0, 4, 5, 9, 12].map((at) => nextOf([5, 9], at))).toEqual([5, 5, 9, undefined, undefined]);
  expect([0, 5, 6, 9, 12].map((at) => previousOf([5, 9], at))).toEqual([
    undefined,
    undefined,
    5,
    5,
    9,
  ]);
});

test('what can be stopped at is told by name', () => {
  const names = ['both', 'countTo3 a', 'countTo3 b'];
  expect(thingsOf(TWO_TASKS, LABELS)).toEqual({ settles: names, runs: names });
});

// --- a reader's stops

const TEXT = Text.of(['one', 'two', '', 'four']);
test.each<
  [what: string, from: number, to: number, insert: string, line: number, after: number | undefined]
>([
  ['a line above', 0, 0, 'zero\n', 2, 3],
  ['a line below', 8, 8, 'more\n', 2, 2],
  ['a new line at its end', 7, 7, '\n', 2, 2],
  ['a new line at its beginning', 4, 4, '\n', 2, 3],
  ['letters at its beginning', 4, 4, 'x', 2, 2],
  ['a letter that goes', 4, 5, '', 2, 2],
  ['all of its letters', 4, 7, '', 2, undefined],
  ['the whole line', 4, 8, '', 2, undefined],
  ['the line above it', 0, 4, '', 2, 1],
  ['the line above a line with nothing on it', 4, 8, '', 3, 2],
  ['another text in the place of all', 0, 13, 'a\nb\nc', 2, 2],
  ['a shorter text in the place of all', 0, 13, 'a', 2, undefined],
  ['a line that isn’t there', 0, 0, 'x', 9, undefined],
])('a stop goes with its line: %s', (_what, from, to, insert, line, after) => {
  const changes = ChangeSet.of({ from, to, insert }, TEXT.length);
  expect(lineAfter(line, changes, TEXT, changes.apply(TEXT))).toBe(after);
});

test('what ran is known of each stop, however its line moves afterwards', () => {
  const stops = new Stops();
  let hasChanged = false;
  stops.isAsRan = () => !hasChanged;
  stops.toggle(line(7));
  stops.toggle({ kind: 'settles', name: 'both' });
  hasChanged = true;
  stops.move(FILE, (at) => at + 1);
  stops.toggle(line(3));
  expect(stops.all).toEqual([
    { kind: 'line', file: FILE, line: 8, ran: 7 },
    { kind: 'settles', name: 'both' },
    { kind: 'line', file: FILE, line: 3, ran: undefined },
  ]);
  stops.begin();
  expect(stops.all.map((stop) => stop.kind === 'line' && stop.ran)).toEqual([8, false, 3]);
  expect(stops.linesIn(FILE)).toEqual([8, 3]);
  expect(stops.linesIn('src/task.ts')).toEqual([]);
  stops.toggle(line(8)); // there already
  expect(stops.linesIn(FILE)).toEqual([3]);
  expect(stops.has(line(3))).toBe(true);
  expect(stops.has(line(3, 'src/task.ts'))).toBe(false);
});

test('two stops whose lines became one are one, and what is gone has none', () => {
  const stops = new Stops();
  for (const at of [3, 4, 5]) stops.toggle(line(at));
  stops.toggle(line(3, 'src/task.ts'));
  stops.move(FILE, (at) => (at === 5 ? undefined : 3));
  expect(stops.linesIn(FILE)).toEqual([3]);
  expect(stops.linesIn('src/task.ts')).toEqual([3]);
});

test('a stop that never comes is put where one would, unless one is there', () => {
  const stops = new Stops();
  for (const at of [6, 7]) stops.toggle(line(at));
  const [six] = stops.all;
  if (six?.kind === 'line') stops.put(six, 7);
  expect(stops.linesIn(FILE)).toEqual([7]);
  stops.toggle(line(9));
  const nine = stops.all.at(-1);
  if (nine?.kind === 'line') stops.put(nine, 12);
  expect(stops.linesIn(FILE)).toEqual([7, 12]);
});

test('a stop that was listed before a run is the same one after it: it’s taken away, or goes to another line', () => {
  const stops = new Stops();
  stops.toggle(line(5));
  stops.toggle(line(9));
  const [first, second] = stops.all as [LineStop, LineStop];
  stops.begin();
  stops.remove(first);
  expect(stops.linesIn(FILE)).toEqual([9]);
  stops.put(second, 11);
  expect(stops.linesIn(FILE)).toEqual([11]);
});

test('a text that changes elsewhere tells of no stop that has moved', () => {
  const stops = new Stops();
  stops.toggle(line(5));
  let told = 0;
  stops.addEventListener('moved', () => told++);
  stops.move(FILE, (line) => line);
  stops.move('programs/other.ts', (line) => line + 1);
  expect(told).toBe(0);
  stops.move(FILE, (line) => line + 1);
  expect([told, stops.linesIn(FILE)]).toEqual([1, [6]]);
});
