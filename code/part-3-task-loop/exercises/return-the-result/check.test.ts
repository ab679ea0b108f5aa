import { expect, test } from 'vitest';
import { FutureCancelledError, TaskLoop, type Future } from '../../src/index.ts';
import { runUntilComplete } from './exercise.ts';

/** A loop that is stopped after a hundred turns, whatever happens. */
function newLoop(): TaskLoop {
  const loop = new TaskLoop();
  let turns = 0;
  const turn = (): void => {
    if (++turns >= 100) loop.stop();
    loop.callSoon(turn);
  };
  loop.callSoon(turn);
  return loop;
}

/** What the work ends with, if it ends with an error. */
function thrownBy(loop: TaskLoop, work: Future<unknown>): unknown {
  let value: unknown;
  try {
    value = runUntilComplete(loop, work);
  } catch (error) {
    return error;
  }
  throw new Error(`it returned ${value} instead of throwing`);
}

test('what a generator returns is returned', () => {
  const random = Math.random();
  function* work() {
    yield;
    yield;
    return random;
  }
  expect(runUntilComplete(newLoop(), work())).toBe(random);
});

test('the result of a future is returned', () => {
  const loop = newLoop();
  const future = loop.createFuture<number>();
  const random = Math.random();
  loop.callSoon(() => future.setResult(random));
  expect(runUntilComplete(loop, future)).toBe(random);
});

test('the result of a future that is done already is returned', () => {
  const loop = newLoop();
  const future = loop.createFuture<number>();
  const random = Math.random();
  future.setResult(random);
  expect(runUntilComplete(loop, future)).toBe(random);
});

test('an error that the work ends with is thrown: this very error', () => {
  const loop = newLoop();
  const error = new RangeError(`no ${Math.random()}`);
  function* work() {
    yield;
    throw error;
  }
  expect(thrownBy(loop, loop.addTask(work()))).toBe(error);
});

test('an error can be a result, and then it is returned', () => {
  const loop = newLoop();
  const future = loop.createFuture<Error>();
  const error = new RangeError('of somebody else');
  future.setResult(error);
  expect(runUntilComplete(loop, future)).toBe(error);
});

test('work that is cancelled has no result: FutureCancelledError is thrown', () => {
  const loop = newLoop();
  const future = loop.createFuture();
  loop.callSoon(() => future.cancel());
  expect(thrownBy(loop, future)).toBeInstanceOf(FutureCancelledError);
});

test('a loop can do one work after the other', () => {
  const loop = newLoop();
  const results = [Math.random(), Math.random(), Math.random()];
  function* work(result: number) {
    yield;
    return result;
  }
  expect(results.map((result) => runUntilComplete(loop, work(result)))).toEqual(
    results,
  );
});

test('stopped before the work is done, it throws', () => {
  const loop = newLoop();
  const future = loop.createFuture<string>();
  let turns = 0;
  const turn = (): void => {
    if (++turns === 3) loop.stop();
    if (turns === 20) future.setResult('too late');
    if (turns < 20) loop.callSoon(turn);
  };
  loop.callSoon(turn);
  expect(() => runUntilComplete(loop, future)).toThrow();
});
