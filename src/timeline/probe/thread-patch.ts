// What goes to other threads, and comes back.
import { shorten, type Any } from './host.ts';
import type { Methods } from './methods.ts';
import type { Recorder } from './recorder.ts';
import type { Registry } from './registry.ts';
import { withMarks } from './texts.ts';

/** How many questions without an answer, one after the other, are called spinning. */
const SPINNING = 10_000;

export class ThreadPatch {
  readonly #recorder: Recorder;
  readonly #registry: Registry;
  readonly #methods: Methods;
  readonly #workers = new WeakMap<object, number>();
  #threads = 0;
  #questions = 0;

  constructor(recorder: Recorder, registry: Registry, methods: Methods) {
    this.#recorder = recorder;
    this.#registry = registry;
    this.#methods = methods;
    recorder.beforeRecord.push(() => (this.#questions = 0));
  }

  patchExecutor(prototype: Any): void {
    this.#methods.around(prototype, 'submit', (real, self, args) =>
      this.#methods.orRefused(this.#registry.see(self, 'executor'), 'submit', () =>
        withMarks(() => real(...args)),
      ),
    );
    this.#methods.around(prototype, 'poll', (real) =>
      this.#recorder.during({ n: this.#recorder.context?.n }, () => withMarks(() => real())),
    );
    this.#methods.around(prototype, 'shutdown', (real, _self, args) =>
      withMarks(() => real(...args)),
    );
  }

  patchThread(prototype: Any): void {
    const workerOf = (self: object): number => {
      if (!this.#workers.has(self))
        this.#workers.set(self, this.#recorder.thread * 100 + ++this.#threads);
      return this.#workers.get(self)!;
    };
    this.#methods.around(prototype, 'run', (real, self, args) => {
      this.#recorder.record({
        type: 'job',
        worker: workerOf(self),
        name: nameOfJob(String(args[0])),
      });
      return real(...args);
    });
    this.#methods.around(prototype, 'take', (real, self) => {
      const reply = real();
      if (reply !== undefined) {
        const n = this.#recorder.record({ type: 'replied', worker: workerOf(self) });
        if (this.#recorder.context) this.#recorder.context.n = n; // what follows is due to the news
      } else if (++this.#questions === SPINNING) {
        this.#recorder.recordAtOnce({ type: 'spins', count: SPINNING });
        this.#questions = SPINNING; // once is enough
      }
      return reply;
    });
  }
}

const nameOfJob = (source: string): string =>
  shorten(/^(?:async\s+)?function\*?\s+([\w$]+)/.exec(source)?.[1] ?? source.replace(/\s+/g, ' '));
