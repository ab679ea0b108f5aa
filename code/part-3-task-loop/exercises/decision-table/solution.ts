import {
  Future,
  isCoroutine,
  isCoroutineFunction,
  LoopMismatchError,
  type TaskLoop,
} from '../../src/index.ts';

/**
 * Makes a future of whatever can become one:
 * - a future of this loop is returned as it is;
 * - a future of another loop throws a `LoopMismatchError`;
 * - a generator becomes a task of the loop, which is returned;
 * - a generator function throws a `TypeError` that says to call it;
 * - anything else throws a `TypeError` that doesn't say so.
 */
export function transformFuture(work: unknown, loop: TaskLoop): Future<unknown> {
  if (work instanceof Future && work.loop === loop) return work;
  if (work instanceof Future)
    throw new LoopMismatchError('the future belongs to another loop');
  if (isCoroutine(work)) return loop.addTask(work);
  if (isCoroutineFunction(work))
    throw new TypeError('this makes a generator: call it, as in work()');
  throw new TypeError('expected a Future or a generator');
}
