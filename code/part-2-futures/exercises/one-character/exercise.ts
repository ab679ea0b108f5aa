import type { Coroutine, Future } from '../../src/index.ts';

function* price(amount: Future<number>): Coroutine<number> {
  return (yield* amount) * 1.2;
}

/** The price as a text. One character is missing: Task says which. */
export function* label(amount: Future<number>): Generator<any, string, any> {
  const result: number = yield price(amount);
  return `EUR ${result.toFixed(2)}`;
}
