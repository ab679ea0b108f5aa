import type { Handle, TaskLoop } from '../../src/index.ts';

/** Has a loop call callbacks soon, each of them once, however often it's asked to. */
export class Once {
  readonly #loop: TaskLoop;
  readonly #waiting = new Map<() => void, Handle>();

  constructor(loop: TaskLoop) {
    this.#loop = loop;
  }

  /**
   * Puts the callback into the loop's queue, unless it waits there already. Once it's
   * being called, or cancelled, it doesn't wait any more.
   * @returns The handle of the call that's to come.
   */
  callSoon(callback: () => void): Handle {
    const handle = this.#waiting.get(callback) ?? this.#loop.callSoon(callback);
    this.#waiting.set(callback, handle);
    return handle;
  }
}
