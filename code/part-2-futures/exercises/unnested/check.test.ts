import { expect, test } from 'vitest';
import { Future, Task } from '../../src/index.ts';
import { dinner } from './exercise.ts';

/** A kitchen that brings a dish when it is told to, and what it has been asked for. */
function kitchen() {
  const asked: string[] = [];
  const orders = new Map<string, Future<string>>();
  return {
    asked,
    order: (dish: string) => {
      asked.push(dish);
      const future = new Future<string>();
      orders.set(dish, future);
      return future;
    },
    brings: (dish: string) => orders.get(dish)!.setResult(`a ${dish}`),
    burns: (dish: string) => orders.get(dish)!.setException(new Error('burnt')),
  };
}

/** Has a task drive the dinner, and keeps what it returns. */
function eat(order: (dish: string) => Future<string>, dishes: string[]) {
  const ends: string[][] = [];
  new Task(
    (function* () {
      ends.push(yield* dinner(order, dishes));
    })(),
  );
  return ends;
}

test('the dishes are eaten in order, and returned', () => {
  const { order, brings } = kitchen();
  const ends = eat(order, ['soup', 'fish', 'cake']);
  brings('soup');
  brings('fish');
  expect(ends).toEqual([]);
  brings('cake');
  expect(ends).toEqual([['a soup', 'a fish', 'a cake']]);
});

test('a dish is ordered when the one before it has been eaten', () => {
  const { asked, order, brings } = kitchen();
  eat(order, ['soup', 'fish']);
  expect(asked).toEqual(['soup']);
  brings('soup');
  expect(asked).toEqual(['soup', 'fish']);
});

test('if a dish fails there is fruit, and the dinner goes on', () => {
  const { order, brings, burns } = kitchen();
  const ends = eat(order, ['soup', 'fish', 'cake']);
  burns('soup');
  brings('fish');
  burns('cake');
  expect(ends).toEqual([['fruit', 'a fish', 'fruit']]);
});

test('a dish that is there already', () => {
  const order = (dish: string): Future<string> => {
    const future = new Future<string>();
    future.setResult(dish);
    return future;
  };
  expect(eat(order, ['soup', 'cake'])).toEqual([['soup', 'cake']]);
});

test('nothing ordered, nothing eaten', () => {
  expect(eat(kitchen().order, [])).toEqual([[]]);
});

test('it yields futures and takes no callbacks of its own', () => {
  const { order } = kitchen();
  const future = dinner(order, ['soup']).next().value;
  expect(future).toBeInstanceOf(Future);
});
