import { expect, test } from 'vitest';
import { sleep, TaskLoop, VirtualClock, type Coroutine } from '../../src/index.ts';
import { lockUp } from './exercise.ts';

/** A shop in which tasks work until they're cancelled, and then clean up. */
function shop() {
  const loop = new TaskLoop({ clock: new VirtualClock() });
  const told: unknown[] = [];
  loop.setExceptionHandler(
    (_, { exception, message }) => void told.push(exception ?? message),
  );
  const log: string[] = [];
  function* work(name: string, cleanUp: () => Coroutine<void>): Coroutine<void> {
    try {
      yield* sleep(1_000_000);
    } finally {
      log.push(`${name} at ${loop.time()}`);
      yield* cleanUp();
      log.push(`${name} done at ${loop.time()}`);
    }
  }
  const employ = (name: string, cleanUp: () => Coroutine<void>) =>
    loop.addTask(work(name, cleanUp));
  /** All have begun when it's time to lock up. */
  const close = (): void => {
    loop.runUntilComplete(sleep(10));
    lockUp(loop);
    loop.close();
  };
  return { loop, told, log, employ, close };
}

function* takes(ms: number): Coroutine<void> {
  yield* sleep(ms);
}

test('where no task is left there is nothing to do', () => {
  const { loop, told, close } = shop();
  close();
  expect([loop.time(), told]).toEqual([10, []]);
});

test('a task that is left cleans up, and that is no error', () => {
  const { log, told, employ, close } = shop();
  const task = employ('till', () => takes(5));
  close();
  expect(log).toEqual(['till at 10', 'till done at 15']);
  expect([task.cancelled(), told]).toEqual([true, []]);
});

test('all clean up side by side, however long each takes', () => {
  const { loop, log, told, employ, close } = shop();
  employ('slow', () => takes(30));
  employ('quick', () => takes(5));
  employ('medium', () => takes(20));
  close();
  expect(log.slice(0, 3).sort()).toEqual(['medium at 10', 'quick at 10', 'slow at 10']);
  expect(log.slice(3)).toEqual([
    'quick done at 15',
    'medium done at 30',
    'slow done at 40',
  ]);
  expect([loop.time(), told]).toEqual([40, []]);
});

const bent = new Error('the key is bent');
function* fails(): Coroutine<void> {
  throw bent;
}

test('an error in a clean-up is told once, and the others end as well', () => {
  const { log, told, employ, close } = shop();
  employ('first', () => takes(20));
  employ('clumsy', fails);
  employ('last', () => takes(30));
  expect(close).not.toThrow();
  expect(log.slice(-2)).toEqual(['first done at 30', 'last done at 40']);
  expect(told).toEqual([bent]);
});

test('each error in a clean-up is told', () => {
  const { told, employ, close } = shop();
  for (const name of ['a', 'b', 'c']) employ(name, fails);
  expect(close).not.toThrow();
  expect(told).toEqual([bent, bent, bent]);
});

test('a task that refuses is waited for, and may return what it likes', () => {
  const { loop, told, close } = shop();
  function* stubborn(): Coroutine<string> {
    try {
      yield* sleep(1_000_000);
    } catch {
      yield* sleep(50);
    }
    return 'my way';
  }
  const task = loop.addTask(stubborn());
  close();
  expect([task.result(), loop.time(), told]).toEqual(['my way', 60, []]);
});
