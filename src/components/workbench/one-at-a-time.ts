// A run or a check goes on, one at a time.
import { whatFailed } from './loading.ts';

/** After so long a run can be stopped, in milliseconds: most are over by then. */
const LONG = 400;

type Kind = 'run' | 'check';

interface Task {
  kind: Kind;
  isLong: boolean;
  abort: AbortController;
  over: Promise<void>;
}

export class OneAtATime {
  readonly #changed: () => void;
  #task: Task | undefined;

  /** @param changed Is told when what goes on has begun, takes long or is over. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  is(kind: Kind): boolean {
    return this.#task?.kind === kind;
  }
  /** Whether a run takes long enough that a reader may want to stop it. */
  get isLong(): boolean {
    return this.is('run') && this.#task!.isLong;
  }
  /**
   * Lets a run come to its end, but for no longer than that.
   * @param ms In milliseconds.
   * @returns Whether it was ended.
   */
  async makeWay(ms: number): Promise<boolean> {
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    await Promise.race([this.is('run') ? this.#task!.over : undefined, late]);
    clearTimeout(timer);
    const isLate = this.is('run');
    await this.end();
    return isLate;
  }
  stopRun(): void {
    if (this.is('run')) this.#task!.abort.abort();
  }
  /** Ends whatever goes on. */
  async end(): Promise<void> {
    const task = this.#task;
    task?.abort.abort();
    if (task?.kind === 'run') await task.over;
    else this.#task = undefined;
  }

  /**
   * Does nothing while a run goes on, or another check where this is one.
   * @param work Gives the line that says how it ended.
   */
  async do<T>(
    kind: Kind,
    begins: () => void,
    work: (signal: AbortSignal) => Promise<T | string>,
    ends: (ending: T | string) => void,
  ): Promise<void> {
    if (this.is('run') || this.is(kind)) return;
    this.#task?.abort.abort(); // a check: a run doesn't wait for it
    const abort = new AbortController();
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const task: Task = { kind, isLong: false, abort, over };
    this.#task = task;
    const timer = setTimeout(() => {
      task.isLong = true;
      this.#changed();
    }, LONG);
    begins();
    this.#changed();
    const ending = await work(abort.signal).catch((error) =>
      abort.signal.aborted ? 'Stopped.' : whatFailed(error),
    );
    clearTimeout(timer);
    if (this.#task === task) {
      this.#task = undefined;
      ends(ending);
      this.#changed();
    }
    resolve();
  }
}
