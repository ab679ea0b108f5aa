/**
 * Thrown by `result()` of a cancelled future, and into the generator of a cancelled
 * task. asyncio's `CancelledError`.
 */
export class FutureCancelledError extends Error {
  override name = 'FutureCancelledError';
}

/**
 * The future cannot do this now: it has no result yet, or it already has one. asyncio's
 * `InvalidStateError`.
 */
export class InvalidStateError extends Error {
  override name = 'InvalidStateError';
}

/**
 * The loop cannot do this now: it is running already, it is closed, or it stopped too
 * early. asyncio's `RuntimeError`.
 */
export class LoopStateError extends Error {
  override name = 'LoopStateError';
}

/**
 * A future met a loop that is not its own. asyncio's `ValueError` or `RuntimeError`.
 */
export class LoopMismatchError extends Error {
  override name = 'LoopMismatchError';
}

/**
 * A task's generator yielded something that cannot be waited for. asyncio's `Task got
 * bad yield`.
 */
export class BadYieldError extends Error {
  override name = 'BadYieldError';
}

/**
 * `callSoon` takes regular functions only: a generator or a promise would be made and
 * then forgotten.
 */
export class NotRegularFunctionError extends TypeError {
  override name = 'NotRegularFunctionError';
}
