// Why something isn't done yet: each kind of wait, from the state of one moment.
import { expect, test } from 'vitest';
import { timelineOf } from '../../src/timeline/fold.ts';
import { labelsOf } from '../../src/timeline/labels.ts';
import { endsLater, notYet } from '../../src/timeline/not-yet.ts';
import { handle, LOOP, ran, recorded, run, scheduled, task, written } from './trace.ts';

type Short = Parameters<typeof written>[number];

const future = (id: number, name: string): Short => ({
  type: 'made',
  id,
  kind: 'future',
  name: 'Future',
  at: { file: `${name}.ts`, line: 1 },
});
/** Futures are called as they're assigned. */
const SOURCES = Object.fromEntries(
  ['parcel', 'soup'].map((name) => [`${name}.ts`, `const ${name} = new Future();`]),
);
const BEGINS: Short = { type: 'begins', id: 1, how: 'runForever' };
const frame = (name: string, file: string, line: number) => ({ name, at: { file, line } });
/** A task's turn, in which it gives a future and waits for it. */
const parks = (id: number, on: number, chain = [frame('work', 'programs/a.ts', id)]): Short[] => [
  scheduled(id),
  run(id),
  { type: 'step', id: id + 100, how: 'next' },
  { type: 'yielded', id: id + 100, chain, future: on },
  { type: 'waits', id: on, name: 'Task', task: id },
  ran(id),
];
/** A turn at whose end it's done with nothing more. */
const gives = (id: number, value: string): Short[] => [
  scheduled(id),
  run(id),
  { type: 'step', id: id + 100, how: 'next' },
  { type: 'yielded', id: id + 100, chain: [frame('work', 'programs/a.ts', 4)], value },
];
const entered = (id: number, of: number, task: number): Short => ({
  type: 'entered',
  id,
  name: 'Lock',
  of,
  task,
});
const why = (id: number, ...events: Short[]): string => {
  const all = written(...events);
  return notYet(id, timelineOf(all).at(all.length), labelsOf(all, SOURCES)).text;
};
const [A, B] = [task(2, 'ann'), task(3, 'ben')];
const PARCEL = future(9, 'parcel');
const LOCKED = [frame('work', 'programs/a.ts', 5), frame('acquire', 'src/lock.ts', 7)];

test.each<[kind: string, id: number, events: Short[], text: string]>([
  ['a task that is in no queue', 2, [LOOP, ...A], 'ann hasn’t begun, and it’s in no queue.'],
  [
    'a task that runs',
    2,
    [LOOP, BEGINS, ...A, scheduled(2), run(2), { type: 'step', id: 102, how: 'next' }],
    'ann isn’t waiting: it’s running right now.',
  ],
  [
    'a task in whose turn the thread sleeps',
    2,
    [
      LOOP,
      BEGINS,
      ...A,
      scheduled(2),
      run(2),
      { type: 'step', id: 102, how: 'next' },
      { type: 'blocks' },
    ],
    'ann is in the middle of its turn, and its thread sleeps: nothing else on the main thread can run.',
  ],
  [
    'a task at the head of the queue of a loop that doesn’t run',
    2,
    [LOOP, ...A, scheduled(2)],
    'ann waits for nothing but its turn: it’s at the head of the ready queue. The loop isn’t running.',
  ],
  [
    'a task behind others',
    2,
    [LOOP, BEGINS, handle(4, 'greet'), ...A, ...B, scheduled(4), scheduled(3), scheduled(2)],
    'ann waits for nothing but its turn: it’s in the ready queue, behind greet and ben.',
  ],
  [
    'a task behind one that has its turn, on a loop that is to stop',
    2,
    [LOOP, BEGINS, ...A, ...B, scheduled(3), run(3), scheduled(2)],
    'ann waits for nothing but its turn: it’s at the head of the ready queue. Now it’s the turn of the task ben.',
  ],
  [
    'a task on a loop that stops after this turn',
    2,
    [LOOP, BEGINS, ...A, scheduled(2), { type: 'stop', id: 1 }],
    'ann waits for nothing but its turn: it’s at the head of the ready queue. The loop has been told to stop after this turn.',
  ],
  [
    'a task that has just yielded',
    2,
    [LOOP, BEGINS, ...A, ...gives(2, '5')],
    'ann has yielded 5, and its turn isn’t over.',
  ],
  [
    'a task that is lost',
    2,
    [LOOP, BEGINS, ...A, ...gives(2, '5'), ran(2)],
    'ann is suspended at line 4 of a.ts, where it yielded 5. It’s in no queue and on no list, so nothing that has happened so far will resume it.',
  ],
  [
    'a future that only the host could settle',
    2,
    [LOOP, BEGINS, ...A, PARCEL, ...parks(2, 9)],
    'ann waits at line 2 for the future parcel. The future parcel is pending, and nothing that’s seen here will settle it: the queue is empty, no timer waits, and no thread is at work. What’s left is the host, if it was asked for something.',
  ],
  [
    'a future that the program’s own code has to settle',
    2,
    [LOOP, ...A, PARCEL, ...parks(2, 9)],
    'ann waits at line 2 for the future parcel. The future parcel is pending until the program’s own code gives it a result or cancels it: nothing else is under way.',
  ],
  [
    'a future, with all that may settle it',
    9,
    [
      LOOP,
      BEGINS,
      PARCEL,
      ...B,
      scheduled(3),
      run(3),
      { type: 'timed', id: 20, loop: 1, due: 50 },
      { type: 'job', worker: 1, name: 'work' },
      { type: 'dials', id: 21 },
    ],
    'The future parcel is pending until some code gives it a result or cancels it. At this moment it’s the turn of the task ben, a timer waits, thread 1 is at work and a connection is open.',
  ],
  [
    'a timer that is due, and not in the queue yet',
    9,
    [
      LOOP,
      BEGINS,
      PARCEL,
      handle(20, 'wake'),
      { type: 'timed', id: 20, loop: 1, due: 50 },
      { type: 'due', id: 20 },
    ],
    'The future parcel is pending until some code gives it a result or cancels it. At this moment the call wake is under way.',
  ],
  [
    'a task that waits for one that is ready',
    2,
    [LOOP, BEGINS, ...A, ...B, ...parks(2, 3), scheduled(3)],
    'ann waits at line 2 for the task ben. ben waits for nothing but its turn: it’s at the head of the ready queue.',
  ],
  [
    'a task that waits for itself',
    2,
    [LOOP, BEGINS, ...A, ...parks(2, 2)],
    'ann waits at line 2 for the task ann. So ann waits for itself, which has no end.',
  ],
  [
    'two tasks that wait for each other',
    2,
    [LOOP, BEGINS, ...A, ...B, ...parks(2, 3), ...parks(3, 2)],
    'ann waits at line 2 for the task ben. ben waits at line 3 for the task ann. So ann and ben wait for each other in a circle: it’s a deadlock.',
  ],
  [
    'all that a gathering waits for',
    2,
    [
      LOOP,
      BEGINS,
      ...A,
      PARCEL,
      future(10, 'soup'),
      { type: 'gathers', id: 11, name: 'gather', task: 2 },
      { type: 'waits', id: 9, name: 'x', into: 11 },
      { type: 'waits', id: 10, name: 'x', into: 11 },
      { type: 'settled', id: 10, state: 'finished' },
      ...parks(2, 11),
    ],
    'ann waits at line 2 for the gather. gather waits for parcel; the other one of 2 is done. The future parcel is pending, and nothing that’s seen here will settle it: the queue is empty, no timer waits, and no thread is at work. What’s left is the host, if it was asked for something.',
  ],
  [
    'a gathering that has yet to be told',
    11,
    [
      LOOP,
      PARCEL,
      { type: 'gathers', id: 11, name: 'shield' },
      { type: 'waits', id: 9, name: 'x', into: 11 },
      { type: 'made', id: 11, kind: 'future', name: 'Future' },
      { type: 'settled', id: 9, state: 'finished' },
    ],
    'All that shield waits for is done, and it has to be told in a coming turn.',
  ],
  [
    'its own timer, on a clock of the program’s own',
    2,
    [
      LOOP,
      BEGINS,
      ...A,
      PARCEL,
      scheduled(2),
      run(2),
      { type: 'step', id: 102, how: 'next' },
      { type: 'timed', id: 20, loop: 1, due: 50 },
      {
        type: 'yielded',
        id: 102,
        chain: [frame('ann', 'programs/a.ts', 2), frame('sleep', 'src/sleep.ts', 9)],
        future: 9,
      },
      { type: 'waits', id: 9, name: 'Task', task: 2 },
      ran(2),
      { type: 'passes', id: 1, now: 20 },
    ],
    'ann waits at line 2, in sleep(), for the future parcel. A timer that it has set is due at 50 ms, and it’s 20 ms now.',
  ],
  [
    'its time limit, which isn’t what it waits for',
    2,
    [
      LOOP,
      BEGINS,
      ...A,
      PARCEL,
      scheduled(2),
      run(2),
      { type: 'timed', id: 20, loop: 1, delay: 30 },
      { type: 'entered', id: 21, name: 'timeout', task: 2, timer: 20 },
      ...parks(2, 9).slice(2),
    ],
    'ann waits at line 2 for the future parcel. The future parcel is pending until some code gives it a result or cancels it. At this moment a timer waits. The time limit of timeout is due 30 ms after it was set.',
  ],
  [
    'a lock that another task is in',
    2,
    [LOOP, BEGINS, ...A, ...B, PARCEL, entered(30, 31, 3), ...parks(2, 9, LOCKED), scheduled(3)],
    'ann waits at line 5, in acquire(), for the future parcel. The only thing that another task has entered and not left is Lock: ben is in it. ben waits for nothing but its turn: it’s at the head of the ready queue.',
  ],
  [
    'two locks, in two orders',
    2,
    [
      LOOP,
      BEGINS,
      ...A,
      ...B,
      PARCEL,
      future(10, 'soup'),
      entered(30, 31, 3),
      entered(32, 33, 2),
      ...parks(2, 9, LOCKED),
      ...parks(3, 10, LOCKED),
    ],
    'ann waits at line 5, in acquire(), for the future parcel. The only thing that another task has entered and not left is Lock 1: ben is in it. ben waits at line 5, in acquire(), for the future soup. The only thing that another task has entered and not left is Lock 2: ann is in it. So ann and ben wait for each other in a circle: it’s a deadlock.',
  ],
  [
    'a semaphore that several are in',
    2,
    [
      LOOP,
      BEGINS,
      ...A,
      ...B,
      ...task(4, 'cleo'),
      PARCEL,
      entered(30, 31, 3),
      entered(32, 31, 4),
      ...parks(2, 9, LOCKED),
    ],
    'ann waits at line 5, in acquire(), for the future parcel. Of what other tasks may have to leave first: ben is in Lock and cleo is in Lock.',
  ],
  [
    'a lock that no task is in any more',
    2,
    [
      LOOP,
      ...A,
      PARCEL,
      ...parks(2, 9, [frame('work', 'src/a.ts', 5), frame('enter', 'src/a.ts', 7)]),
    ],
    'ann waits in enter() for the future parcel. No other task has entered anything that it hasn’t left. The future parcel is pending until the program’s own code gives it a result or cancels it: nothing else is under way.',
  ],
  [
    'the end of a group',
    2,
    [
      LOOP,
      BEGINS,
      ...A,
      ...B,
      PARCEL,
      { type: 'entered', id: 30, name: 'TaskGroup', task: 2 },
      { type: 'joins', id: 3, scope: 30 },
      { type: 'leaves', id: 30 },
      ...parks(2, 9),
      scheduled(3),
    ],
    'ann is at the end of TaskGroup, which waits for ben. ben waits for nothing but its turn: it’s at the head of the ready queue.',
  ],
  [
    'a connection that isn’t open',
    2,
    [LOOP, BEGINS, ...A, PARCEL, { type: 'dials', id: 40, task: 2 }, ...parks(2, 9)],
    'ann waits at line 2 for the future parcel. The connection, which it has asked for, isn’t open yet.',
  ],
  [
    'drain()',
    2,
    [
      LOOP,
      BEGINS,
      ...A,
      PARCEL,
      { type: 'dials', id: 40, task: 2 },
      { type: 'accepts', id: 41, other: 40 },
      { type: 'opened', id: 40 },
      { type: 'wrote', id: 40, bytes: 2_000 },
      { type: 'drains', id: 40, task: 2 },
      ...parks(2, 9),
    ],
    'ann waits at line 2 for the future parcel. drain() at the caller’s end of the connection is over once the other side has taken enough: 2,000 bytes are under way.',
  ],
  [
    'a future that is done, before the task is in the queue',
    2,
    [LOOP, BEGINS, ...A, PARCEL, ...parks(2, 9), { type: 'settled', id: 9, state: 'finished' }],
    'ann waited for the future parcel, which is done, and it isn’t in the queue.',
  ],
  [
    'a task that was asked to end',
    2,
    [LOOP, BEGINS, ...A, ...B, scheduled(3), run(3), scheduled(2), { type: 'cancel', id: 2 }],
    'ann waits for nothing but its turn: it’s at the head of the ready queue. Now it’s the turn of the task ben. ann has been asked to end by ben, and hears of that in a coming turn.',
  ],
  [
    'a generator that nothing has begun',
    5,
    [{ type: 'made', id: 5, kind: 'generator', name: 'words' }],
    'words hasn’t begun: nothing has called its next().',
  ],
  [
    'a generator that is driven by hand',
    5,
    [
      { type: 'made', id: 5, kind: 'generator', name: 'words' },
      { type: 'step', id: 5, how: 'next' },
      { type: 'yielded', id: 5, chain: [frame('words', 'programs/a.ts', 3)], value: '1' },
    ],
    'words is suspended at line 3 of a.ts, until the code that has it calls next() again.',
  ],
  [
    'a task’s generator, which is the task',
    102,
    [LOOP, ...A, scheduled(2)],
    'ann waits for nothing but its turn: it’s at the head of the ready queue. The loop isn’t running.',
  ],
  ['what was never made', 77, [LOOP], 'Nothing is known of #77 at this moment.'],
  [
    'what is done',
    9,
    [LOOP, PARCEL, { type: 'settled', id: 9, state: 'finished', value: '5' }],
    'The future parcel is done.',
  ],
  [
    'what has failed',
    9,
    [LOOP, PARCEL, { type: 'settled', id: 9, state: 'failed', value: 'Error: no' }],
    'The future parcel has failed: Error: no.',
  ],
  [
    'what is cancelled',
    9,
    [LOOP, PARCEL, { type: 'settled', id: 9, state: 'cancelled' }],
    'The future parcel is cancelled.',
  ],
])('%s', (_kind, id, events, text) => {
  expect(why(id, ...events)).toBe(text);
});

test('a long way is followed so far only', () => {
  const tasks = Array.from({ length: 20 }, (_, n) => task(200 + n, `t${n}`)).flat();
  const waits = Array.from({ length: 19 }, (_, n) => parks(200 + n, 201 + n)).flat();
  const text = why(200, LOOP, BEGINS, ...tasks, ...waits);
  expect(text).toMatch(/^t0 waits .* And so on\.$/);
  expect(text.match(/waits/g)).toHaveLength(6);
});

test('the answer comes from what has happened so far, and a way leads to where it ends', () => {
  const events = recorded('part-3-task-loop/parked-task');
  const labels = labelsOf(events);
  const timeline = timelineOf(events);
  const id = [...timeline.at(events.length).tasks.keys()][0]!;
  for (let position = 0; position < events.length; position++) {
    const known = events.slice(0, position);
    const now = notYet(id, timeline.at(position), labels);
    expect(now).toEqual(notYet(id, timelineOf(known).at(position), labels));
    if (timeline.at(position).tasks.has(id) && !now.isDone) {
      const later = endsLater(id, events, position)!;
      expect(events[later]).toMatchObject({ type: 'settled', id });
      expect(later).toBeGreaterThanOrEqual(position);
    }
  }
  expect(endsLater(id, events, events.length)).toBeUndefined();
});
