import { canShare, sources, waitUntil } from './bell.ts';
import { copyToTravel, revive, type Reply } from './crossing.ts';
import { InvalidStateError, LoopStateError } from '../errors.ts';
import type { Executor, Job, Returns } from './executor.ts';
import type { Future } from '../future.ts';
import * as own from '../scheduler.ts';
import type { TaskLoop } from '../task-loop.ts';
import { Thread } from './thread.ts';

interface Order {
  fn: Job;
  args: unknown[];
  future: Future<any>;
}

const endAll = (idle: Thread[]): void => {
  for (const thread of idle.splice(0)) thread.end();
};

/** Ends the threads of an executor that nobody has any more. */
const forgotten = new FinalizationRegistry<Thread[]>(endAll);

/**
 * Runs functions on other threads, at most `maxThreads` at once; the rest waits its
 * turn. `concurrent.futures`' `ThreadPoolExecutor`.
 */
export class ThreadedExecutor implements Executor {
  readonly loop: TaskLoop;
  readonly #maxThreads: number;
  readonly #waiting: Order[] = [];
  readonly #working = new Map<Thread, Order>();
  readonly #idle: Thread[] = [];
  #shutDown = false;

  /**
   * @param loop The loop whose futures `submit` returns, and which is told of results.
   * @throws {RangeError} if `maxThreads` is not a whole number from 1 on.
   */
  constructor(
    loop: TaskLoop,
    { maxThreads = Math.min(32, navigator.hardwareConcurrency + 4) } = {},
  ) {
    if (!Number.isInteger(maxThreads) || maxThreads < 1)
      throw new RangeError(`maxThreads is a whole number from 1 on, not ${maxThreads}`);
    if (!(loop as TaskLoop | undefined)?.callSoon)
      throw new TypeError('an executor belongs to a loop: new ThreadedExecutor(loop)');
    this.loop = loop;
    this.#maxThreads = maxThreads;
    const idle = this.#idle;
    forgotten.register(this, idle);
    loop[own.closesWith](() => endAll(idle));
  }

  /**
   * Has `fn(...args)` run on another thread, and returns a future of what it returns.
   * The function travels as text: it sees its arguments and what is global, and nothing
   * of what stands around it. Arguments are copied; the result is plain data (JSON).
   * Where no memory can be shared, the function runs here and now instead.
   * @throws {TypeError} if the function or an argument cannot travel.
   * @throws {InvalidStateError} after `shutdown`.
   * @throws {LoopStateError} if the loop is closed.
   */
  submit<F extends Job>(
    fn: F & Returns<F>,
    ...args: Parameters<F>
  ): Future<Awaited<ReturnType<F>>> {
    if (this.#shutDown) throw new InvalidStateError('the executor has been shut down');
    if (this.loop.isClosed()) throw new LoopStateError('the loop is closed');
    const copy = copyToTravel(fn, args);
    const job: Order = { fn, args: copy, future: this.loop.createFuture() };
    if (!canShare) return runHere(job, this.loop);
    this.#waiting.push(job);
    sources.add(this);
    this.#dispatch();
    return job.future;
  }

  /** Takes in what the threads have finished, and gives them more to do. */
  poll(): void {
    for (const [thread, { future }] of this.#working) {
      const reply = thread.take();
      if (!reply) continue;
      this.#working.delete(thread);
      if (!thread.isGone()) this.#idle.push(thread);
      if (!this.loop.isClosed()) this.loop.callSoonThreadsafe(settle, future, reply);
    }
    this.#dispatch();
  }

  #dispatch(): void {
    if (this.loop.isClosed()) this.#waiting.length = 0; // nobody could hear of them
    while (this.#waiting.length > 0 && this.#working.size < this.#maxThreads) {
      const job = this.#waiting.shift()!;
      if (job.future.cancelled()) continue; // cancelled while it waited
      let thread = this.#idle.pop() ?? new Thread();
      if (thread.isGone()) thread = new Thread(); // it died while it was idle
      thread.run(String(job.fn), job.args);
      this.#working.set(thread, job);
    }
    if (this.#working.size > 0) return;
    sources.delete(this);
    if (this.#shutDown || this.loop.isClosed()) endAll(this.#idle);
  }

  /**
   * Takes no more work, and ends the threads when they have finished theirs.
   * @param options.wait False to come back at once instead of when all is finished.
   * @param options.cancelFutures True to cancel what has not begun yet.
   */
  shutdown({ wait = true, cancelFutures = false } = {}): void {
    this.#shutDown = true;
    if (cancelFutures && !this.loop.isClosed())
      for (const { future } of this.#waiting.splice(0)) future.cancel();
    this.#dispatch();
    if (wait) waitUntil(() => this.#working.size === 0, Infinity, this.loop);
  }

  [Symbol.dispose](): void {
    this.shutdown();
  }
}

/**
 * Without shared memory no other thread could answer. The result is the same, later.
 */
function runHere({ fn, args, future }: Order, loop: TaskLoop): Future<any> {
  const isWanted = (): boolean => !future.done() && !loop.isClosed();
  const succeed = (result: unknown): void => {
    if (isWanted()) future.setResult(result);
  };
  const fail = (error: unknown): void => {
    if (isWanted()) future.setException(error);
  };
  try {
    const value = fn(...args);
    if (value instanceof Promise) value.then(succeed, fail);
    else succeed(value);
  } catch (error) {
    fail(error);
  }
  return future;
}

function settle(future: Future<unknown>, reply: Reply): void {
  if (future.done()) return; // cancelled while the job ran
  if ('error' in reply) future.setException(revive(reply.error));
  else future.setResult(reply.value);
}
