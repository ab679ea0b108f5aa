import { expect, test } from 'vitest';
import { inRandomOrder } from '../src/drafts/random-order.ts';
import { explore } from '../src/index.ts';
import { lastTicket } from '../props/last-ticket.ts';

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
