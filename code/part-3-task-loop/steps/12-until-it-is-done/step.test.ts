import { expect, expectTypeOf, test } from 'vitest';
import { FutureCancelledError, TaskLoop } from '../../src/index.ts';
import { errorOf, outcome, resultOf, run } from '../kit.ts';

function* turns(count: number) {
  for (let i = 0; i < count; i++) yield;
  return `${count} turns`;
}

test('runs a generator to its end and returns its result', () => {
  const loop = new TaskLoop();
  const result = run(loop, () => loop.runUntilComplete(turns(3)));
  expectTypeOf(result).toEqualTypeOf<string>();
  expect(result).toBe('3 turns');
});

test('throws the error of the work', () => {
  const loop = new TaskLoop();
  const error = new RangeError('the disk is full');
  function* fails() {
    yield;
    throw error;
  }
  expect(errorOf(() => run(loop, () => loop.runUntilComplete(fails())))).toBe(error);
});

test('runs until a future is done, and gives what it is done with', () => {
  for (const value of [42, undefined, new Error('a result')]) {
    const loop = new TaskLoop();
    const future = loop.createFuture<unknown>();
    loop.callSoon(() => {
      loop.callSoon(() => future.setResult(value));
    });
    expect(run(loop, () => loop.runUntilComplete(future))).toBe(value);
  }
});

test('throws a FutureCancelledError if the work is cancelled', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture();
  loop.callSoon(() => void future.cancel());
  const error = errorOf(() => run(loop, () => loop.runUntilComplete(future)));
  expect(error).toBeInstanceOf(FutureCancelledError);
});

test('a run that is stopped before the work is done says so', () => {
  const loop = new TaskLoop();
  loop.callSoon(() => loop.stop());
  const stopped = (): unknown => loop.runUntilComplete(loop.createFuture());
  expect(outcome(() => run(loop, stopped))).toBe('threw LoopStateError');
});

test('and leaves nothing behind that ends a later run', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<string>();
  loop.callSoon(() => loop.stop());
  const stopped = (): unknown => loop.runUntilComplete(future);
  expect(outcome(() => run(loop, stopped))).toBe('threw LoopStateError');
  loop.callSoon(() => future.setResult('too late for that run'));
  expect(outcome(() => run(loop, () => loop.runUntilComplete(turns(5))))).toBe(
    '5 turns',
  );
});

test('not even if the run ended with the turn in which the work was done', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<string>();
  loop.callSoon(() => {
    future.setResult('done');
    loop.stop();
  });
  expect(run(loop, () => loop.runUntilComplete(future))).toBe('done');
  expect(outcome(() => run(loop, () => loop.runUntilComplete(turns(5))))).toBe(
    '5 turns',
  );
});

test('work that is done already gives its result after one turn', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  const future = loop.createFuture<number>();
  future.setResult(42);
  loop.callSoon(() => seen.push('first turn'));
  expect(run(loop, () => loop.runUntilComplete(future))).toBe(42);
  expect(seen).toEqual(['first turn']);
});

test('stops as soon as the work is done, and leaves the rest for the next run', () => {
  const loop = new TaskLoop();
  const other = loop.addTask(turns(10));
  run(loop, () => loop.runUntilComplete(turns(1)));
  expect(resultOf(other)).toBe('not done yet');
  expect(run(loop, () => loop.runUntilComplete(other))).toBe('10 turns');
});

test('what is no work is refused before anything runs', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  loop.callSoon(() => seen.push('ran'));
  loop.stop();
  const stranger = new TaskLoop().createFuture();
  expect([
    outcome(() => loop.runUntilComplete(5 as never)),
    outcome(() => loop.runUntilComplete(stranger)),
    seen,
  ]).toEqual(['threw TypeError', 'threw LoopMismatchError', []]);
});
