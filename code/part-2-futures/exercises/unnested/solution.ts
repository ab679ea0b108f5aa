import type { Coroutine, Future } from '../../src/index.ts';

/** Takes an order, and returns a future of the dish. */
export type Order = (dish: string) => Future<string>;

/** The dinner in callbacks: one dish after the other, and fruit if a dish fails. */
export function dinnerInCallbacks(
  order: Order,
  dishes: string[],
  onEnd: (eaten: string[]) => void,
): void {
  const eaten: string[] = [];
  const next = (place: number): void => {
    if (place === dishes.length) return onEnd(eaten);
    order(dishes[place]!).addDoneCallback((done) => {
      try {
        eaten.push(done.result());
      } catch {
        eaten.push('fruit');
      }
      next(place + 1);
    });
  };
  next(0);
}

/** The same as a generator: yields each future to wait for it, and returns what was eaten. */
export function* dinner(order: Order, dishes: string[]): Coroutine<string[]> {
  const eaten: string[] = [];
  for (const dish of dishes)
    try {
      eaten.push(yield order(dish));
    } catch {
      eaten.push('fruit');
    }
  return eaten;
}
