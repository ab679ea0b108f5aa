import { expect, test } from 'vitest';
import { TaskLoop, type Coroutine } from '../../src/index.ts';
import { Lock } from './exercise.ts';

/** Makes the calls that are ready, for a while. */
function runAll(loop: TaskLoop): void {
  for (let calls = 0; loop.totalTasks() > 0 && calls < 1000; calls++) loop.runOnce();
}

/** A loop whose errors are kept, a lock, and what its holders have written. */
function newStreet() {
  const loop = new TaskLoop();
  const errors: unknown[] = [];
  loop.setExceptionHandler((_, { exception }) => errors.push(exception));
  return { loop, lock: new Lock(loop), seen: [] as string[], errors };
}

test('one task at a time holds it', () => {
  const { loop, lock } = newStreet();
  let [inside, most, visits] = [0, 0, 0];
  function* paint(turns: number): Coroutine<void> {
    for (let visit = 0; visit < 3; visit++) {
      yield* lock.acquire();
      most = Math.max(most, ++inside);
      visits++;
      for (let turn = 0; turn < turns; turn++) yield;
      inside--;
      lock.release();
      yield;
    }
  }
  for (const turns of [0, 1, 2, 5]) loop.addTask(paint(turns));
  runAll(loop);
  expect([most, visits, inside]).toEqual([1, 12, 0]);
});

test('a free lock is taken at once, and again after it was released', () => {
  const { loop, lock } = newStreet();
  const task = loop.addTask(
    (function* () {
      for (let visit = 0; visit < 3; visit++) {
        yield* lock.acquire();
        lock.release();
      }
      return 'painted';
    })(),
  );
  runAll(loop);
  expect(task.done() && task.result()).toBe('painted');
});

test('a task that waits for it is parked: the queue is empty meanwhile', () => {
  const { loop, lock, seen } = newStreet();
  const fence = loop.createFuture<void>();
  loop.addTask(
    (function* () {
      yield* lock.acquire();
      yield* fence;
      lock.release();
    })(),
  );
  for (const name of ['a', 'b'])
    loop.addTask(
      (function* () {
        yield* lock.acquire();
        seen.push(name);
        lock.release();
      })(),
    );
  for (let calls = 0; calls < 20; calls++) loop.runOnce();
  expect([loop.totalTasks(), seen]).toEqual([0, []]);
  fence.setResult();
  runAll(loop);
  expect(seen).toEqual(['a', 'b']);
});

test('it is given in the order in which it was asked for', () => {
  const { loop, lock, seen } = newStreet();
  for (const name of 'abcdef')
    loop.addTask(
      (function* () {
        yield* lock.acquire();
        seen.push(name);
        yield;
        lock.release();
      })(),
    );
  runAll(loop);
  expect(seen.join('')).toBe('abcdef');
});

test('a task that releases it and asks again goes to the end of the line', () => {
  const { loop, lock, seen } = newStreet();
  for (const name of 'ab')
    loop.addTask(
      (function* () {
        for (let visit = 0; visit < 3; visit++) {
          yield* lock.acquire();
          seen.push(name);
          yield;
          lock.release();
        }
      })(),
    );
  runAll(loop);
  expect(seen.join('')).toBe('ababab');
});

test('a task that comes just after a release does not get in before one that waits', () => {
  const { loop, lock, seen } = newStreet();
  function* visit(name: string): Coroutine<void> {
    yield* lock.acquire();
    seen.push(name);
    yield;
    yield;
    lock.release();
  }
  loop.addTask(
    (function* () {
      yield* lock.acquire();
      seen.push('first');
      for (let turn = 0; turn < 3; turn++) yield;
      loop.addTask(visit('newcomer')); // its first step is before the turn of the one that waits
      lock.release();
    })(),
  );
  loop.addTask(visit('waits'));
  runAll(loop);
  expect(seen).toEqual(['first', 'waits', 'newcomer']);
});

test('releasing a lock that no task holds is refused', () => {
  const { loop, lock } = newStreet();
  expect(() => lock.release()).toThrow(Error);
  loop.addTask(
    (function* () {
      yield* lock.acquire();
      lock.release();
    })(),
  );
  runAll(loop);
  expect(() => lock.release()).toThrow(Error);
});

test('two locks have nothing to do with each other', () => {
  const { loop, lock, seen, errors } = newStreet();
  const other = new Lock(loop);
  for (const one of [lock, other])
    loop.addTask(
      (function* () {
        yield* one.acquire();
        seen.push('in');
        yield* loop.createFuture();
      })(),
    );
  runAll(loop);
  expect([seen, errors]).toEqual([['in', 'in'], []]);
});
