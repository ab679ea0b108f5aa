/**
 * Thrown by `result()` of a cancelled future, and into a task that is cancelled; its
 * message is what `cancel` was given. asyncio's `CancelledError`.
 */
export class FutureCancelledError extends Error {
  override name = 'FutureCancelledError';
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
