import { expect, test } from 'vitest';
import { bell, poll, ring, sources, waitUntil } from '../src/threads/bell.ts';
import { DeadlockError, TaskLoop, ThreadedExecutor } from '../src/index.ts';

test('waitUntil comes back at once if there is nothing to wait for', () => {
  expect(waitUntil(() => true, 0)).toBe(true);
  expect(waitUntil(() => true)).toBe(true);
});

test('waitUntil gives up when the time is over, and not before', () => {
  const begin = performance.now();
  expect(waitUntil(() => false, 80)).toBe(false);
  expect(performance.now() - begin).toBeGreaterThanOrEqual(79);
});

test('waitUntil looks at least once, however short the time', () => {
  let looked = 0;
  expect([0, -1].map((ms) => waitUntil(() => ++looked > 5, ms))).toEqual([
    false,
    false,
  ]);
  expect(looked).toBe(2);
});

test('waitUntil asks the sources before it looks', () => {
  let polled = 0;
  const source = { poll: () => void polled++ };
  sources.add(source);
  try {
    expect(waitUntil(() => polled > 0, 1000)).toBe(true);
    poll();
    expect(polled).toBe(2);
  } finally {
    sources.delete(source);
  }
});

test('a bell that rings while the sources are asked is heard', () => {
  let polled = 0;
  const source = { poll: () => void (++polled < 3 && ring(bell)) };
  sources.add(source);
  try {
    expect(waitUntil(() => polled === 3, 10_000)).toBe(true);
  } finally {
    sources.delete(source);
  }
});

const [one, other] = [{}, {}];
test.each([
  ['nobody in particular', undefined, undefined, true],
  ['nobody in particular', undefined, one, true],
  ['this loop', one, one, true],
  ['another loop', other, one, false],
  ['a loop', one, undefined, false],
])('what works for %s can wake who waits, or not (%#)', (_, loop, waiting, can) => {
  let polled = 0;
  const source = { loop, poll: () => void (++polled < 3 && ring(bell)) };
  sources.add(source);
  try {
    const wait = (): boolean => waitUntil(() => polled === 3, Infinity, waiting);
    if (can) expect(wait()).toBe(true);
    else
      expect(wait).toThrow('nothing can wake this thread: no other one works for it');
  } finally {
    sources.delete(source);
  }
});

test('where there is nothing to ask nobody can wake this thread', () => {
  expect(() => waitUntil(() => false)).toThrow(DeadlockError);
});

test('ring wakes a thread that sleeps on the bell', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  const theirs = new Int32Array(new SharedArrayBuffer(8));
  const sleeper = executor.submit((bell: Int32Array) => {
    Atomics.store(bell, 1, 1); // about to sleep
    return Atomics.wait(bell, 0, 0, 10_000);
  }, theirs);
  waitUntil(() => Atomics.load(theirs, 1) === 1, 10);
  while (Atomics.load(theirs, 1) === 0);
  waitUntil(() => false, 50); // now it sleeps
  ring(theirs);
  expect([loop.runUntilComplete(sleeper), theirs[0]]).toEqual(['ok', 1]);
});
