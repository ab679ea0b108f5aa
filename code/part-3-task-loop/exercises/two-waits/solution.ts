import type { Future } from '../../src/index.ts';

/** Something to delegate to: what it yields is for the task. */
export interface Wait<T> {
  [Symbol.iterator](): Iterator<Future<any>, T, any>;
}

/**
 * `yield* both(a, b)` does what `[yield* a, yield* b]` does: waits for one and then for
 * the other, and returns both results. It makes no generator.
 */
export function both<A, B>(a: Future<A>, b: Future<B>): Wait<[A, B]> {
  return {
    [Symbol.iterator]() {
      const results: unknown[] = [];
      let given: Future<any> | undefined;
      return {
        next() {
          for (const future of [a, b].slice(results.length) as Future<any>[]) {
            if (!future.done() && given !== future) {
              given = future;
              return { done: false, value: future };
            }
            results.push(future.result());
            given = undefined;
          }
          return { done: true, value: results as [A, B] };
        },
        throw(error: unknown): never {
          throw error;
        },
      };
    },
  };
}
