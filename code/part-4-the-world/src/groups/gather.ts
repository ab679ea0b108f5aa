import { FutureCancelledError } from '../errors.ts';
import { Future } from '../future.ts';
import type { Scheduler } from '../scheduler.ts';
import { getRunningLoop } from '../task-loop.ts';
import { transformFuture, type Results, type Work } from '../transform-future.ts';

/**
 * Has all of the work done at once, and is a future of all results, in the order of the
 * work. The first error is its error, and the rest goes on. To cancel it is to cancel
 * all. asyncio's `gather`.
 * @param options.returnExceptions True to have errors among the results.
 */
export function gather<const W extends readonly Work<any>[]>(
  works: W,
  options?: { returnExceptions?: false },
): Future<Results<W>>;
export function gather(
  works: readonly Work<any>[],
  options: { returnExceptions?: boolean },
): Future<unknown[]>;
export function gather(
  works: readonly Work<any>[],
  { returnExceptions = false } = {},
): Future<any> {
  const loop = works.find((work) => work instanceof Future)?.loop ?? getRunningLoop();
  const futureOf = new Map<Work<any>, Future<any>>();
  for (const work of works)
    if (!futureOf.has(work)) futureOf.set(work, transformFuture(work, loop));
  const children = works.map((work) => futureOf.get(work)!);
  const all = new Gathering(children, loop);
  let left = futureOf.size;
  const childIsDone = (child: Future<any>): void => {
    left--;
    const { value, isError } = outcomeOf(child);
    if (all.done()) return;
    if (isError && !returnExceptions) all.setException(value);
    else if (left > 0) return;
    else if (all.cancelRequest) all.setException(cancellationOf(all.cancelRequest));
    else all.setResult(children.map((child) => outcomeOf(child).value));
  };
  for (const child of futureOf.values()) child.addDoneCallback(childIsDone);
  if (left === 0) all.setResult([]);
  return all;
}

/** Cannot be cancelled by itself: when the children have ended, it does. */
class Gathering extends Future<unknown[]> {
  cancelRequest: { message: string | undefined } | undefined;
  readonly #children: readonly Future<any>[];

  constructor(children: readonly Future<any>[], loop: Scheduler) {
    super(loop);
    this.#children = children;
  }

  override cancel(message?: string): boolean {
    if (this.done()) return false;
    const heard = this.#children.filter((child) => child.cancel(message));
    if (heard.length > 0) this.cancelRequest = { message };
    return heard.length > 0;
  }
}

const cancellationOf = ({ message }: { message: string | undefined }): Error =>
  new FutureCancelledError(message);

/** The result, or what the future failed with; that it was cancelled counts. */
function outcomeOf(future: Future<any>): { value: unknown; isError: boolean } {
  try {
    return { value: future.result(), isError: false };
  } catch (error) {
    return { value: error, isError: true };
  }
}
