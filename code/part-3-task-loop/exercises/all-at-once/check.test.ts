import { expect, test } from 'vitest';
import { FutureCancelledError, TaskLoop, type Coroutine } from '../../src/index.ts';
import { runAllUntilComplete } from './exercise.ts';

function newLoop() {
  const loop = new TaskLoop();
  const told: string[] = [];
  loop.setExceptionHandler((_, { exception }) => told.push(String(exception)));
  return { loop, told, seen: [] as string[] };
}

/** What is thrown. */
function thrownBy(work: () => unknown): unknown {
  let value: unknown;
  try {
    value = work();
  } catch (error) {
    return error;
  }
  throw new Error(`it returned ${value} instead of throwing`);
}

function* turns<T>(count: number, result: T, seen: string[] = []): Coroutine<T> {
  for (let turn = 0; turn < count; turn++) {
    seen.push(`${result}${turn}`);
    yield;
  }
  return result;
}

test('the results come in the order of the works, whichever is done first', () => {
  const { loop } = newLoop();
  const works = [turns(5, 'slow'), turns(1, 'quick'), turns(3, 'so so')];
  expect(runAllUntilComplete(loop, works)).toEqual(['slow', 'quick', 'so so']);
});

test('they take turns', () => {
  const { loop, seen } = newLoop();
  runAllUntilComplete(loop, [turns(3, 'a', seen), turns(3, 'b', seen)]);
  expect(seen).toEqual(['a0', 'b0', 'a1', 'b1', 'a2', 'b2']);
});

test('futures and tasks are works, too, done or not, and any of them twice', () => {
  const { loop } = newLoop();
  const [done, pending] = [loop.createFuture<string>(), loop.createFuture<string>()];
  done.setResult('done');
  loop.callSoon(() => pending.setResult('later'));
  const task = loop.addTask(turns(2, 'task'));
  expect(runAllUntilComplete(loop, [pending, task, done, task])).toEqual([
    'later',
    'task',
    'done',
    'task',
  ]);
});

test('no works have no results, and undefined is one', () => {
  const { loop } = newLoop();
  expect(runAllUntilComplete(loop, [])).toEqual([]);
  const results = runAllUntilComplete(loop, [turns(1, undefined), turns(1, null)]);
  expect(results).toEqual([undefined, null]);
});

test('as soon as one fails its error is thrown, though another will never be done', () => {
  const { loop, told } = newLoop();
  for (const error of [new RangeError('no'), undefined]) {
    const never = loop.createFuture<never>();
    function* fails(): Coroutine<never> {
      yield;
      throw error;
    }
    const run = (): unknown => runAllUntilComplete(loop, [never, fails(), never]);
    expect(thrownBy(run)).toBe(error);
  }
  expect(told).toEqual([]);
});

test('the first error in time is thrown, not the first in line', () => {
  const { loop } = newLoop();
  function* failsAfter(count: number): Coroutine<never> {
    for (let turn = 0; turn < count; turn++) yield;
    throw new RangeError(`after ${count}`);
  }
  const run = (): unknown =>
    runAllUntilComplete(loop, [failsAfter(4), failsAfter(1), failsAfter(2)]);
  expect(String(thrownBy(run))).toBe('RangeError: after 1');
});

test('a work that is cancelled ends the run as an error does', () => {
  const { loop } = newLoop();
  const [future, never] = [loop.createFuture<string>(), loop.createFuture<string>()];
  loop.callSoon(() => future.cancel());
  expect(thrownBy(() => runAllUntilComplete(loop, [never, future]))).toBeInstanceOf(
    FutureCancelledError,
  );
});

test('the others are left for a later run, which is not cut short, and nothing is reported', () => {
  const { loop, told, seen } = newLoop();
  function* fails(): Coroutine<never> {
    throw new RangeError('no');
  }
  const other = loop.addTask(turns(4, 'other', seen));
  expect(() => runAllUntilComplete(loop, [other, fails()])).toThrow('no');
  expect([seen.length < 4, other.cancelled()]).toEqual([true, false]);
  expect(loop.runUntilComplete(turns(10, 'next'))).toBe('next');
  expect([seen.length, other.done() && other.result(), told]).toEqual([4, 'other', []]);
});

test('if the loop is stopped before, it throws, and leaves nothing behind', () => {
  const { loop, told } = newLoop();
  const future = loop.createFuture<string>();
  loop.callSoon(() => loop.stop());
  expect(() => runAllUntilComplete(loop, [future, turns(1, 'quick')])).toThrow();
  loop.callSoon(() => future.setResult('in another run'));
  expect(loop.runUntilComplete(turns(10, 'next'))).toBe('next');
  expect(told).toEqual([]);
});
