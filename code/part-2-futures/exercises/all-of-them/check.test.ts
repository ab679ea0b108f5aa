import { expect, test } from 'vitest';
import { Future, FutureCancelledError, Task, type Coroutine } from '../../src/index.ts';
import { runTogether } from './exercise.ts';

/** Work that waits for a future of its own, and notes its end. */
function worker(name: string, seen: string[] = [], cleanUp?: Future<void>) {
  const future = new Future<string>();
  function* work(): Coroutine<string> {
    seen.push(`${name} begins`);
    try {
      return yield* future;
    } finally {
      if (cleanUp) yield* cleanUp;
      seen.push(`${name} ends`);
    }
  }
  return { future, work };
}

test('all begin at once, and the results are in order', () => {
  const seen: string[] = [];
  const [a, b] = [worker('a', seen), worker('b', seen)];
  const all = new Task(runTogether(a.work, b.work));
  expect(seen).toEqual(['a begins', 'b begins']);
  b.future.setResult('two');
  expect(all.done()).toBe(false);
  a.future.setResult('one');
  expect(all.result(0)).toEqual(['one', 'two']);
});

test('none at all', () => {
  expect(new Task(runTogether()).result(0)).toEqual([]);
});

test('a failure cancels the others at once, whichever it is', () => {
  for (const place of [0, 1, 2]) {
    const seen: string[] = [];
    const workers = ['a', 'b', 'c'].map((name) => worker(name, seen));
    const all = new Task(runTogether(...workers.map(({ work }) => work)));
    const error = new Error(`of ${place}`);
    workers[place]!.future.setException(error);
    expect(seen.filter((line) => line.endsWith('ends'))).toHaveLength(3);
    expect(all.exception(0)).toBe(error);
  }
});

test('one may fail before the others have begun, or be done at once', () => {
  const error = new Error('at once');
  function* fails(): Coroutine<string> {
    throw error;
  }
  function* knows(): Coroutine<string> {
    return 'known';
  }
  const other = worker('other');
  expect(new Task(runTogether(fails, other.work)).exception(0)).toBe(error);
  expect(new Task(runTogether(knows, knows)).result(0)).toEqual(['known', 'known']);
});

test('it waits for clean-up that takes a while', () => {
  const seen: string[] = [];
  const tidy = new Future<void>();
  const [a, b] = [worker('a', seen), worker('b', seen, tidy)];
  const all = new Task(runTogether(a.work, b.work));
  a.future.setException(new Error('burnt'));
  expect([all.done(), seen.at(-1)]).toEqual([false, 'a ends']);
  tidy.setResult();
  expect([all.done(), seen.at(-1)]).toEqual([true, 'b ends']);
  expect(() => all.result(0)).toThrow('burnt');
});

test('the first error is the one that comes out', () => {
  const [a, b] = [worker('a'), worker('b')];
  function* worse(): Coroutine<string> {
    try {
      return yield* b.future;
    } catch {
      throw new Error('and worse');
    }
  }
  const all = new Task(runTogether(a.work, worse));
  a.future.setException(new Error('bad'));
  expect(() => all.result(0)).toThrow('bad');
});

test('if it is cancelled, all of them are', () => {
  const seen: string[] = [];
  const [a, b] = [worker('a', seen), worker('b', seen)];
  const all = new Task(runTogether(a.work, b.work));
  all.cancel();
  expect(seen.slice(2).sort()).toEqual(['a ends', 'b ends']);
  expect(() => all.result(0)).toThrow(FutureCancelledError);
});

test('an error may be undefined', () => {
  const [a, b] = [worker('a'), worker('b')];
  const all = new Task(runTogether(a.work, b.work));
  a.future.setException(undefined);
  expect([all.done(), b.future.cancelled()]).toEqual([true, true]);
  expect(all.exception(0)).toBeUndefined();
  expect(() => all.result(0)).toThrow();
});
