import {
  describe,
  isCoroutine,
  isCoroutineFunction,
  type Coroutine,
} from './coroutine.ts';
import { LoopMismatchError } from './errors.ts';
import { follow } from './host/follow.ts';
import { Future } from './future.ts';
import type { Scheduler } from './scheduler.ts';
import { Task } from './task.ts';

/** What can become a future. */
export type Work<T> = Future<T> | Coroutine<T> | PromiseLike<T>;

/** What much work comes to: each result with the type of its work. */
export type Results<W extends readonly Work<any>[]> = {
  -readonly [I in keyof W]: W[I] extends Work<infer T> ? T : never;
};

/**
 * Makes a future of whatever can become one: a future of this loop stays as it is, a
 * generator becomes a task, and a promise is followed. asyncio's `ensure_future`.
 * @throws {LoopMismatchError} for a future of another loop.
 * @throws {TypeError} for anything else.
 */
export function transformFuture<T>(work: Work<T>, loop: Scheduler): Future<T> {
  if (work instanceof Future) {
    if (work.loop !== loop)
      throw new LoopMismatchError('the future belongs to another loop');
    return work;
  }
  if (isCoroutine(work)) return new Task(work as Coroutine<T>, loop);
  if (isThenable(work)) {
    const future = new Future<T>(loop);
    follow(future, () => work);
    return future;
  }
  const hint = isCoroutineFunction(work) ? ': call it, as in work()' : '';
  throw new TypeError(
    `expected a future, a generator or a promise, got ${describe(work)}${hint}`,
  );
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  Object(value) === value && typeof (value as PromiseLike<unknown>).then === 'function';
