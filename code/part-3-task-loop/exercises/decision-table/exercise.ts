import { Future, type TaskLoop } from '../../src/index.ts';

/**
 * Makes a future of whatever can become one. `isCoroutine` and `isCoroutineFunction` of
 * the library tell generators and the functions that make them.
 *
 * | `work`                 | what comes of it                               |
 * |------------------------|------------------------------------------------|
 * | a future of this loop  | is returned as it is                           |
 * | one of another loop    | throws `LoopMismatchError`                     |
 * | a generator            | becomes a task of the loop, which is returned  |
 * | a generator function   | throws `TypeError`; the message says: call it  |
 * | anything else          | throws `TypeError`; it can't be called         |
 */
export function transformFuture(work: unknown, loop: TaskLoop): Future<unknown> {
  if (work instanceof Future && work.loop === loop) return work;
  return work as any; // and the other rows?
}
