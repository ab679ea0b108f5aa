import type { Coroutine } from '../../src/index.ts';

export interface Train {
  free: number;
  readonly sold: string[];
}

/**
 * Sells a visitor a seat of the train, if one is free.
 * @param print Prints the ticket, which takes a while. It throws if there's no paper.
 * @returns Whether there was a seat.
 */
export function* sell(
  train: Train,
  visitor: string,
  print: () => Coroutine<void>,
): Coroutine<boolean> {
  if (train.free === 0) return false;
  train.free--; // in the same step as the question
  try {
    yield* print();
  } catch (error) {
    train.free++;
    throw error;
  }
  train.sold.push(visitor);
  return true;
}
