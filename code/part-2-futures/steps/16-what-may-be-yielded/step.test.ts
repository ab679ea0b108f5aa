import { expect, test } from 'vitest';
import { BadYieldError, Task, type Coroutine } from '../../src/index.ts';

/** Yields something, and gives back what is thrown there. */
function caughtAt(value: unknown): unknown {
  let caught: unknown = 'nothing was thrown at the yield';
  function* work(): Coroutine<void> {
    try {
      yield value as never;
    } catch (error) {
      caught = error;
    }
  }
  try {
    new Task(work());
  } catch {
    // it should not come out here, but be caught above
  }
  return caught;
}

test.each([
  ['a generator', (function* () {})(), 'yield*'],
  ['5', 5, '5'],
  ['null', null, 'null'],
  ['false', false, 'false'],
  ['text', 'text', 'text'],
  ['a promise', Promise.resolve(1), 'Promise'],
  ['what only looks like a future', { addDoneCallback() {}, done: () => false }, ''],
])('yielding %s throws an error that explains, at the yield', (_, value, part) => {
  const caught = caughtAt(value);
  expect(String(caught)).toMatch(/^BadYieldError: /);
  expect(caught).toBeInstanceOf(BadYieldError);
  expect(String(caught)).toContain(part);
});

test('a generator that catches the error goes on', () => {
  const seen: unknown[] = [];
  function* work(): Coroutine<void> {
    for (let i = 0; i < 3; i++)
      try {
        yield 5 as never;
      } catch {
        seen.push(i);
      }
  }
  try {
    new Task(work());
  } catch (error) {
    seen.push(`out came ${error}`);
  }
  expect(seen).toEqual([0, 1, 2]);
});

/** It is not what happens by itself when a method is missing. */
const REFUSAL = /^TypeError: (?!.* is not a function)/;
function thrownBy(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return String(error);
  }
  return 'nothing was thrown';
}

test('a task takes a generator, and not the function that makes one', () => {
  function* work() {}
  const refused = [work, () => {}, 5, [].values(), undefined, Promise.resolve()];
  for (const wrong of refused)
    expect(thrownBy(() => new Task(wrong as never))).toMatch(REFUSAL);
  expect(thrownBy(() => new Task(work as never))).toContain('work()');
});
