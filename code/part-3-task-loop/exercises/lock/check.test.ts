import { expect, test } from 'vitest';
import { TaskLoop, type Coroutine, type Task } from '../../src/index.ts';
import { Lock } from './exercise.ts';

function shop() {
  const loop = new TaskLoop();
  const lock = new Lock(loop);
  const seen: string[] = [];
  const turns = (most = 40): void => {
    for (let left = most; left > 0 && loop.totalTasks() > 0; left--) loop.runOnce();
  };
  /** Takes the key, keeps it for so many turns, and gives it back. */
  function* use(name: string, hold = 1): Coroutine<void> {
    yield* lock.acquire();
    try {
      seen.push(`${name} in`);
      for (let turn = 0; turn < hold; turn++) yield;
    } finally {
      seen.push(`${name} out`);
      lock.release();
    }
  }
  const begin = (name: string, hold?: number): Task<void> =>
    loop.addTask(use(name, hold));
  return { loop, lock, seen, turns, use, begin };
}

test('one at a time, and in the order of their asking', () => {
  const { seen, turns, begin } = shop();
  for (const name of ['a', 'b', 'c']) begin(name, 2);
  turns();
  expect(seen).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
});

test('a key that is free is taken at once', () => {
  const { loop, seen, begin } = shop();
  begin('a');
  loop.runOnce();
  expect(seen).toEqual(['a in']);
});

test('a task that waits costs no turn', () => {
  const { loop, lock, turns, begin } = shop();
  loop.addTask(lock.acquire());
  for (const name of ['b', 'c']) begin(name);
  turns();
  expect(loop.totalTasks()).toBe(0);
});

test('a newcomer does not get in before those who wait', () => {
  const { loop, lock, seen, turns, begin } = shop();
  function* twice(): Coroutine<void> {
    yield* lock.acquire();
    yield;
    yield;
    lock.release();
    yield* lock.acquire();
    seen.push('twice in');
    lock.release();
  }
  loop.addTask(twice());
  begin('b');
  begin('c');
  turns();
  expect(seen).toEqual(['b in', 'b out', 'c in', 'c out', 'twice in']);
});

test('a task that has left the line is not given the key', () => {
  const { loop, lock, seen, turns, begin } = shop();
  loop.addTask(lock.acquire());
  const [b] = [begin('b'), begin('c')];
  turns();
  b.cancel();
  turns();
  expect([b.cancelled(), seen]).toEqual([true, []]);
  lock.release();
  turns();
  expect(seen).toEqual(['c in', 'c out']);
});

test('also if it leaves in the turn of the release, before it', () => {
  const { loop, lock, seen, turns, begin } = shop();
  loop.addTask(lock.acquire());
  const [b] = [begin('b'), begin('c')];
  turns();
  b.cancel();
  lock.release();
  turns();
  expect([b.cancelled(), seen]).toEqual([true, ['c in', 'c out']]);
});

test('or after it', () => {
  const { loop, lock, seen, turns, begin } = shop();
  loop.addTask(lock.acquire());
  const [b] = [begin('b'), begin('c')];
  turns();
  lock.release();
  b.cancel();
  turns();
  expect([b.cancelled(), seen]).toEqual([true, ['c in', 'c out']]);
});

test('and then the key is free for the next task', () => {
  const { loop, lock, seen, turns, begin } = shop();
  loop.addTask(lock.acquire());
  const b = begin('b');
  turns();
  lock.release();
  b.cancel();
  turns();
  begin('d');
  turns();
  expect(seen).toEqual(['d in', 'd out']);
});

test('an error inside gives it back, too', () => {
  const { loop, lock, seen, turns, begin } = shop();
  function* fails(): Coroutine<void> {
    yield* lock.acquire();
    try {
      yield;
      throw new Error('fire');
    } finally {
      lock.release();
    }
  }
  const task = loop.addTask(fails());
  begin('b');
  turns();
  expect(seen).toEqual(['b in', 'b out']);
  expect(() => task.result()).toThrow('fire');
});

test('a key that no task has can’t be given back', () => {
  const { loop, lock, seen, turns, begin } = shop();
  expect(() => lock.release()).toThrow(Error);
  loop.addTask(lock.acquire());
  turns();
  lock.release();
  expect(() => lock.release()).toThrow(Error);
  begin('b');
  turns();
  expect(seen).toEqual(['b in', 'b out']);
});

test('two locks are two keys', () => {
  const { loop, seen, turns, begin } = shop();
  const other = new Lock(loop);
  loop.addTask(other.acquire());
  begin('a');
  turns();
  expect(seen).toEqual(['a in', 'a out']);
});
