import { expect, test } from 'vitest';
import {
  Future,
  FutureCancelledError,
  TaskLoop,
  type Coroutine,
} from '../../src/index.ts';
import { shield } from './exercise.ts';

/** A loop that notes what its callbacks throw. */
function newLoop() {
  const loop = new TaskLoop();
  const errors: unknown[] = [];
  loop.setExceptionHandler((_, { exception }) => void errors.push(exception));
  const turns = (): void => {
    for (let left = 50; left > 0 && loop.totalTasks() > 0; left--) loop.runOnce();
  };
  return { loop, errors, turns };
}

test('to give up the wait leaves the work alone', () => {
  const { loop, errors, turns } = newLoop();
  const work = loop.createFuture<string>();
  const outer = shield(work);
  expect(outer.cancel()).toBe(true);
  turns();
  expect([outer.cancelled(), work.done()]).toEqual([true, false]);
  work.setResult('soup');
  turns();
  expect([work.result(), outer.cancelled(), errors]).toEqual(['soup', true, []]);
});

test('of two tasks at one pot, one may go', () => {
  const { loop, errors, turns } = newLoop();
  const soup = loop.createFuture<string>();
  function* eat(): Coroutine<string> {
    return yield* shield(soup);
  }
  const [ann, ben] = [loop.addTask(eat()), loop.addTask(eat())];
  turns();
  ann.cancel('the bus');
  turns();
  expect([ann.cancelled(), ben.done()]).toEqual([true, false]);
  expect(() => ann.result()).toThrow('the bus');
  soup.setResult('leek');
  turns();
  expect([ben.result(), errors]).toEqual(['leek', []]);
});

test('a task that is shielded is not told', () => {
  const { loop, turns } = newLoop();
  const seen: string[] = [];
  const bell = loop.createFuture<void>();
  function* work(): Coroutine<string> {
    try {
      yield* bell;
      return 'done';
    } catch (error) {
      seen.push(String(error));
      throw error;
    }
  }
  const task = loop.addTask(work());
  function* wait(): Coroutine<string> {
    return yield* shield(task);
  }
  const waiting = loop.addTask(wait());
  turns();
  waiting.cancel();
  turns();
  expect([waiting.cancelled(), task.done(), seen]).toEqual([true, false, []]);
  bell.setResult();
  turns();
  expect([task.result(), seen]).toEqual(['done', []]);
});

test('the result comes through, also one that is undefined', () => {
  const { loop, errors, turns } = newLoop();
  for (const value of ['soup', undefined, 0]) {
    const work = loop.createFuture<unknown>();
    const outer = shield<unknown>(work);
    turns();
    expect(outer.done()).toBe(false);
    work.setResult(value);
    turns();
    expect([outer.done(), outer.result()]).toEqual([true, value]);
  }
  expect(errors).toEqual([]);
});

test('so does an error, the very same', () => {
  const { loop, errors, turns } = newLoop();
  for (const error of [new RangeError('burnt'), undefined]) {
    const work = loop.createFuture<string>();
    const outer = shield(work);
    work.setException(error);
    turns();
    const thrown: unknown[] = [];
    try {
      outer.result();
    } catch (it) {
      thrown.push(it);
    }
    expect(thrown).toEqual([error]);
    expect(thrown[0], 'the very same').toBe(error);
  }
  expect(errors).toEqual([]);
});

test('and the end of work that is cancelled itself', () => {
  const { loop, errors, turns } = newLoop();
  const work = loop.createFuture<string>();
  const outer = shield(work);
  work.cancel();
  turns();
  expect([outer.cancelled(), errors]).toEqual([true, []]);
  expect(() => outer.result()).toThrow(FutureCancelledError);
});

test('work that is done already', () => {
  const { loop, turns } = newLoop();
  const work = loop.createFuture<number>();
  work.setResult(7);
  const outer = shield(work);
  turns();
  expect(outer.result()).toBe(7);
});

test('work that fails after the wait was given up harms nothing', () => {
  const { loop, errors, turns } = newLoop();
  const work = loop.createFuture<number>();
  const outer = shield(work);
  outer.cancel();
  work.setException(new Error('late'));
  turns();
  expect([outer.cancelled(), errors]).toEqual([true, []]);
  expect(() => work.result()).toThrow('late');
});

test('it is a future of the same loop', () => {
  const { loop } = newLoop();
  const outer = shield(loop.createFuture<number>());
  expect([outer instanceof Future, outer.loop === loop]).toEqual([true, true]);
});
