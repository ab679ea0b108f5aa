import { expect, test } from 'vitest';
import { FutureCancelledError, TaskLoop, type Coroutine } from '../../src/index.ts';
import { persistently } from './exercise.ts';

/** Takes at most so many turns, so that work that never ends ends here. */
function turn(loop: TaskLoop, turns = 50): void {
  for (let left = turns; left > 0 && loop.totalTasks() > 0; left--) loop.runOnce();
}

/** Work that fails so many times before it succeeds. */
function failing(times: number) {
  const tries: number[] = [];
  function* work(): Coroutine<string> {
    tries.push(tries.length + 1);
    if (tries.length <= times) throw new Error(`try ${tries.length}`);
    return 'good';
  }
  return { tries, work };
}

test('a task that is asked to end ends, and does not begin again', () => {
  const loop = new TaskLoop();
  let begun = 0;
  function* work(): Coroutine<void> {
    begun++;
    yield* loop.createFuture<void>();
  }
  const task = loop.addTask(persistently(work, 5));
  turn(loop);
  task.cancel('closing time');
  turn(loop);
  expect([begun, task.done(), task.cancelled()]).toEqual([1, true, true]);
  expect(() => task.result()).toThrow('closing time');
  expect(() => task.result()).toThrow(FutureCancelledError);
});

test('it is heard between two tries, too', () => {
  const loop = new TaskLoop();
  const { tries, work } = failing(9);
  const task = loop.addTask(persistently(work, 9));
  loop.runOnce();
  task.cancel();
  turn(loop);
  expect([tries.length, task.cancelled()]).toEqual([1, true]);
});

test('work that fails is tried again, and its result returned', () => {
  const loop = new TaskLoop();
  const { tries, work } = failing(2);
  const task = loop.addTask(persistently(work, 3));
  turn(loop);
  expect([tries.length, task.result()]).toEqual([3, 'good']);
});

test('but not for ever', () => {
  const loop = new TaskLoop();
  const { tries, work } = failing(9);
  const task = loop.addTask(persistently(work, 3));
  turn(loop);
  expect(tries.length).toBe(3);
  expect(() => task.result()).toThrow('try 3');
  expect(task.cancelled()).toBe(false);
});

test('other tasks get their turn between two tries', () => {
  const loop = new TaskLoop();
  const { tries, work } = failing(2);
  loop.addTask(persistently(work, 3));
  loop.callSoon(() => expect(tries.length).toBe(1));
  turn(loop);
  expect(tries.length).toBe(3);
});

test('the work cleans up before the task is cancelled', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  function* work(): Coroutine<void> {
    try {
      yield* loop.createFuture<void>();
    } finally {
      yield;
      seen.push('clean');
    }
  }
  const task = loop.addTask(persistently(work, 3));
  task.addDoneCallback(() => void seen.push('done'));
  turn(loop);
  task.cancel();
  turn(loop);
  expect(seen).toEqual(['clean', 'done']);
});
