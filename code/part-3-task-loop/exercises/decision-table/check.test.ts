import { expect, test } from 'vitest';
import { LoopMismatchError, Task, TaskLoop } from '../../src/index.ts';
import { transformFuture } from './exercise.ts';

function* work(result: number) {
  return result;
}

test('a future of this loop is returned as it is', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture();
  expect(transformFuture(future, loop) === future).toBe(true);
  expect(loop.totalTasks()).toBe(0);
});

test('a task of this loop is such a future', () => {
  const loop = new TaskLoop();
  const task = loop.addTask(work(1));
  expect(transformFuture(task, loop) === task).toBe(true);
  expect(loop.totalTasks()).toBe(1);
});

test('a future of another loop is refused with LoopMismatchError', () => {
  const [loop, other] = [new TaskLoop(), new TaskLoop()];
  expect(() => transformFuture(other.createFuture(), loop)).toThrow(LoopMismatchError);
  expect(() => transformFuture(other.addTask(work(1)), loop)).toThrow(
    LoopMismatchError,
  );
  expect(loop.totalTasks()).toBe(0);
});

test('a generator becomes one task of the loop', () => {
  const loop = new TaskLoop();
  const random = Math.random();
  const task = transformFuture(work(random), loop);
  expect(task).toBeInstanceOf(Task);
  expect([task.loop === loop, loop.allTasks().size, loop.totalTasks()]).toEqual([
    true,
    1,
    1,
  ]);
  loop.runOnce();
  expect(task.result()).toBe(random);
});

test('a generator function is refused with a TypeError that says to call it', () => {
  const loop = new TaskLoop();
  expect(() => transformFuture(work, loop)).toThrow(TypeError);
  expect(() => transformFuture(work, loop)).toThrow(/call/i);
  expect(loop.totalTasks()).toBe(0);
});

test.each([
  ['a number', Math.random()],
  ['undefined', undefined],
  ['null', null],
  ['a regular function', () => 1],
  ['a promise', Promise.resolve(1)],
  ['an array', [1, 2]],
  ['an iterator', [1, 2].values()],
  ['what only looks like a generator', { next: () => ({ done: true, value: 1 }) }],
  ['what only looks like a future', { loop: new TaskLoop(), done: () => true }],
])('%s is refused with a TypeError', (_, anythingElse) => {
  const loop = new TaskLoop();
  expect(() => transformFuture(anythingElse, loop)).toThrow(TypeError);
  expect(() => transformFuture(anythingElse, loop)).not.toThrow(/call it|work\(\)/i);
  expect(loop.totalTasks()).toBe(0);
});
