// A test that never ends can't be ended from inside: so it's known which one is running, and for how
// long it may.
import type { RunEvent } from '../../runner/contract.ts';

export class Patience {
  readonly #abort = new AbortController();
  readonly #ms: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #testing: readonly string[] | undefined;

  /** @param ms How long a test may run, in milliseconds; without it, as long as the whole run. */
  constructor(ms: number | undefined) {
    this.#ms = ms;
  }
  /** Aborted when a test has run for too long. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }
  /** The path of the test that is running, or was when the run ended. */
  get testing(): readonly string[] | undefined {
    return this.#testing;
  }
  hear(event: RunEvent): void {
    // several may run at once, and another one than the last may be over
    if (event.type === 'test' && `${event.result.path}` === `${this.#testing}`)
      this.#testing = undefined;
    if (event.type !== 'testing') return;
    this.#testing = event.path;
    this.end();
    if (this.#ms !== undefined) this.#timer = setTimeout(() => this.#abort.abort(), this.#ms);
  }
  /** The run is over. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
