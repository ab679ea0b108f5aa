import { expect, expectTypeOf, test } from 'vitest';
import { Future, Task, TaskLoop } from '../../src/index.ts';
import { failureOf, resultOf, runAll, toldOf } from '../kit.ts';

test('tasks take turns', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  function* count(name: string) {
    for (let i = 0; i < 3; i++) {
      seen.push(name + i);
      yield;
    }
  }
  for (const name of ['A', 'B']) loop.addTask(count(name));
  runAll(loop);
  expect(seen).toEqual(['A0', 'B0', 'A1', 'B1', 'A2', 'B2']);
});

test('addTask runs nothing yet: the first step is taken in the loop', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  const task = loop.addTask(
    (function* () {
      seen.push('begins');
    })(),
  );
  expect([seen, loop.totalTasks(), task.done()]).toEqual([[], 1, false]);
  loop.runOnce();
  expect([seen, loop.totalTasks(), task.done()]).toEqual([['begins'], 0, true]);
});

test('a yield takes a turn, and callbacks have theirs in between', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  loop.addTask(
    (function* () {
      for (let i = 0; i < 10; i++) {
        seen.push('task');
        yield;
      }
    })(),
  );
  loop.callSoon(() => seen.push('callback'));
  for (let i = 0; i < 3; i++) loop.runOnce();
  expect([seen, loop.totalTasks()]).toEqual([['task', 'callback', 'task'], 1]);
});

test('a task is a future of what its generator returns', () => {
  const loop = new TaskLoop();
  function* ends() {
    yield;
    return 'the end';
  }
  const task = loop.addTask(ends());
  expectTypeOf(task).toEqualTypeOf<Task<string>>();
  expect(task).toBeInstanceOf(Task);
  expect(task).toBeInstanceOf(Future);
  const told: unknown[] = [];
  task.addDoneCallback((future) => told.push(future.result()));
  const nothing = loop.addTask((function* () {})());
  runAll(loop);
  expect([resultOf(task), told, resultOf(nothing)]).toEqual([
    'the end',
    ['the end'],
    undefined,
  ]);
});

test('an error of the generator is the error of the task, and not the loop’s', () => {
  const loop = new TaskLoop();
  const told = toldOf(loop);
  const error = new RangeError('no');
  const tasks = [0, 1].map((steps) =>
    loop.addTask(
      (function* () {
        for (let i = 0; i < steps; i++) yield;
        throw error;
      })(),
    ),
  );
  runAll(loop);
  expect([tasks.map(failureOf), told]).toEqual([[error, error], []]);
});
