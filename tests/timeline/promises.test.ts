// Promises that wait for futures, or settle them: states and sentences.
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { drawState } from '../../src/timeline/draw.tsx';
import { timelineOf } from '../../src/timeline/fold.ts';
import { labelsOf } from '../../src/timeline/labels.ts';
import { lintsOf } from '../../src/timeline/lints.ts';
import { sentencesOf } from '../../src/timeline/sentences.ts';
import { recorded, written } from './trace.ts';

const FUTURE = { type: 'made' as const, id: 4, kind: 'future', name: 'Future' };
const awaited = { type: 'awaited' as const, id: 4 };
const settled = { type: 'settled' as const, id: 4, state: 'failed', value: 'Error: no' };

test('a promise is one of those that wait for a future, until that is settled', () => {
  const events = written(FUTURE, awaited, settled, awaited);
  const waitersAt = (position: number) =>
    timelineOf(events)
      .at(position)
      .futures.get(4)!
      .waiters.map(({ name }) => name);
  expect([1, 2, 3, 4].map(waitersAt)).toEqual([[], ['a promise'], [], []]);
  const labels = labelsOf(events);
  const drawn = drawState(timelineOf(events).at(2), { events, labels, sources: {} });
  expect(renderToString(drawn).replace(/<[^>]*>/g, '')).toMatch(/pendinga promise waits$/);
});

test('promises are told of', () => {
  const events = written(
    FUTURE,
    awaited,
    { type: 'hosted', id: 4 },
    settled,
    { type: 'told', id: 4 },
    awaited,
  );
  expect(sentencesOf(events, labelsOf(events)).slice(1)).toEqual([
    'then() of the future is called, as await does: a promise waits for it.',
    'The host calls back, because a promise is settled or something happened: that settles the future.',
    'The future has failed with Error: no; one waits for it.',
    'The promise that waited for the future is told. What awaits it resumes in a microtask, once the loop gives the thread back.',
    'then() of the future is called, as await does; it’s already done.',
  ]);
});

test('an error that a promise waits for is not unseen', () => {
  const lints = (...events: Parameters<typeof written>) => {
    const trace = written(...events);
    return lintsOf(trace, timelineOf(trace), new Map()).map(({ kind }) => kind);
  };
  expect(lints(FUTURE, settled)).toEqual(['unseen error']);
  expect(lints(FUTURE, awaited, settled)).toEqual([]);
  expect(lints(FUTURE, settled, awaited)).toEqual([]);
});

test('a program of the book: a task waits for a promise, and a promise for the task', () => {
  const events = recorded('part-4-the-world/both-ways');
  const types = events.map(({ type }) => type).filter((type) => /awaited|hosted|told/.test(type));
  expect(types).toEqual(['awaited', 'hosted', 'told']);
});
