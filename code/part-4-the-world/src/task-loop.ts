import { hostClock, type Clock } from './time/clock.ts';
import type { Coroutine } from './coroutine.ts';
import { DeadlockError, LoopStateError } from './errors.ts';
import { Future } from './future.ts';
import { checkRegular, Handle } from './handle.ts';
import { ReadyQueue } from './ready-queue.ts';
import type {
  ExceptionContext,
  Ignored,
  Listed,
  Runnable,
  Scheduler,
} from './scheduler.ts';
import * as own from './scheduler.ts';
import { Task, type TaskOptions } from './task.ts';
import { transformFuture } from './transform-future.ts';
import { bell, poll, ring } from './threads/bell.ts';
import { TimerHandle } from './time/timer-handle.ts';
import { TimerQueue } from './time/timer-queue.ts';
import { UnheardErrors } from './unheard-errors.ts';

export type ExceptionHandler = (loop: TaskLoop, context: ExceptionContext) => Ignored;

/**
 * The loop that runs now. Each thread has a variable of its own, so each can run a
 * loop.
 */
let running: TaskLoop | undefined;

/**
 * The loop that runs in this thread. asyncio's `get_running_loop`.
 * @throws {LoopStateError} if none does.
 */
export function getRunningLoop(): TaskLoop {
  if (!running) throw new LoopStateError('no loop is running in this thread');
  return running;
}

/**
 * The task whose step is being taken in this thread. asyncio's `current_task`.
 * @throws {LoopStateError} if none is: a callback has no task.
 */
export function getCurrentTask(): Task<any> {
  const task = getRunningLoop().currentTask();
  if (!task) throw new LoopStateError('no task is running here');
  return task;
}

/**
 * Makes calls and runs tasks, in the order in which it was asked to. asyncio's event
 * loop.
 */
export class TaskLoop implements Scheduler {
  readonly #ready: ReadyQueue<Runnable>;
  readonly #tasks: Listed[] = [];
  readonly #unheard = new UnheardErrors((context) =>
    this.callExceptionHandler(context),
  );
  readonly #timers = new TimerQueue();
  readonly #clock: Clock;
  readonly #closers: (() => void)[] = [];
  #current: Runnable | undefined;
  #stopping = false;
  #closed = false;
  #exceptionHandler: ExceptionHandler | null = null;

  /**
   * @param options.clock Another clock than the host's, such as a `VirtualClock`.
   * @param options.ready Another queue, which may have its own idea of who is next.
   */
  constructor({ clock = hostClock, ready = new ReadyQueue<Runnable>() } = {}) {
    this.#clock = clock;
    this.#ready = ready;
  }

  /** What the loop's clock says, in milliseconds. asyncio's `time`. */
  time(): number {
    return this.#clock.now();
  }

  /**
   * `callSoon`, but not before `delayMs` milliseconds are over. asyncio's `call_later`.
   * @throws {RangeError} if the delay is no number.
   */
  callLater<A extends unknown[]>(
    delayMs: number,
    callback: (...args: A) => Ignored,
    ...args: A
  ): TimerHandle<A> {
    return this.callAt(this.time() + delayMs, callback, ...args);
  }

  /**
   * `callSoon`, but not before the loop's `time()` is `when`. Of calls for the same
   * moment the one that was asked for first is made first. asyncio's `call_at`.
   * @throws {RangeError} if the moment is no number.
   */
  callAt<A extends unknown[]>(
    when: number,
    callback: (...args: A) => Ignored,
    ...args: A
  ): TimerHandle<A> {
    checkRegular(callback);
    if (this.#closed) throw new LoopStateError('the loop is closed');
    if (!(when <= Infinity)) throw new RangeError(`a moment is a number, not ${when}`);
    const timer = new TimerHandle(callback, this, args, when);
    this.#timers.push(timer);
    return timer;
  }

  /**
   * Adds a callback at the end of the ready queue, and returns at once. asyncio's
   * `call_soon`.
   * @throws {NotRegularFunctionError} for generators, and for functions that make one
   *   or make a promise.
   * @throws {LoopStateError} if the loop is closed.
   */
  callSoon<A extends unknown[]>(
    callback: (...args: A) => Ignored,
    ...args: A
  ): Handle<A> {
    checkRegular(callback);
    const handle = new Handle(callback, this, args);
    this[own.schedule](handle);
    return handle;
  }

  /** `callSoon`, for a loop that may be asleep. asyncio's `call_soon_threadsafe`. */
  callSoonThreadsafe<A extends unknown[]>(
    callback: (...args: A) => Ignored,
    ...args: A
  ): Handle<A> {
    const handle = this.callSoon(callback, ...args);
    ring(bell);
    return handle;
  }

  /** Puts something that can run at the end of the ready queue: a handle, or a task. */
  [own.schedule](entry: Runnable): void {
    if (this.#closed) throw new LoopStateError('the loop is closed');
    this.#ready.push(entry);
  }

  /** How long the ready queue is. */
  totalTasks(): number {
    return this.#ready.length;
  }

  /**
   * Runs the oldest entry of the ready queue, if there is one. Never waits.
   * @throws {LoopStateError} if a loop is running in this thread, or this one is
   *   closed.
   */
  runOnce(): void {
    this.#enter();
    try {
      this.#queueDue();
      if (this.#ready.length > 0) this.#runOldest();
    } finally {
      this.#leave();
    }
  }

  /**
   * Takes turns until `stop`. A turn runs what was ready when it began; what is added
   * meanwhile waits for the next. While nothing is ready the thread sleeps. asyncio's
   * `run_forever`.
   * @param options.untilIdle True to come back when nothing is ready, and no other
   *   thread works for this one. The series had planned this.
   * @throws {LoopStateError} if a loop is running in this thread, or this one is
   *   closed.
   * @throws {DeadlockError} if it would sleep for ever: nothing can wake it.
   */
  runForever({ untilIdle = false } = {}): void {
    this.#enter();
    try {
      do {
        if (this.#ready.length > 0 || this.#stopping) poll();
        else this.#sleep();
        this.#takeTurn();
      } while (!this.#stopping);
    } catch (error) {
      if (!(untilIdle && error instanceof DeadlockError)) throw error;
    } finally {
      this.#leave();
    }
  }

  #sleep(): void {
    this.#clock.waitUntil(() => this.#ready.length > 0, this.#timers.firstDue(), this);
  }

  #takeTurn(): void {
    this.#queueDue();
    for (let left = this.#ready.length; left > 0; left--) this.#runOldest();
  }

  /** For a host that has a loop of its own: takes one turn, and never waits. */
  [own.takeTurn](): void {
    this.#enter();
    try {
      poll();
      this.#takeTurn();
    } finally {
      this.#leave();
    }
  }

  /** When it should: `-Infinity` for at once, `Infinity` for not before it is asked. */
  [own.nextDue](): number {
    return this.#ready.length > 0 ? -Infinity : this.#timers.firstDue();
  }

  /** What becomes due while it does so waits for the next turn. */
  #queueDue(): void {
    const now = this.time();
    for (let timer; (timer = this.#timers.shiftDue(now));) this[own.schedule](timer);
  }

  #runOldest(): void {
    this.#current = this.#ready.shift()!;
    this.#current[own.run]();
  }

  /**
   * Runs until the work is done, and returns its result or throws its error. asyncio's
   * `run_until_complete`.
   * @param work A future of this loop, or a generator, which becomes a task. A promise
   *   would never be done: the host is busy with this very call.
   * @throws {LoopStateError} if a loop is running in this thread, or this one is
   *   closed, or is stopped before the work is done.
   * @throws {DeadlockError} if nothing can bring the work to its end.
   */
  runUntilComplete<T>(work: Future<T> | Coroutine<T>): T {
    this.#checkIdle();
    const future = transformFuture(work, this);
    let isOver = false;
    const stop = (): void => {
      if (!isOver) this.stop(); // else it waited in the queue while the run ended
    };
    future.addDoneCallback(stop);
    try {
      this.runForever();
    } finally {
      isOver = true;
      future.removeDoneCallback(stop);
    }
    if (!future.done()) throw new LoopStateError('stopped before the work was done');
    return future.result();
  }

  /**
   * Has the loop drive a generator, from the next turn on. asyncio's `create_task`.
   * @param options.name For who looks for it later; `Task-1` and so on, if there is none.
   */
  addTask<T>(coroutine: Coroutine<T>, options?: TaskOptions): Task<T> {
    return new Task(coroutine, this, options);
  }

  /** A new future, which belongs to this loop. asyncio's `create_future`. */
  createFuture<T>(): Future<T> {
    return new Future(this);
  }

  /**
   * Has the loop leave at the end of this turn; if it is not running, after the first
   * turn of its next run. asyncio's `stop`.
   */
  stop(): void {
    this.#stopping = true;
  }

  isRunning(): boolean {
    return running === this;
  }

  /**
   * Forgets what waits, takes nothing more, and tells the exception handler of tasks
   * that are left and of errors that nobody asked for. Closing twice is no mistake.
   * asyncio's `close`.
   * @throws {LoopStateError} if the loop is running.
   */
  close(): void {
    if (this.isRunning()) throw new LoopStateError('a running loop cannot be closed');
    if (this.#closed) return;
    for (const close of this.#closers.splice(0)) close();
    this.#closed = true;
    this.#ready.clear();
    this.#timers.clear();
    this.#unheard.tellAll();
    for (const future of this.#tasks) {
      const message = `${future[own.title]()} was pending when its loop was closed`;
      this.callExceptionHandler({ message, future });
    }
  }

  isClosed(): boolean {
    return this.#closed;
  }

  /** The task whose step is being taken, if one is. asyncio's `current_task`. */
  currentTask(): Task<any> | undefined {
    return this.#current instanceof Task ? this.#current : undefined;
  }

  /** The tasks that are not done. asyncio's `all_tasks`. */
  allTasks(): Set<Task<any>> {
    return new Set(this.#tasks as Task<any>[]);
  }

  [own.taskBegins](task: Listed): void {
    task[own.place] = this.#tasks.push(task) - 1;
  }

  /** The last of the list takes its place there. */
  [own.taskEnds](task: Listed): void {
    const last = this.#tasks.pop()!;
    if (last === task) return;
    this.#tasks[task[own.place]] = last;
    last[own.place] = task[own.place];
  }

  [own.closesWith](close: () => void): void {
    this.#closers.push(close);
  }

  [own.unheard](future: object, context: ExceptionContext): void {
    this.#unheard.add(future, context);
  }

  [own.heard](future: object): void {
    this.#unheard.delete(future);
  }

  /**
   * Sets the function that is told of errors in callbacks, which no other code can
   * catch. asyncio's `set_exception_handler`.
   * @param handler `null` for the default, which prints them.
   * @throws {NotRegularFunctionError} for what could not simply be called.
   */
  setExceptionHandler(handler: ExceptionHandler | null): void {
    if (handler !== null) checkRegular(handler);
    this.#exceptionHandler = handler;
  }

  /** Tells the exception handler. asyncio's `call_exception_handler`. */
  callExceptionHandler(context: ExceptionContext): void {
    const { message, exception } = context;
    if (!this.#exceptionHandler)
      return 'exception' in context
        ? console.error(message, exception)
        : console.error(message);
    try {
      this.#exceptionHandler(this, context);
    } catch (exception) {
      console.error('Error in the exception handler:', exception, 'told of', context);
    }
  }

  #enter(): void {
    this.#checkIdle();
    running = this;
  }

  #leave(): void {
    running = undefined;
    this.#stopping = false; // an order to stop is over with the run
    this.#current = undefined;
  }

  #checkIdle(): void {
    if (this.#closed) throw new LoopStateError('the loop is closed');
    if (running) throw new LoopStateError('a loop is running in this thread already');
  }
}
