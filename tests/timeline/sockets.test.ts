// Connections: states of their ends, sentences, names, lanes.
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/timeline/catalogue/catalogue.ts';
import { drawState } from '../../src/timeline/draw.tsx';
import { fullestMoment, timelineOf } from '../../src/timeline/fold.ts';
import { labelsOf } from '../../src/timeline/labels.ts';
import { sentencesOf } from '../../src/timeline/sentences.ts';
import { whyOf } from '../../src/timeline/why.ts';
import { LOOP, recorded, run, task, written } from './trace.ts';

const bytes = (type: 'wrote' | 'came' | 'read', id: number, bytes: number, more = {}) => ({
  type,
  id,
  bytes,
  ...more,
});
/** A connection: 3 is the caller's end, 4 the server's. */
const OPEN: Parameters<typeof written> = [
  LOOP,
  ...task(2, 'visitor'),
  { type: 'dials', id: 3, task: 2 },
  { type: 'accepts', id: 4, other: 3 },
  { type: 'opened', id: 3 },
];
const stateOf = (events: TraceEvent[], position = events.length) => timelineOf(events).at(position);
/** What is said of connections. */
const said = (events: TraceEvent[]): string[] =>
  sentencesOf(events, labelsOf(events)).filter((text) => /server|connection/.test(text));
/** The lanes, a line for each part of them. */
const lanesOf = (events: TraceEvent[], position = events.length): string[] => {
  const labels = labelsOf(events);
  const markup = renderToString(
    drawState(stateOf(events, position), { events, labels, sources: {} }),
  );
  const [lanes = ''] = /<section class="sockets".*?<\/section>/.exec(markup) ?? [];
  return lanes
    .split(/(?=<ul|<li|<p|<div)/)
    .map((part) => part.replace(/<[^>]*>/g, '').trim())
    .filter((text) => text !== '');
};

test('bytes are under way until they come in at the other end, and wait there until they are read', () => {
  const events = written(
    ...OPEN,
    bytes('wrote', 3, 20),
    bytes('wrote', 3, 5),
    bytes('came', 4, 15),
    bytes('read', 4, 6),
    { type: 'shut', id: 4 },
  );
  const at = (position: number) => {
    const { sockets } = stateOf(events, position);
    return [sockets.get(3)!.underWay, sockets.get(4)!.waiting];
  };
  expect([6, 7, 8, 9, 10, 11].map(at)).toEqual([
    [0, 0],
    [20, 0],
    [25, 0],
    [10, 15],
    [10, 9],
    [0, 9], // what a closed end didn't take is lost
  ]);
});

test('connections are told of', () => {
  const events = written(
    ...OPEN,
    run(2),
    bytes('wrote', 3, 1_000_000, { calls: 3, cause: 6 }),
    bytes('came', 4, 2),
    bytes('came', 4, 1),
    { type: 'pauses', id: 4 },
    { type: 'drains', id: 3, task: 2 },
    bytes('read', 4, 2),
    bytes('read', 4, 1),
    { type: 'resumes', id: 4 },
    { type: 'drained', id: 3 },
    { type: 'halved', id: 3 },
    { type: 'heard', id: 4 },
    { type: 'closes', id: 4, how: 'abort' },
    { type: 'lost', id: 3, code: 'ECONNRESET' },
    { type: 'shut', id: 3 },
    { type: 'dials', id: 5 },
  );
  expect(said(events)).toEqual([
    'visitor connects to a server: connection 1 is being opened.',
    'A server accepts connection 1.',
    'The caller’s end of connection 1 is open.',
    'The task visitor writes 1,000,000 bytes at the caller’s end of connection 1 by 3 calls of write(), with 1,000,000 bytes under way.',
    'The server’s end of connection 1 gets 2 bytes, and has 2 bytes to be read.',
    'The server’s end of connection 1 gets 1 byte, and has 3 bytes to be read.',
    'Too much waits at the server’s end of connection 1, so it’s paused: it takes nothing more for now.',
    'visitor waits in drain() at the caller’s end of connection 1, until it hears that the other side has taken enough.',
    'The program reads 2 bytes at the server’s end of connection 1, and leaves 1 byte.',
    'The program reads 1 byte at the server’s end of connection 1, and leaves nothing.',
    'The server’s end of connection 1 takes bytes again.',
    'drain() at the caller’s end of connection 1 is over, with 999,997 bytes under way.',
    'The caller’s end of connection 1 will write nothing more: it’s half-closed.',
    'The server’s end of connection 1 hears that nothing more will come in.',
    'The server’s end of connection 1 is told to close, by abort().',
    'The caller’s end of connection 1 fails: ECONNRESET.',
    'The caller’s end of connection 1 is closed.',
    'The program connects to a server: connection 2 is being opened.',
  ]);
  // what has come in at an end that isn’t seen, isn’t known
  const alone = written({ type: 'accepts', id: 4 }, bytes('wrote', 4, 7));
  expect(said(alone)).toEqual([
    'A server accepts the connection.',
    'The program writes 7 bytes at the server’s end of the connection.',
  ]);
});

test('both ends of a connection have its name', () => {
  const labels = labelsOf(
    written(...OPEN, { type: 'dials', id: 5 }, { type: 'accepts', id: 6, other: 5 }),
  );
  expect([3, 4, 5, 6].map((id) => labels.get(id))).toEqual([
    'connection 1',
    'connection 1',
    'connection 2',
    'connection 2',
  ]);
});

test('a lane says of each end what it does, and of each direction what is under way', () => {
  const events = written(
    ...OPEN,
    ...task(7, 'desk'),
    bytes('wrote', 4, 500),
    bytes('came', 3, 300),
    { type: 'pauses', id: 3 },
    { type: 'drains', id: 4, task: 7 },
    { type: 'halved', id: 3 },
    { type: 'heard', id: 4 },
    { type: 'drained', id: 4 },
    { type: 'closes', id: 4, how: 'close' },
    { type: 'lost', id: 4, code: 'EPIPE' },
    { type: 'shut', id: 4 },
    { type: 'shut', id: 3 },
  );
  expect(lanesOf(events, 4)).toEqual([
    'Connections',
    'the connection',
    'caller asked for by visitor',
    'being opened',
    'not accepted yet',
  ]);
  expect(lanesOf(events, 14)).toEqual([
    'Connections',
    'the connection',
    'caller asked for by visitor',
    'open',
    'writes nothing more',
    '300 bytes to be read',
    'paused: takes nothing more',
    'On their way to the server: nothing',
    'On their way to the caller: 200 bytes',
    'server',
    'open',
    'nothing more comes in',
    'desk waits in drain()',
  ]);
  expect(lanesOf(events, 17).slice(-4)).toEqual([
    'server',
    'told to close',
    'failed: EPIPE',
    'nothing more comes in',
  ]);
  expect(lanesOf(events, 18).slice(-3)).toEqual(['server', 'closed', 'failed: EPIPE']);
  expect(lanesOf(written(LOOP))).toEqual([]);
});

test('of many connections those are drawn that are open', () => {
  const ends = Array.from({ length: 9 }, (_, n) => ({ type: 'dials' as const, id: n + 10 }));
  const events = written(
    ...ends,
    ...ends.slice(0, 5).map(({ id }) => ({ type: 'shut' as const, id })),
  );
  const lanes = lanesOf(events);
  expect(lanes.filter((line) => /^connection/.test(line))).toEqual(
    [6, 7, 8, 9, 5, 4].map((n) => `connection ${n}`),
  );
  expect(lanes.at(-1)).toBe('… 3 more');
  expect(lanesOf(events, 0)).toEqual(['Connections', 'There is none yet.']);
});

test('a program of the book: the visitor’s end is paused, and the desk waits for him', () => {
  const events = recorded('part-4-the-world/out-of-the-window-again');
  const moment = fullestMoment(events);
  expect(lanesOf(events, moment)).toEqual([
    'Connections',
    'the connection',
    'caller asked for by visitor',
    'open',
    '192,000 bytes to be read',
    'paused: takes nothing more',
    'On their way to the server: nothing',
    'On their way to the caller: 64,000 bytes',
    'server',
    'open',
    '#handle waits in drain()',
  ]);
  const sentences = sentencesOf(events, labelsOf(events));
  const came = events.find(({ type }) => type === 'came')!;
  expect(whyOf(events, came).map(({ n }) => sentences[n])[0]).toBe(
    'visitor writes 20 bytes at the caller’s end of the connection, with 20 bytes under way.',
  );
});
