import { Future, type TaskLoop } from '../../src/index.ts';

/**
 * Makes a future of whatever can become one:
 * - a future of this loop is returned as it is;
 * - a future of another loop throws a `LoopMismatchError`;
 * - a generator becomes a task of the loop, which is returned;
 * - a generator function throws a `TypeError` that says to call it;
 * - anything else throws a `TypeError` that doesn't say so.
 *
 * The library has `isCoroutine` for generators, and `isCoroutineFunction` for
 * the functions that make them.
 */
export function transformFuture(work: unknown, loop: TaskLoop): Future<unknown> {
  if (work instanceof Future && work.loop === loop) return work;
  return work as any; // and the other cases?
}
