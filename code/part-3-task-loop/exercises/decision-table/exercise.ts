import { Future, type TaskLoop } from '../../src/index.ts';

/**
 * Makes a future of whatever can become one. The library exports what you need to tell
 * one row from the other: `isCoroutine` and `isCoroutineFunction`.
 *
 * | `work`                 | what comes of it                               |
 * |------------------------|------------------------------------------------|
 * | a future of this loop  | is returned as it is                           |
 * | one of another loop    | throws `LoopMismatchError`                     |
 * | a generator            | becomes a task of the loop, which is returned  |
 * | a generator function   | throws `TypeError`; the message says: call it  |
 * | anything else          | throws `TypeError`                             |
 */
export function transformFuture(work: unknown, loop: TaskLoop): Future<unknown> {
  if (work instanceof Future && work.loop === loop) return work;
  return work as any; // one row is done: write the rest
}
