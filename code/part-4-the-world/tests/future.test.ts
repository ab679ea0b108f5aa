import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  InvalidStateError,
  NotRegularFunctionError,
  TaskLoop,
  type Future,
} from '../src/index.ts';

const runAll = (loop: TaskLoop): void => {
  while (loop.totalTasks()) loop.runOnce();
};

test('a pending future has no result yet, and says how to wait for it', () => {
  const future = new TaskLoop().createFuture();
  expect(future.done()).toBe(false);
  expect(() => future.result()).toThrow(InvalidStateError);
  expect(() => future.result()).toThrow('yield* future');
  expect(() => future.exception()).toThrow(InvalidStateError);
});

test('a result can be set once', () => {
  const future = new TaskLoop().createFuture<number>();
  future.setResult(42);
  expect([
    future.done(),
    future.cancelled(),
    future.result(),
    future.exception(),
  ]).toEqual([true, false, 42, undefined]);
  expect(() => future.setResult(43)).toThrow(InvalidStateError);
  expect(() => future.setException(new Error())).toThrow(InvalidStateError);
  expect(future.cancel()).toBe(false);
  expect(future.result()).toBe(42);
});

test('result() of a failed future throws what it failed with', () => {
  const future = new TaskLoop().createFuture();
  const error = new RangeError('no');
  future.setException(error);
  expect(() => future.result()).toThrow(error);
  expect(future.exception()).toBe(error);
});

test('a cancelled future throws FutureCancelledError', () => {
  const future = new TaskLoop().createFuture();
  expect(future.cancel()).toBe(true);
  expect(future.cancel()).toBe(false);
  expect([future.done(), future.cancelled()]).toEqual([true, true]);
  expect(() => future.result()).toThrow(FutureCancelledError);
  expect(() => future.exception()).toThrow(FutureCancelledError);
  expect(() => future.setResult(1)).toThrow(InvalidStateError);
});

test('done callbacks are called by the loop, in the order they were added, each with the future', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<number>();
  const seen: unknown[] = [];
  future.addDoneCallback((f) => seen.push('first', f.result()));
  future.addDoneCallback((f) => seen.push('second', f === (future as Future<unknown>)));
  future.setResult(1);
  expect(seen).toEqual([]);
  runAll(loop);
  expect(seen).toEqual(['first', 1, 'second', true]);
});

test('a callback that comes late is called soon, not at once', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture();
  future.cancel();
  const seen: string[] = [];
  future.addDoneCallback(() => seen.push('called'));
  expect(seen).toEqual([]);
  runAll(loop);
  expect(seen).toEqual(['called']);
});

test('an error in one done callback does not stop the next', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  loop.setExceptionHandler((_, { exception }) => seen.push(exception));
  const future = loop.createFuture();
  future.addDoneCallback(() => {
    throw 'broken';
  });
  future.addDoneCallback(() => seen.push('next'));
  future.setResult(null);
  runAll(loop);
  expect(seen).toEqual(['broken', 'next']);
});

test('removeDoneCallback takes off every entry of a callback and counts them', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture();
  const seen: string[] = [];
  const twice = (): number => seen.push('twice');
  future.addDoneCallback(twice);
  future.addDoneCallback(() => seen.push('kept'));
  future.addDoneCallback(twice);
  expect([future.removeDoneCallback(twice), future.removeDoneCallback(twice)]).toEqual([
    2, 0,
  ]);
  future.setResult(null);
  runAll(loop);
  expect(seen).toEqual(['kept']);
});

test('removeDoneCallback finds nothing where there is nothing, and adding goes on after it', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture();
  const seen: string[] = [];
  const first = (): number => seen.push('first');
  expect(future.removeDoneCallback(first)).toBe(0);
  future.addDoneCallback(first);
  expect(future.removeDoneCallback(first)).toBe(1);
  future.addDoneCallback(() => seen.push('second'));
  future.setResult(null);
  runAll(loop);
  expect(seen).toEqual(['second']);
});

test('what is done says how it came to be so', () => {
  const [finished, cancelled] = [0, 1].map(() => new TaskLoop().createFuture<number>());
  finished!.setResult(1);
  cancelled!.cancel();
  expect(() => finished!.setResult(2)).toThrow('the future is already finished');
  expect(() => cancelled!.setResult(2)).toThrow('the future is already cancelled');
});

test('a done callback that the loop could not call is refused at once', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<number>();
  const seen: unknown[] = [];
  const generator = (function* () {})();
  for (const notCallable of [async () => {}, generator, {}, null, undefined, 5])
    expect(() => future.addDoneCallback(notCallable as never)).toThrow(
      NotRegularFunctionError,
    );
  future.addDoneCallback((f) => seen.push(f.result()));
  future.setResult(1);
  runAll(loop);
  expect(seen).toEqual([1]);
});
