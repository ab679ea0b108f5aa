import { expect, test } from 'vitest';
import { TaskLoop } from '../../src/index.ts';
import { Future } from './exercise.ts';

function newFuture() {
  const loop = new TaskLoop();
  const errors: unknown[] = [];
  loop.setExceptionHandler((_, { exception }) => errors.push(exception));
  const run = (): void => {
    for (let turns = 0; turns < 20; turns++) loop.runOnce();
  };
  return { future: new Future<number>(loop), run, errors };
}

test('the callbacks are called by the loop, in order, with the future', () => {
  const { future, run, errors } = newFuture();
  const seen: unknown[] = [];
  for (const letter of 'abc')
    future.addDoneCallback((done) => {
      seen.push(letter, done === future, done.result(), future.loop.isRunning());
    });
  const random = Math.random();
  future.setResult(random);
  run();
  const each = [true, random, true];
  expect(seen).toEqual(['a', ...each, 'b', ...each, 'c', ...each]);
  expect(errors).toEqual([]);
});

test('none is called before the loop has its turn', () => {
  const { future, run } = newFuture();
  let calls = 0;
  future.addDoneCallback(() => calls++);
  future.setResult(1);
  expect(calls).toBe(0);
  run();
  expect(calls).toBe(1);
});

test('one that fails does not stop the next, and the loop reports it', () => {
  const { future, run, errors } = newFuture();
  const seen: string[] = [];
  const mistakes = [new RangeError(`no ${Math.random()}`), new TypeError('nor this')];
  future.addDoneCallback(() => seen.push('first'));
  for (const mistake of mistakes)
    future.addDoneCallback(() => {
      throw mistake;
    });
  future.addDoneCallback(() => seen.push('last'));
  future.setResult(1);
  run();
  expect(seen).toEqual(['first', 'last']);
  expect(errors.length).toBe(2);
  expect(errors.every((error, i) => error === mistakes[i])).toBe(true);
});

test('who sets the result gets no error of a callback', () => {
  const { future } = newFuture();
  future.addDoneCallback(() => {
    throw new Error('of a callback');
  });
  future.setResult(1);
  expect(future.result()).toBe(1);
});

test('a callback that was added twice is called twice', () => {
  const { future, run } = newFuture();
  let calls = 0;
  const callback = (): void => void calls++;
  future.addDoneCallback(callback);
  future.addDoneCallback(callback);
  future.setResult(1);
  run();
  expect(calls).toBe(2);
});

test('who comes late is called too, and not at once', () => {
  const { future, run } = newFuture();
  const seen: string[] = [];
  future.addDoneCallback(() => seen.push('in time'));
  future.setResult(1);
  future.addDoneCallback(() => seen.push('late'));
  expect(seen).toEqual([]);
  run();
  expect(seen).toEqual(['in time', 'late']);
});
