import { expect, test } from 'vitest';
import { FutureCancelledError, TaskLoop, type Future } from '../../src/index.ts';
import { bring } from './exercise.ts';

/** Two loops, of which each notes its errors, and how often another one woke it. */
function twoLoops() {
  const make = () => {
    const loop = new TaskLoop();
    const errors: unknown[] = [];
    const seen = { rings: 0 };
    loop.setExceptionHandler((_, { exception, message }) => {
      errors.push(exception ?? message);
    });
    const callSoonThreadsafe = loop.callSoonThreadsafe.bind(loop);
    loop.callSoonThreadsafe = (callback, ...args) => {
      seen.rings++;
      return callSoonThreadsafe(callback, ...args);
    };
    const turns = (): void => {
      for (let left = 50; left > 0 && loop.totalTasks() > 0; left--) loop.runOnce();
    };
    return { loop, errors, seen, turns };
  };
  const [there, here] = [make(), make()];
  const work = there.loop.createFuture<string>();
  const copy = bring(work, there.loop, here.loop);
  const errors = (): unknown[] => [...there.errors, ...here.errors];
  return { there, here, work, copy, errors };
}

test('a result arrives in a turn of the loop that it is brought to', () => {
  const { there, here, work, copy, errors } = twoLoops();
  expect(copy.loop === here.loop).toBe(true);
  work.setResult('soup');
  expect(copy.done()).toBe(false);
  there.turns();
  expect(copy.done(), 'while only the other loop has run').toBe(false);
  expect(here.seen.rings).toBe(1);
  here.turns();
  expect([copy.done() && copy.result(), errors()]).toEqual(['soup', []]);
});

test('so does an error, the very same', () => {
  const { there, here, work, copy, errors } = twoLoops();
  const error = new RangeError('burnt');
  work.setException(error);
  there.turns();
  expect([copy.done(), here.seen.rings]).toEqual([false, 1]);
  here.turns();
  expect([copy.done() && copy.exception() === error, errors()]).toEqual([true, []]);
});

test('and a cancellation', () => {
  const { there, here, work, copy, errors } = twoLoops();
  work.cancel();
  there.turns();
  expect(copy.done()).toBe(false);
  here.turns();
  there.turns();
  expect([copy.cancelled(), errors()]).toEqual([true, []]);
  expect(() => copy.result()).toThrow(FutureCancelledError);
});

test('cancelling the one here cancels the work there, in its turn', () => {
  const { there, here, work, copy, errors } = twoLoops();
  copy.cancel();
  here.turns();
  expect(work.done(), 'while only the loop here has run').toBe(false);
  expect(there.seen.rings).toBe(1);
  there.turns();
  here.turns();
  expect([work.cancelled(), errors()]).toEqual([true, []]);
});

test('a result that meets a cancellation on the way harms nothing', () => {
  const { there, here, work, copy, errors } = twoLoops();
  work.setResult('soup');
  there.turns();
  copy.cancel();
  for (const each of [here, there, here]) each.turns();
  expect([copy.cancelled(), work.result(), errors()]).toEqual([true, 'soup', []]);
});

test('nor does work that ends after the loop here was closed', () => {
  const { there, here, work, errors } = twoLoops();
  here.loop.close();
  work.setResult('soup');
  there.turns();
  expect(errors()).toEqual([]);
});

test('nor a cancellation after the loop there was closed', () => {
  const { there, here, copy, errors } = twoLoops();
  there.loop.close();
  copy.cancel();
  here.turns();
  expect([copy.cancelled(), errors()]).toEqual([true, []]);
});

test('work that is done already', () => {
  const [there, here] = [new TaskLoop(), new TaskLoop()];
  const work: Future<number> = there.createFuture();
  work.setResult(7);
  const copy = bring(work, there, here);
  there.runOnce();
  here.runOnce();
  expect(copy.done() && copy.result()).toBe(7);
});

test('a result may be undefined', () => {
  const [there, here] = [new TaskLoop(), new TaskLoop()];
  const work: Future<undefined> = there.createFuture();
  const copy = bring(work, there, here);
  work.setResult(undefined);
  there.runOnce();
  here.runOnce();
  expect([copy.done(), copy.result()]).toEqual([true, undefined]);
});
