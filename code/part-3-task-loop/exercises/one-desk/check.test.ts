import { expect, test } from 'vitest';
import { LoopStateError, TaskLoop, type Coroutine } from '../../src/index.ts';
import { Desk } from './exercise.ts';

function* turns<T>(count: number, result: T, seen: unknown[] = []): Coroutine<T> {
  for (let turn = 0; turn < count; turn++) {
    seen.push(result);
    yield;
  }
  return result;
}

/** Does the work at the desk, or says why not. */
function* tries(desk: Desk, work: Coroutine<unknown>): Coroutine<unknown> {
  try {
    return yield* desk.alone(work);
  } catch (error) {
    return (error as Error).name;
  }
}

test('a work alone is done, and its result returned', () => {
  const loop = new TaskLoop();
  const random = Math.random();
  expect(loop.runUntilComplete(new Desk().alone(turns(3, random)))).toBe(random);
});

test('one work after the other can have the desk', () => {
  const [loop, desk] = [new TaskLoop(), new Desk()];
  const results = [1, 2, 3].map((n) => loop.runUntilComplete(desk.alone(turns(2, n))));
  expect(results).toEqual([1, 2, 3]);
});

test('while one is at work another is refused, and has not begun', () => {
  const [loop, desk] = [new TaskLoop(), new Desk()];
  const seen: unknown[] = [];
  const first = loop.addTask(desk.alone(turns(3, 'first', seen)));
  const second = loop.addTask(desk.alone(turns(3, 'second', seen)));
  loop.runUntilComplete(first);
  expect(second.exception()).toBeInstanceOf(LoopStateError);
  expect(seen).toEqual(['first', 'first', 'first']);
});

test('a refusal changes nothing for the work at the desk: the next is refused, too', () => {
  const [loop, desk] = [new TaskLoop(), new Desk()];
  const seen: unknown[] = [];
  const first = loop.addTask(desk.alone(turns(6, 'first', seen)));
  function* others(): Coroutine<unknown[]> {
    const made: unknown[] = [];
    for (let n = 0; n < 3; n++) {
      made.push(yield* tries(desk, turns(1, 'other', seen)));
      yield;
    }
    return made;
  }
  const refused = Array<string>(3).fill('LoopStateError');
  expect(loop.runUntilComplete(others())).toEqual(refused);
  expect([loop.runUntilComplete(first), seen.includes('other')]).toEqual([
    'first',
    false,
  ]);
});

test('a work cannot do another one at its own desk', () => {
  const [loop, desk] = [new TaskLoop(), new Desk()];
  function* outer(): Coroutine<unknown[]> {
    const inner = [];
    for (let n = 0; n < 2; n++) inner.push(yield* tries(desk, turns(1, 'inner')));
    return inner;
  }
  expect(loop.runUntilComplete(desk.alone(outer()))).toEqual([
    'LoopStateError',
    'LoopStateError',
  ]);
  expect(loop.runUntilComplete(tries(desk, turns(1, 'next')))).toBe('next');
});

test('after an error the desk is free, and the error is the same', () => {
  const [loop, desk] = [new TaskLoop(), new Desk()];
  const error = new RangeError('out of paper');
  function* fails(): Coroutine<never> {
    yield;
    throw error;
  }
  const task = loop.addTask(desk.alone(fails()));
  expect(() => loop.runUntilComplete(task)).toThrow(error);
  expect(loop.runUntilComplete(tries(desk, turns(1, 'next')))).toBe('next');
});

test('after a work that was cancelled the desk is free', () => {
  const [loop, desk] = [new TaskLoop(), new Desk()];
  const never = loop.createFuture<void>();
  function* waits(): Coroutine<void> {
    yield* never;
  }
  const task = loop.addTask(desk.alone(waits()));
  loop.runOnce();
  expect(loop.runUntilComplete(tries(desk, turns(1, 'other')))).toBe('LoopStateError');
  task.cancel();
  expect(() => loop.runUntilComplete(task)).toThrow();
  expect(loop.runUntilComplete(tries(desk, turns(1, 'next')))).toBe('next');
});

test('what has not taken a step yet is not at work', () => {
  const [loop, desk] = [new TaskLoop(), new Desk()];
  const forgotten = desk.alone(turns(1, 'forgotten'));
  expect(loop.runUntilComplete(tries(desk, turns(1, 'next')))).toBe('next');
  expect(loop.runUntilComplete(forgotten)).toBe('forgotten');
});

test('two desks have nothing to do with each other', () => {
  const loop = new TaskLoop();
  const [a, b] = [new Desk(), new Desk()].map((desk, n) =>
    loop.addTask(desk.alone(turns(3, n))),
  );
  expect([loop.runUntilComplete(a!), loop.runUntilComplete(b!)]).toEqual([0, 1]);
});
