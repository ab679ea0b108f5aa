import { expect, test } from 'vitest';
import { everyOrder } from './exercise.ts';

/** All orders in which tasks of so many steps were run, and the choices that led there. */
function ordersOf(steps: readonly number[], most: number) {
  const orders: string[] = [];
  const given: (readonly number[])[] = [];
  const seen = new Set<string>();
  everyOrder((choices) => {
    if (seen.has(String(choices)))
      throw new Error(`it runs [${choices}] a second time`);
    seen.add(String(choices));
    if (given.length === most) throw new Error(`more than ${most} runs`);
    given.push([...choices]);
    const ready = steps.map((left, task) => ({ left, name: 'abcdef'[task]! }));
    const counts: number[] = [];
    let order = '';
    while (ready.length > 0) {
      const choice = ready.length > 1 ? (choices[counts.length] ?? 0) : 0;
      if (ready.length > 1) counts.push(ready.length);
      if (!(choice in ready)) throw new Error(`no ${choice} of ${ready.length}`);
      const [task] = ready.splice(choice, 1);
      order += task!.name;
      if (--task!.left > 0) ready.push(task!);
    }
    if (choices.length > counts.length) throw new Error('choices that there are not');
    orders.push(order);
    return counts;
  });
  return { orders, given };
}

test.each([
  [[4], 1],
  [[1, 1], 2],
  [[2, 2], 6],
  [[1, 1, 1], 6],
  [[1, 3], 4],
  [[2, 2, 2], 90],
  [[3, 3, 3], 1680],
  [[1, 1, 1, 1, 1], 120],
])('tasks of %j steps have %i orders, and each is run once', (steps, count) => {
  const { orders } = ordersOf(steps, count);
  expect(orders.length).toBe(count);
  expect(new Set(orders).size).toBe(count);
});

test('the usual order is first, and those that differ less come before the others', () => {
  const { orders, given } = ordersOf([2, 2, 2], 90);
  expect(orders[0]).toBe('abcabc');
  const others = given.map((choices) => choices.filter((choice) => choice > 0).length);
  const early = others.findIndex((count, at) => count < (others[at - 1] ?? 0));
  if (early > 0)
    throw new Error(
      `${others[early - 1]} choices that aren’t 0 came before ${others[early]}`,
    );
});
