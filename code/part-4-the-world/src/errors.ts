/**
 * Thrown by `result()` of a cancelled future, and into a task that is cancelled; its
 * message is what `cancel` was given. asyncio's `CancelledError`.
 */
export class FutureCancelledError extends Error {
  override name = 'FutureCancelledError';
}

/** The time that was set for it is over. asyncio's `TimeoutError`. */
export class FutureTimeoutError extends Error {
  override name = 'FutureTimeoutError';
}

/** Not possible in this state: there is no result yet, or there is one already. */
export class InvalidStateError extends Error {
  override name = 'InvalidStateError';
}

/**
 * A task's generator yielded what cannot be waited for. asyncio's `Task got bad yield`.
 */
export class BadYieldError extends Error {
  override name = 'BadYieldError';
}

/**
 * The loop is running, closed, or stopped, and must not be. asyncio's `RuntimeError`.
 */
export class LoopStateError extends Error {
  override name = 'LoopStateError';
}

/** The future belongs to another loop. asyncio's `ValueError`. */
export class LoopMismatchError extends RangeError {
  override name = 'LoopMismatchError';
}

/** `callSoon` takes regular functions: others only make a generator or a promise. */
export class NotRegularFunctionError extends TypeError {
  override name = 'NotRegularFunctionError';
}

/** Thrown by a callback, stops the loop as `stop` does. */
export class StopLoop extends Error {
  override name = 'StopLoop';
}

/** The thread that ran the job is gone: it left the process, or ran out of memory. */
export class ThreadDiedError extends Error {
  override name = 'ThreadDiedError';
}

/** This thread waits for what only another thread could bring, and none works for it. */
export class DeadlockError extends Error {
  override name = 'DeadlockError';
}

/** A queue from which nothing can be taken now. asyncio's `QueueEmpty`. */
export class QueueEmpty extends Error {
  override name = 'QueueEmpty';
}

/** A queue into which nothing goes now. asyncio's `QueueFull`. */
export class QueueFull extends Error {
  override name = 'QueueFull';
}

/** What the network says of a connection that failed. Python's `ConnectionError`. */
export class NetworkError extends Error {
  override name = 'NetworkError';
  /** Such as `ECONNREFUSED`, `ECONNRESET` or `EADDRINUSE`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A stream ended before all was there. asyncio's `IncompleteReadError`. */
export class IncompleteReadError extends Error {
  override name = 'IncompleteReadError';
  /** What was there. */
  readonly partial: Uint8Array;

  constructor(partial: Uint8Array, what: string) {
    super(`the stream ended after ${partial.length} bytes, before ${what}`);
    this.partial = partial;
  }
}

/** What was looked for is not within the limit. asyncio's `LimitOverrunError`. */
export class LimitOverrunError extends RangeError {
  override name = 'LimitOverrunError';
  /** How many bytes were looked through: as many may be dropped. */
  readonly consumed: number;

  constructor(consumed: number, limit: number) {
    super(`no end of it within ${limit} bytes`);
    this.consumed = consumed;
  }
}
