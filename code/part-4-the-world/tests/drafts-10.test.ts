import { expect, test } from 'vitest';
import { inRandomOrder } from '../src/drafts/random-order.ts';
import { explore, type Coroutine, type TaskLoop } from '../src/index.ts';

/** One seat, two clerks, and one of them is slow. */
function lastTicket(loop: TaskLoop): number {
  let seats = 1;
  function* sell(pages: number): Coroutine<void> {
    for (let page = 0; page < pages; page++) yield;
    if (seats === 0) return;
    yield;
    seats--;
  }
  for (const pages of [0, 8]) loop.addTask(sell(pages));
  loop.runForever({ untilIdle: true });
  return seats;
}

test('an order by chance misses the one that matters for a hundred seeds; a search has it', () => {
  const seeds = Array.from({ length: 1000 }, (_, seed) => seed + 1);
  const found = seeds.filter((seed) => inRandomOrder(lastTicket, seed) !== 0);
  expect(found[0]).toBeGreaterThan(100);
  expect(found.length).toBeLessThan(25);
  expect(explore(lastTicket)).toMatchObject({
    usual: { result: 0 },
    difference: { result: -1 },
  });
  expect(explore(lastTicket).schedules).toBeLessThan(60);
});

test('the same seed brings the same order', () => {
  const orders = [1, 2, 3, 1].map((seed) =>
    inRandomOrder((loop) => {
      let order = '';
      for (let n = 0; n < 9; n++) loop.callSoon(() => void (order += n));
      loop.runForever({ untilIdle: true });
      return order;
    }, seed),
  );
  expect(orders[3]).toBe(orders[0]);
  expect(new Set(orders).size).toBe(3);
});
