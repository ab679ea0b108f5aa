import {
  Queue,
  type Coroutine,
  type HttpResponse,
  type Send,
} from '../../src/index.ts';

/** Tells all who listen of each train that leaves. */
export class Board {
  readonly #listeners = new Set<Queue<string>>();

  /** A train leaves. */
  announce(train: string): void {
    for (const trains of this.#listeners) trains.putNowait(train);
  }

  /** How many listen. */
  get listeners(): number {
    return this.#listeners.size;
  }

  /** An answer that goes on for as long as its visitor listens: a line for each train. */
  *answer(): Coroutine<HttpResponse> {
    const listeners = this.#listeners;
    return {
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      *body(send: Send): Coroutine<void> {
        const trains = new Queue<string>();
        listeners.add(trains);
        try {
          for (;;) yield* send(`${yield* trains.get()}\n`);
        } finally {
          listeners.delete(trains);
        }
      },
    };
  }
}
