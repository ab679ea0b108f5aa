import { expect, test } from 'vitest';
import { TaskLoop, type Future } from '../../src/index.ts';
import { bridge } from './exercise.ts';

/** Calls what waits, but no more than 50 callbacks. */
function runAll(loop: TaskLoop): void {
  for (let calls = 0; loop.totalTasks() > 0 && calls < 50; calls++) loop.runOnce();
}

/** Two loops, a future of theirs, and what our loop and theirs told their handlers. */
function shores() {
  const [ours, theirs] = [new TaskLoop(), new TaskLoop()];
  const told: unknown[] = [];
  for (const loop of [ours, theirs])
    loop.setExceptionHandler((_, { exception }) => void told.push(exception));
  return { ours, theirs, told, future: theirs.createFuture<unknown>() };
}

/** How it ended: 'pending', 'cancelled', or what came out. */
function endOf(future: Future<unknown>): unknown {
  if (!future.done()) return 'pending';
  if (future.cancelled()) return 'cancelled';
  try {
    return { value: future.result() };
  } catch (error) {
    return { error };
  }
}

const [error, random] = [new RangeError('burnt'), Math.random()];
const ENDS: [
  name: string,
  end: (future: Future<unknown>) => unknown,
  expected: unknown,
][] = [
  ['a result', (future) => future.setResult(random), { value: random }],
  ['undefined', (future) => future.setResult(undefined), { value: undefined }],
  ['an error as a result', (future) => future.setResult(error), { value: error }],
  ['an error', (future) => future.setException(error), { error }],
  [
    'undefined, thrown',
    (future) => future.setException(undefined),
    { error: undefined },
  ],
  ['a cancellation', (future) => future.cancel(), 'cancelled'],
];

test.each(ENDS)('%s comes over the bridge', (_, end, expected) => {
  const { ours, theirs, told, future } = shores();
  const here = bridge(future, ours);
  expect(here.loop === ours).toBe(true);
  runAll(theirs);
  runAll(ours);
  expect(endOf(here)).toBe('pending');
  end(future);
  runAll(theirs);
  runAll(ours);
  expect(endOf(here)).toEqual(expected);
  expect(endOf(future)).toEqual(expected);
  expect(told).toEqual([]);
});

test.each(ENDS)('%s that’s there already comes over as well', (_, end, expected) => {
  const { ours, theirs, future } = shores();
  end(future);
  const here = bridge(future, ours);
  runAll(theirs);
  runAll(ours);
  expect(endOf(here)).toEqual(expected);
  void endOf(future);
});

test('our loop calls back, and theirs doesn’t', () => {
  const { ours, theirs, future } = shores();
  const seen: unknown[] = [];
  bridge(future, ours).addDoneCallback((here) => seen.push(here.result()));
  future.setResult(random);
  runAll(theirs);
  expect(seen).toEqual([]);
  runAll(ours);
  expect(seen).toEqual([random]);
});

test('while it waits, both queues stay empty', () => {
  const { ours, theirs, future } = shores();
  bridge(future, ours);
  runAll(ours);
  runAll(theirs);
  expect([ours.totalTasks(), theirs.totalTasks()]).toEqual([0, 0]);
});

test.each(ENDS)(
  'cancelled here, and then %s there: no harm is done',
  (_, end, expected) => {
    const { ours, theirs, told, future } = shores();
    const here = bridge(future, ours);
    here.cancel();
    runAll(theirs);
    runAll(ours);
    expect(future.done()).toBe(false);
    end(future);
    runAll(theirs);
    runAll(ours);
    expect([endOf(here), endOf(future)]).toEqual(['cancelled', expected]);
    expect(told).toEqual([]);
  },
);
