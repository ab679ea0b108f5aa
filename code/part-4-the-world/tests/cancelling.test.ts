// Requests to cancel: several, taken back, late.
import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  TaskGroup,
  within,
  type Coroutine,
} from '../src/index.ts';
import {
  boom,
  outcomeOf,
  returns,
  runAll,
  throws,
  waiter,
  watchedLoop,
} from './watched-loop.ts';

test('two requests in one turn: the task hears the first, and both are counted', () => {
  const { loop } = watchedLoop();
  const heard: unknown[] = [];
  const task = loop.addTask(
    (function* () {
      try {
        yield* loop.createFuture();
      } catch (error) {
        heard.push((error as Error).message, loop.currentTask()!.cancelling());
      }
      try {
        yield;
      } catch (error) {
        heard.push((error as Error).message);
      }
      return 'went on';
    })() as Coroutine<string>,
  );
  runAll(loop);
  expect([task.cancel('timeout'), task.cancel('user')]).toEqual([true, true]);
  runAll(loop);
  expect([...heard, task.result()]).toEqual(['timeout', 2, 'went on']);
  expect([task.uncancel(), task.uncancel(), task.uncancel()]).toEqual([1, 0, 0]);
});

test('a request that is taken back before the task heard it is not thrown', () => {
  const { loop } = watchedLoop();
  const task = loop.addTask(returns('not cancelled'));
  task.cancel();
  expect(task.uncancel()).toBe(0);
  expect(loop.runUntilComplete(task)).toBe('not cancelled');
});

test('of two requests one is taken back: the task hears that it is cancelled all the same', () => {
  const { loop } = watchedLoop();
  const task = loop.addTask(returns('not heard'));
  task.cancel('first');
  task.cancel('second');
  expect(task.uncancel()).toBe(1);
  runAll(loop);
  expect(() => task.result()).toThrow('second'); // the newest, as in asyncio
});

test('an error that is a cancellation of its own stays the very object that was thrown', () => {
  class UserLeft extends FutureCancelledError {}
  const { loop } = watchedLoop();
  const thrown = new UserLeft('left', { cause: boom });
  const task = loop.addTask(throws(thrown));
  const heard: unknown[] = [];
  const waits = loop.addTask(
    (function* () {
      try {
        yield* task;
      } catch (error) {
        heard.push(error);
        throw error;
      }
    })(),
  );
  runAll(loop);
  expect([task.cancelled(), waits.cancelled()]).toEqual([true, true]);
  expect(heard[0]).toBe(thrown);
  for (const one of [task, waits]) {
    try {
      one.result();
    } catch (error) {
      heard.push(error);
    }
  }
  expect(heard.map((error) => error === thrown)).toEqual([true, true, true]);
});

test('a cancellation that is on its way is not replaced by one that comes late', () => {
  const { loop } = watchedLoop();
  const future = loop.createFuture();
  const task = loop.addTask(
    (function* () {
      yield* future;
    })(),
  );
  runAll(loop);
  future.setException(new FutureCancelledError('given'));
  task.cancel('late');
  runAll(loop);
  expect(() => task.result()).toThrow('given');
});

test('an error that is on its way is replaced by a cancellation, as in asyncio', () => {
  const { loop, told } = watchedLoop();
  const future = loop.createFuture();
  const task = loop.addTask(
    (function* () {
      yield* future;
    })(),
  );
  runAll(loop);
  future.setException(boom);
  task.cancel('late');
  runAll(loop);
  expect(() => task.result()).toThrow('late');
  loop.close();
  expect(told).toEqual([]);
});

test('a group that fails in a clean-up leaves the request alone that was there before it', () => {
  const { loop } = watchedLoop();
  const seen: unknown[] = [];
  function* cleanUp(): Coroutine<void> {
    yield* outcomeOf(
      within(new TaskGroup(), function* (group) {
        group.addTask(throws(boom));
        yield* loop.createFuture();
      }),
    );
    yield; // here it would be told again
    seen.push('cleaned up', task.cancelling());
  }
  const task = loop.addTask(
    (function* () {
      try {
        yield* loop.createFuture();
      } finally {
        yield* cleanUp();
      }
    })() as Coroutine<void>,
  );
  runAll(loop);
  task.cancel();
  runAll(loop);
  expect([...seen, task.cancelled()]).toEqual(['cleaned up', 1, true]);
});

test('a request that is made while a group fails is told after it', () => {
  const { loop } = watchedLoop();
  const seen: unknown[] = [];
  function* main(): Coroutine<void> {
    const group = within(new TaskGroup(), function* (group) {
      group.addTask(throws(boom));
      yield* loop.createFuture();
    });
    seen.push(yield* outcomeOf(group));
    seen.push(task.cancelling(), yield* outcomeOf(waiter(loop.createFuture())));
  }
  const task = loop.addTask(main());
  loop.runOnce();
  loop.runOnce();
  task.cancel();
  runAll(loop);
  expect(seen).toEqual(['threw AggregateError', 1, 'threw FutureCancelledError']);
});
