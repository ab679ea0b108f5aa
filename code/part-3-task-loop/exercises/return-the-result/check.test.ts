import { expect, test } from 'vitest';
import { FutureCancelledError, TaskLoop, type Future } from '../../src/index.ts';
import { runUntilDone } from './exercise.ts';

/** A loop that is stopped after a hundred turns, whatever happens. */
function newLoop(): TaskLoop {
  const loop = new TaskLoop();
  let turns = 0;
  const turn = (): void => {
    if (++turns >= 100) loop.stop();
    else loop.callSoon(turn);
  };
  loop.callSoon(turn);
  return loop;
}

/** What the run ends with, if it ends with an error. */
function thrownBy(loop: TaskLoop, future: Future<unknown>): unknown {
  let value: unknown;
  try {
    value = runUntilDone(loop, future);
  } catch (error) {
    return error;
  }
  throw new Error(`it returned ${value} instead of throwing`);
}

/** Counts how many of five turns it gets. */
function turnsOfNextRun(loop: TaskLoop): number {
  let turns = 0;
  function* five() {
    for (let turn = 0; turn < 5; turn++) {
      turns++;
      yield;
    }
  }
  loop.addTask(five()).addDoneCallback(() => loop.stop());
  loop.runForever();
  return turns;
}

test('the result is returned', () => {
  const loop = newLoop();
  const future = loop.createFuture<number>();
  const random = Math.random();
  loop.callSoon(() => future.setResult(random));
  expect(runUntilDone(loop, future)).toBe(random);
});

test('so is one that was there before', () => {
  const loop = newLoop();
  const future = loop.createFuture<number>();
  const random = Math.random();
  future.setResult(random);
  expect(runUntilDone(loop, future)).toBe(random);
});

test('an error is thrown: this very error', () => {
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
  const error = new RangeError('of another kind');
  loop.callSoon(() => future.setResult(error));
  expect(runUntilDone(loop, future)).toBe(error);
});

test('of a cancelled future a FutureCancelledError is thrown', () => {
  const loop = newLoop();
  const future = loop.createFuture();
  loop.callSoon(() => future.cancel());
  expect(thrownBy(loop, future)).toBeInstanceOf(FutureCancelledError);
});

test('stopped before there is a result, it throws, and does not wait for one', () => {
  const loop = newLoop();
  const future = loop.createFuture<string>();
  let turns = 0;
  const turn = (): void => {
    if (++turns === 3) loop.stop();
    if (turns === 20) future.setResult('too late');
    if (turns < 20) loop.callSoon(turn);
  };
  loop.callSoon(turn);
  expect(() => runUntilDone(loop, future)).toThrow();
  expect(turns).toBeLessThan(5);
});

test('a run that was stopped leaves nothing that ends the next one', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<string>();
  loop.callSoon(() => loop.stop());
  expect(() => runUntilDone(loop, future)).toThrow();
  loop.callSoon(() => future.setResult('in another run'));
  expect(turnsOfNextRun(loop)).toBe(5);
});

test('not even if it was stopped in the turn in which the result came', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<string>();
  loop.callSoon(() => {
    future.setResult('just in time');
    loop.stop();
  });
  expect(runUntilDone(loop, future)).toBe('just in time');
  expect(turnsOfNextRun(loop)).toBe(5);
});

test('and not if the run ends with an error of the loop itself', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<string>();
  loop.callSoon(() => {
    expect(() => runUntilDone(loop, future)).toThrow(); // a run in a run is refused
    loop.stop();
  });
  loop.runForever();
  loop.callSoon(() => future.setResult('later'));
  expect(turnsOfNextRun(loop)).toBe(5);
});

test('callbacks of others stay on the list', () => {
  const loop = newLoop();
  const future = loop.createFuture<number>();
  const seen: string[] = [];
  future.addDoneCallback(() => seen.push('before'));
  loop.callSoon(() => future.addDoneCallback(() => seen.push('meanwhile')));
  loop.callSoon(() => loop.stop());
  expect(() => runUntilDone(loop, future)).toThrow();
  future.setResult(1);
  loop.stop();
  loop.runForever();
  expect(seen).toEqual(['before', 'meanwhile']);
});
