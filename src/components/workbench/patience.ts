// How long a test may run: one that never ends can't be ended from inside.

/** Ends when a test has run for too long. */
export class Patience {
  readonly #abort = new AbortController();
  readonly #ms: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ms: number | undefined) {
    this.#ms = ms;
  }
  get signal(): AbortSignal {
    return this.#abort.signal;
  }
  /** A test begins. */
  begin(): void {
    this.end();
    if (this.#ms !== undefined) this.#timer = setTimeout(() => this.#abort.abort(), this.#ms);
  }
  end(): void {
    clearTimeout(this.#timer);
  }
}
