import {
  Queue,
  type Coroutine,
  type HttpResponse,
  type Send,
} from '../../src/index.ts';

/** Tells all who listen of each train that leaves. */
export class Board {
  readonly #trains = new Queue<string>();
  #listeners = 0;

  /** A train leaves. */
  announce(train: string): void {
    this.#trains.putNowait(train);
  }

  /** How many listen. */
  get listeners(): number {
    return this.#listeners;
  }

  /** An answer that goes on for as long as its visitor listens: a line for each train. */
  *answer(): Coroutine<HttpResponse> {
    const trains = this.#trains;
    this.#listeners++;
    return {
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      *body(send: Send): Coroutine<void> {
        for (;;) yield* send(`${yield* trains.get()}\n`);
      },
    };
  }
}
