// Has tests of steps and of exercises run on answers, each in memory, and ends what hangs.
import { Worker } from 'node:worker_threads';

export interface Job {
  /** The library, the tests and what they share, by name from the stage's root. */
  files: Readonly<Record<string, string>>;
  /** Which of them are the tests, in the order in which they are to run. */
  tests: readonly string[];
  /** True to leave out what comes after the first red one. */
  untilRed?: boolean;
  /** True to have it told which code the tests ran, which takes longer. */
  isWatched?: boolean;
}

export interface Outcome {
  file: string;
  name: string;
  /** Why it is red; `undefined` for green. */
  failed: string | undefined;
}

/**
 * What has run of a module as it was loaded once, in characters: each span with whether it did. One within
 * another has the say.
 */
export type Spans = [start: number, end: number, hasRun: boolean][];

export interface Told {
  outcomes: Outcome[];
  /** By name, of each time that a file was loaded. Empty if it wasn't asked for, and where something hung. */
  ran: Record<string, Spans[]>;
}

/** Only what hangs takes so long, in milliseconds. */
const LIMIT = Number(process.env.STEP_LIMIT ?? 60_000);
/** The name of what is red when tests, or what they import, can't be loaded. */
export const LOADS = 'it can be loaded';

export class Judge implements AsyncDisposable {
  #worker: Worker | undefined;

  /**
   * One job at a time. A test that hangs, or while which the thread breaks, is red, and those after it are
   * left out.
   */
  async run(job: Job, limit = LIMIT): Promise<Outcome[]> {
    return (await this.ask(job, limit)).outcomes;
  }

  ask(job: Job, limit = LIMIT): Promise<Told> {
    this.#worker ??= new Worker(new URL('./judging.ts', import.meta.url));
    const worker = this.#worker;
    return new Promise((resolve) => {
      let running = '';
      const end = (failed: string): void => {
        clearTimeout(timer);
        void this[Symbol.asyncDispose]();
        resolve({ outcomes: [{ file: running, name: running, failed }], ran: {} });
      };
      const hangs = (): void => end('it hangs');
      let timer = setTimeout(hangs, limit);
      worker.removeAllListeners();
      worker.once('error', (error) => end(`Error: the thread broke: ${String(error)}`));
      worker.on('message', (told: { begins: string } | Told) => {
        clearTimeout(timer);
        if ('outcomes' in told) return resolve(told);
        running = told.begins;
        timer = setTimeout(hangs, limit);
      });
      worker.postMessage(job);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}
