import { FutureCancelledError } from '../errors.ts';
import { getCurrentTask } from '../task-loop.ts';

/**
 * One request to cancel the running task, for a scope that may have to make it: at its
 * end it takes the request back, and knows if that was all that ended the body.
 */
export class Interruption {
  readonly #task = getCurrentTask();
  readonly #requestsBefore = this.#task.cancelling();
  #isMade = false;

  get isMade(): boolean {
    return this.#isMade;
  }

  make(): void {
    this.#isMade = true;
    this.#task.cancel();
  }

  /**
   * For the end of the scope.
   * @param error What ended the body, if an error did.
   * @returns True if that was this request, and no other was made meanwhile.
   */
  takeBack(error?: unknown): boolean {
    if (!this.#isMade) return false;
    const isLast = this.#task.uncancel() <= this.#requestsBefore;
    return isLast && error instanceof FutureCancelledError;
  }
}
