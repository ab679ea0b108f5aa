import {
  describe,
  isCoroutine,
  isCoroutineFunction,
  type Coroutine,
} from './coroutine.ts';
import { LoopMismatchError } from './errors.ts';
import { Future } from './future.ts';
import type { Scheduler } from './scheduler.ts';
import { Task } from './task.ts';

/**
 * Makes a future of whatever can become one: a future of this loop stays as it is, a
 * generator becomes a task. asyncio's `ensure_future`.
 * @throws {LoopMismatchError} for a future of another loop.
 * @throws {TypeError} for anything else.
 */
export function transformFuture<T>(
  work: Future<T> | Coroutine<T>,
  loop: Scheduler,
): Future<T> {
  if (work instanceof Future) {
    if (work.loop !== loop)
      throw new LoopMismatchError('the future belongs to another loop');
    return work;
  }
  if (isCoroutine(work)) return new Task(work, loop);
  const hint = isCoroutineFunction(work) ? ': call it, as in work()' : '';
  throw new TypeError(`expected a Future or a generator, got ${describe(work)}${hint}`);
}
