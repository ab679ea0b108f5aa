import { expect, test } from 'vitest';
import { TaskLoop } from '../../src/index.ts';
import { failureOf, runAll, toldOf } from '../kit.ts';

const error = new RangeError('no');
function* fails() {
  throw error;
}

test('the loop knows which task takes its step', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [loop.currentTask()];
  function* work() {
    seen.push(loop.currentTask());
    yield;
    seen.push(loop.currentTask());
  }
  const [a, b] = [loop.addTask(work()), loop.addTask(work())];
  loop.callSoon(() => seen.push(loop.currentTask()));
  runAll(loop);
  seen.push(loop.currentTask());
  const names = seen.map((task) => (task === a ? 'a' : task === b ? 'b' : task));
  expect(names).toEqual([undefined, 'a', 'b', undefined, 'a', 'b', undefined]);
});

test('a task that has ended, or has failed, is not the current one any more', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  const tasks = [loop.addTask(fails()), loop.addTask((function* () {})())];
  for (const task of tasks) task.addDoneCallback(() => seen.push(loop.currentTask()));
  runAll(loop);
  expect(seen).toEqual([undefined, undefined]);
  expect(failureOf(tasks[0]!)).toBe(error);
});

test('allTasks has the tasks that are not done', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<void>();
  function* returns() {}
  function* waits() {
    yield* future;
  }
  const tasks = [returns(), fails(), waits(), waits()].map((work) =>
    loop.addTask(work),
  );
  const names = () => [...loop.allTasks()].map((task) => tasks.indexOf(task)).sort();
  expect(names()).toEqual([0, 1, 2, 3]);
  runAll(loop);
  expect(names()).toEqual([2, 3]);
  expect(failureOf(tasks[1]!)).toBe(error);
  tasks[2]!.cancel();
  runAll(loop);
  expect(names(), 'both waited for the same future').toEqual([]);
});

test('tasks leave in whatever order they end', () => {
  const loop = new TaskLoop();
  const futures = [0, 1, 2, 3, 4].map(() => loop.createFuture<void>());
  function* waits(index: number) {
    yield* futures[index]!;
  }
  const tasks = futures.map((_, index) => loop.addTask(waits(index)));
  runAll(loop);
  for (const index of [1, 4, 0, 3]) {
    futures[index]!.setResult();
    runAll(loop);
    const left = tasks.filter((task) => !task.done());
    expect(left.filter((task) => loop.allTasks().has(task))).toHaveLength(left.length);
    expect(loop.allTasks().size).toBe(left.length);
  }
});

test('the set is a copy, and each loop has its own', () => {
  const [loop, other] = [new TaskLoop(), new TaskLoop()];
  loop.addTask((function* () {})());
  loop.allTasks().clear();
  expect([loop.allTasks().size, other.allTasks().size]).toEqual([1, 0]);
});

test('close tells of each task that is left', () => {
  const loop = new TaskLoop();
  const told = toldOf(loop);
  function* waits() {
    yield* loop.createFuture();
  }
  const left = [loop.addTask(waits()), loop.addTask(waits())];
  loop.addTask((function* () {})());
  runAll(loop);
  loop.close();
  loop.close();
  const futures = told.map((context) => (context as { future?: object }).future);
  expect(futures.map((future) => left.indexOf(future as never)).sort()).toEqual([0, 1]);
});
