import { expect, test } from 'vitest';
import { TaskLoop, type Coroutine, type Future } from '../../src/index.ts';
import { TimeIsUp, within } from './exercise.ts';

function scene(make?: (future: Future<string>, seen: string[]) => Coroutine<string>) {
  const loop = new TaskLoop();
  const errors: unknown[] = [];
  loop.setExceptionHandler((_, { exception }) => void errors.push(exception));
  const seen: string[] = [];
  const future = loop.createFuture<string>();
  const alarm = loop.createFuture<void>();
  function* work(): Coroutine<string> {
    try {
      return yield* future;
    } finally {
      seen.push('clean');
    }
  }
  const turns = (): void => {
    for (let left = 60; left > 0 && loop.totalTasks() > 0; left--) loop.runOnce();
  };
  const task = loop.addTask(
    within(loop, make ? () => make(future, seen) : work, alarm),
  );
  turns();
  return { loop, errors, seen, future, alarm, turns, task };
}

test('work that is in time brings its result, and the alarm is switched off', () => {
  const { errors, future, alarm, turns, task } = scene();
  future.setResult('soup');
  turns();
  expect([task.done() && task.result(), alarm.cancelled(), errors]).toEqual([
    'soup',
    true,
    [],
  ]);
});

test('if it is not, it is cancelled, and the time is up', () => {
  const { errors, seen, future, alarm, turns, task } = scene();
  alarm.setResult();
  turns();
  expect([future.cancelled(), seen, errors]).toEqual([true, ['clean'], []]);
  expect(() => task.result()).toThrow(TimeIsUp);
  expect(task.cancelled()).toBe(false);
});

test('an error of the work is thrown as it is, and the alarm switched off', () => {
  const { errors, future, alarm, turns, task } = scene();
  const error = new RangeError('burnt');
  future.setException(error);
  turns();
  expect(() => task.result()).toThrow(error);
  expect([alarm.cancelled(), errors]).toEqual([true, []]);
});

test('a task that is cancelled itself is cancelled, and so is the work', () => {
  const { seen, future, alarm, turns, task } = scene();
  task.cancel('the bus');
  turns();
  expect([task.cancelled(), future.cancelled(), alarm.cancelled(), seen]).toEqual([
    true,
    true,
    true,
    ['clean'],
  ]);
  expect(() => task.result()).toThrow('the bus');
});

test.each(['the alarm first', 'the caller first'])('both in one turn, %s', (order) => {
  const { alarm, turns, task } = scene();
  const steps = [() => alarm.setResult(), () => void task.cancel('the bus')];
  for (const step of order === 'the alarm first' ? steps : steps.toReversed()) step();
  turns();
  expect([task.done(), task.cancelled()]).toEqual([true, true]);
});

test('work that cleans up slowly is waited for', () => {
  const { loop, seen, alarm, turns, task } = scene(function* (future, seen) {
    try {
      return yield* future;
    } finally {
      for (let turn = 0; turn < 3; turn++) yield;
      seen.push('clean');
    }
  });
  task.addDoneCallback(() => void seen.push('done'));
  alarm.setResult();
  turns();
  expect([seen, loop.allTasks().size]).toEqual([['clean', 'done'], 0]);
  expect(() => task.result()).toThrow(TimeIsUp);
});

test('work that refuses may still bring a result', () => {
  const { alarm, turns, task } = scene(function* (future) {
    try {
      return yield* future;
    } catch {
      return 'cold soup';
    }
  });
  alarm.setResult();
  turns();
  expect(task.done() && task.result()).toBe('cold soup');
});

test('or an error of its own', () => {
  const { alarm, turns, task } = scene(function* (future) {
    try {
      return yield* future;
    } catch {
      throw new RangeError('burnt');
    }
  });
  alarm.setResult();
  turns();
  expect(() => task.result()).toThrow(RangeError);
});

test('work that is cancelled by other code is no matter of time', () => {
  const { future, alarm, turns, task } = scene();
  future.cancel('sold out');
  turns();
  expect([task.cancelled(), alarm.cancelled()]).toEqual([true, true]);
});
