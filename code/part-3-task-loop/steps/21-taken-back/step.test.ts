import { expect, test } from 'vitest';
import { TaskLoop, type Coroutine } from '../../src/index.ts';
import { addTask, resultOf, runAll } from '../kit.ts';

/** Waits, and says how often it is told to end. */
function* counts(loop: TaskLoop): Coroutine<number> {
  let told = 0;
  for (let i = 0; i < 3; i++)
    try {
      yield i === 0 ? loop.createFuture() : undefined;
    } catch {
      told++;
    }
  return told;
}

test('cancelling counts the requests, although the task is told once', () => {
  const loop = new TaskLoop();
  const task = loop.addTask(counts(loop));
  runAll(loop);
  const before = task.cancelling();
  task.cancel();
  task.cancel();
  expect([before, task.cancelling()]).toEqual([0, 2]);
  runAll(loop);
  expect([resultOf(task), task.cancelling()]).toEqual([1, 2]);
});

test('uncancel takes one request back, and says how many are left', () => {
  const loop = new TaskLoop();
  const task = loop.addTask(counts(loop));
  runAll(loop);
  for (let i = 0; i < 3; i++) task.cancel();
  expect([0, 1, 2, 3].map(() => task.uncancel())).toEqual([2, 1, 0, 0]);
  expect(task.cancelling()).toBe(0);
});

test('a request that is taken back before the task was told is not told', () => {
  const loop = new TaskLoop();
  const task = addTask(loop, function* (self): Coroutine<string> {
    self().cancel();
    self().uncancel();
    yield;
    return 'not told';
  });
  runAll(loop);
  expect([task.cancelled(), resultOf(task)]).toEqual([false, 'not told']);
});

test('as long as another request is left, the task is told', () => {
  const loop = new TaskLoop();
  const task = addTask(loop, function* (self): Coroutine<string> {
    self().cancel();
    self().cancel();
    self().uncancel();
    yield;
    return 'not told';
  });
  runAll(loop);
  expect([task.cancelled(), task.cancelling()]).toEqual([true, 1]);
});

test('a task that is done counts nothing more', () => {
  const loop = new TaskLoop();
  const task = loop.addTask((function* () {})());
  runAll(loop);
  expect([task.cancel(), task.cancelling()]).toEqual([false, 0]);
});
