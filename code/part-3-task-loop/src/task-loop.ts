import { isCoroutine, isCoroutineFunction, type Coroutine } from './coroutine.ts';
import { LoopStateError, NotRegularFunctionError } from './errors.ts';
import { Future } from './future.ts';
import { Handle } from './handle.ts';
import { ReadyQueue } from './ready-queue.ts';
import { Task } from './task.ts';
import { transformFuture } from './transform-future.ts';

/** What an exception handler is told. */
export interface ExceptionContext {
  message: string;
  exception?: unknown;
}
export type ExceptionHandler = (loop: TaskLoop, context: ExceptionContext) => void;

/**
 * Calls functions one after the other, in the order in which it was asked to. asyncio's
 * event loop.
 */
export class TaskLoop {
  readonly #ready = new ReadyQueue<Handle>();
  #running = false;
  #stopping = false;
  #closed = false;
  #exceptionHandler: ExceptionHandler | null = null;

  /**
   * Puts a call at the end of the ready queue, and returns at once. asyncio's
   * `call_soon`.
   * @throws {NotRegularFunctionError} for generators and for async or generator
   *   functions.
   * @throws {LoopStateError} if the loop is closed.
   */
  callSoon<A extends unknown[]>(
    callback: (...args: A) => unknown,
    ...args: A
  ): Handle<A> {
    this.#checkOpen();
    if (isCoroutine(callback) || isCoroutineFunction(callback))
      throw new NotRegularFunctionError(
        'callSoon takes a regular function; give a generator to addTask',
      );
    if (typeof callback !== 'function')
      throw new TypeError(`callSoon takes a function, got ${typeof callback}`);
    const handle = new Handle(callback, this, args);
    this.#ready.push(handle);
    return handle;
  }

  /** How many calls wait in the ready queue. */
  totalTasks(): number {
    return this.#ready.length;
  }

  /**
   * Makes the oldest call in the ready queue, if there is one. Never waits.
   * @throws {LoopStateError} if the loop is running already, or is closed.
   */
  runOnce(): void {
    this.#whileRunning(() => this.#ready.shift()?.run());
  }

  /**
   * Takes turns until `stop`. A turn makes the calls that were ready when it began;
   * what they add waits for the next. While nothing is ready the thread sleeps.
   * asyncio's `run_forever`.
   * @throws {LoopStateError} if the loop is running already, or is closed.
   */
  runForever(): void {
    this.#whileRunning(() => {
      do {
        if (this.#ready.length === 0 && !this.#stopping) sleep();
        for (let left = this.#ready.length; left > 0; left--)
          this.#ready.shift()!.run();
      } while (!this.#stopping);
      this.#stopping = false;
    });
  }

  /**
   * Runs until the work is done, and returns its result or throws its error. asyncio's
   * `run_until_complete`.
   * @param work A future of this loop, or a generator, which becomes a task.
   * @throws {LoopStateError} if the loop is running already, is closed, or is stopped
   *   before the work is done.
   */
  runUntilComplete<T>(work: Future<T> | Coroutine<T>): T {
    this.#checkIdle();
    const future = transformFuture(work, this);
    const stop = (): void => this.stop();
    future.addDoneCallback(stop);
    try {
      this.runForever();
    } finally {
      future.removeDoneCallback(stop);
    }
    if (!future.done())
      throw new LoopStateError('the loop was stopped before the work was done');
    return future.result();
  }

  /** Starts driving a generator, from the next turn on. asyncio's `create_task`. */
  addTask<T>(coroutine: Coroutine<T>): Task<T> {
    if (!isCoroutine(coroutine))
      throw new TypeError(
        'addTask takes a generator: call your function* and pass what it returns',
      );
    return new Task(coroutine, this);
  }

  /** A pending future of this loop. asyncio's `create_future`. */
  createFuture<T>(): Future<T> {
    return new Future(this);
  }

  /**
   * Lets the current turn finish, then leaves `runForever`; before a run, the run ends
   * after one turn. asyncio's `stop`.
   */
  stop(): void {
    this.#stopping = true;
  }

  isRunning(): boolean {
    return this.#running;
  }

  /**
   * Forgets the calls that wait and refuses new ones. Closing twice is no mistake.
   * asyncio's `close`.
   * @throws {LoopStateError} if the loop is running.
   */
  close(): void {
    if (this.#running)
      throw new LoopStateError('a running loop cannot be closed: stop it first');
    this.#closed = true;
    this.#ready.clear();
  }

  isClosed(): boolean {
    return this.#closed;
  }

  /**
   * Who hears of errors in callbacks; `null` for the default, which prints them.
   * asyncio's `set_exception_handler`.
   */
  setExceptionHandler(handler: ExceptionHandler | null): void {
    this.#exceptionHandler = handler;
  }

  /**
   * Reports an error that nobody else can catch. asyncio's `call_exception_handler`.
   */
  callExceptionHandler(context: ExceptionContext): void {
    if (!this.#exceptionHandler)
      return console.error(context.message, context.exception);
    try {
      this.#exceptionHandler(this, context);
    } catch (exception) {
      console.error(
        'Error in the exception handler',
        exception,
        'while it was told of',
        context.message,
        context.exception,
      );
    }
  }

  #whileRunning(body: () => void): void {
    this.#checkIdle();
    this.#running = true;
    try {
      body();
    } finally {
      this.#running = false;
    }
  }

  #checkIdle(): void {
    this.#checkOpen();
    if (this.#running)
      throw new LoopStateError(
        'the loop is already running: code that it runs cannot run it again',
      );
  }

  #checkOpen(): void {
    if (this.#closed) throw new LoopStateError('the loop is closed');
  }
}

/**
 * Sleeps until another thread has something for this one; as yet no thread can, so only
 * the end of the program wakes it.
 */
function sleep(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
