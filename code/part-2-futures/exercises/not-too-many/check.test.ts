import { expect, test } from 'vitest';
import { Future, Task, type Coroutine } from '../../src/index.ts';
import { limited } from './exercise.ts';

/** Work that waits for a future of its own, and notes when it begins. */
function kitchen(limit: number) {
  const begun: string[] = [];
  const dishes: Record<string, Future<string>> = {};
  const cook = limited(limit, function* (dish: string): Coroutine<string> {
    begun.push(dish);
    if (begun.length > 50) throw new Error('it cooks for ever');
    dishes[dish] = new Future();
    return yield* dishes[dish];
  });
  return {
    begun,
    cook,
    serve: (dish: string) => dishes[dish]!.setResult(dish),
    dishes,
  };
}

test('a call returns a task, with what the work returns', () => {
  const { cook, serve } = kitchen(2);
  const task = cook('soup');
  expect(task).toBeInstanceOf(Task);
  serve('soup');
  expect(task.result(0)).toBe('soup');
});

test('no more than the limit are at work, and the next begins when one ends', () => {
  const { begun, cook, serve } = kitchen(2);
  const tasks = ['a', 'b', 'c', 'd'].map((dish) => cook(dish));
  expect(begun).toEqual(['a', 'b']);
  serve('b');
  expect(begun).toEqual(['a', 'b', 'c']);
  serve('a');
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  serve('d');
  serve('c');
  expect(tasks.map((task) => task.result(0))).toEqual(['a', 'b', 'c', 'd']);
});

test('a place that is given back is free for later calls', () => {
  const { begun, cook, serve } = kitchen(1);
  for (const dish of ['a', 'b', 'c']) {
    cook(dish);
    serve(dish);
  }
  expect(begun).toEqual(['a', 'b', 'c']);
  cook('d');
  cook('e');
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
});

test('a later call does not overtake those that wait', () => {
  const { begun, cook, serve } = kitchen(1);
  const first = cook('a');
  cook('b');
  first.addDoneCallback(() => cook('late'));
  serve('a');
  serve('b');
  expect(begun).toEqual(['a', 'b', 'late']);
});

test('an error gives the place back', () => {
  const { begun, cook, dishes } = kitchen(1);
  const [bad, next] = [cook('a'), cook('b')];
  dishes['a']!.setException(new Error('burnt'));
  expect(() => bad.result(0)).toThrow('burnt');
  expect(begun).toEqual(['a', 'b']);
  expect(next.done()).toBe(false);
});

test('so does a cancellation', () => {
  const { begun, cook } = kitchen(1);
  const [first] = [cook('a'), cook('b')];
  first.cancel();
  expect(begun).toEqual(['a', 'b']);
});

test('one that is cancelled while it waits never begins, and loses no place', () => {
  const { begun, cook, serve } = kitchen(1);
  const [, second] = [cook('a'), cook('b'), cook('c')];
  expect(second!.cancel()).toBe(true);
  serve('a');
  expect(begun).toEqual(['a', 'c']);
  serve('c');
  cook('d');
  expect(begun).toEqual(['a', 'c', 'd']);
});

test('two limited functions do not share their places', () => {
  const [one, other] = [kitchen(1), kitchen(1)];
  one.cook('a');
  other.cook('b');
  expect([one.begun, other.begun]).toEqual([['a'], ['b']]);
});
