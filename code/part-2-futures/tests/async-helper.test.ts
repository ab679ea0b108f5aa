import { expect, expectTypeOf, test } from 'vitest';
import { asyncHelper, Future, Task } from '../src/index.ts';

const delayed = asyncHelper(function* (name: string, value: Future<number>) {
  return `${name}: ${yield* value}`;
});

test('each call starts a task of its own and returns it', () => {
  const [one, two] = [new Future<number>(), new Future<number>()];
  const tasks = [delayed('one', one), delayed('two', two)];
  expect(tasks.every((task) => task instanceof Task)).toBe(true);
  two.setResult(2);
  expect(tasks.map((task) => task.done())).toEqual([false, true]);
  one.setResult(1);
  expect(tasks.map((task) => task.result())).toEqual(['one: 1', 'two: 2']);
});

test('arguments and result keep their types', () => {
  expectTypeOf(delayed).parameters.toEqualTypeOf<[string, Future<number>]>();
  expectTypeOf(delayed).returns.toEqualTypeOf<Task<string>>();
});

test('an error is the task’s, not the caller’s', () => {
  const broken = asyncHelper(function* (): Generator<undefined, void> {
    throw new RangeError('no');
  });
  expect(broken().exception()).toEqual(new RangeError('no'));
});

test('what it makes can be called inside another one', () => {
  const future = new Future<number>();
  const twice = asyncHelper(function* () {
    return `${yield* delayed('a', future)}, ${yield* delayed('b', future)}`;
  });
  const task = twice();
  future.setResult(1);
  expect(task.result()).toBe('a: 1, b: 1');
});

test('a function that makes no generator is refused', () => {
  expect(() => asyncHelper((() => 5) as never)()).toThrow(TypeError);
});
