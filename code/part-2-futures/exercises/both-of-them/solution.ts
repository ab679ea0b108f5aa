import type { Future } from '../../src/index.ts';

/** Two futures. `yield* pair` waits for both, and returns both results, first and second. */
export class Pair<A, B> {
  readonly first: Future<A>;
  readonly second: Future<B>;

  constructor(first: Future<A>, second: Future<B>) {
    this.first = first;
    this.second = second;
  }

  *[Symbol.iterator](): Generator<Future<unknown>, [A, B], unknown> {
    return [yield* this.first, yield* this.second];
  }
}
