// Questions to a worker that a stranger's code may keep busy. Each answer finds the call that asked,
// however many have asked, and in whichever order the answers come.

/** What the page sends. */
export type Numbered<Q> = Q & { id: number };
/** What the worker sends: that it has begun with a question, and then its answer. */
export type Reply<A> = { id: number } & ({ began: true } | { answer: A } | { failed: string });

/** It took longer than it may. */
export class TookTooLongError extends Error {}

interface Asked<Q, A> extends PromiseWithResolvers<A> {
  question: Q;
  timer?: ReturnType<typeof setTimeout>;
}

export class WorkerAnswers<Q extends object, A> {
  readonly #make: () => Worker;
  readonly #limit: number;
  readonly #whyBroken: (message: string) => Error;
  #worker: Worker | undefined;
  #nextId = 1;
  /** What is not answered yet, by number. */
  readonly #asked = new Map<number, Asked<Q, A>>();

  /**
   * @param limit How long an answer may take once the worker has begun with it, in milliseconds.
   * @param whyBroken The error that all get who wait when the worker fails as a whole. Without a
   *   message it could not be loaded.
   */
  constructor(make: () => Worker, limit: number, whyBroken: (message: string) => Error) {
    this.#make = make;
    this.#limit = limit;
    this.#whyBroken = whyBroken;
  }

  /** @throws {TookTooLongError} */
  ask(question: Q): Promise<A> {
    const asked: Asked<Q, A> = { question, ...Promise.withResolvers<A>() };
    this.#send(asked);
    return asked.promise;
  }

  #send(asked: Asked<Q, A>): void {
    this.#worker ??= this.#start();
    const id = this.#nextId++;
    this.#asked.set(id, asked);
    this.#worker.postMessage({ ...asked.question, id } satisfies Numbered<Q>);
  }

  #start(): Worker {
    const worker = this.#make();
    worker.onmessage = ({ data }: MessageEvent<Reply<A>>) => {
      const one = this.#asked.get(data.id);
      if (!one) return; // of a worker that was ended: it was on its way
      if ('began' in data) {
        one.timer = setTimeout(() => this.#giveUp(data.id), this.#limit);
        return;
      }
      clearTimeout(one.timer);
      this.#asked.delete(data.id);
      if ('failed' in data) one.reject(new Error(data.failed));
      else one.resolve(data.answer);
    };
    worker.onerror = ({ message }) => {
      const why = this.#whyBroken(message);
      for (const { reject } of this.#end()) reject(why);
    };
    return worker;
  }

  /** Ends the worker over one question; it is asked the others again. */
  #giveUp(id: number): void {
    this.#asked.get(id)!.reject(new TookTooLongError());
    this.#asked.delete(id);
    for (const one of this.#end()) this.#send(one);
  }

  /** @returns What it had not answered. */
  #end(): Asked<Q, A>[] {
    this.#worker?.terminate();
    this.#worker = undefined;
    const left = [...this.#asked.values()];
    this.#asked.clear();
    for (const { timer } of left) clearTimeout(timer);
    return left;
  }
}
