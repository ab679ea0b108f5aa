// What loops do, and the handles in their queues.
import type { Id } from '../catalogue/shapes.ts';
import type { Callbacks } from './callbacks.ts';
import { isPlainFunction, type Any } from './host.ts';
import type { Methods } from './methods.ts';
import type { Recorder } from './recorder.ts';
import type { Registry } from './registry.ts';
import type { TimePatch } from './time-patch.ts';

export class LoopPatch {
  readonly #recorder: Recorder;
  readonly #registry: Registry;
  readonly #callbacks: Callbacks;
  readonly #methods: Methods;
  readonly #time: TimePatch;
  readonly #turning = new Set<object>();
  /** The handle that is being cancelled: it may be one about another of the same call. */
  #cancelling: Id | undefined;
  /** What is being scheduled: a loop may do it by the method that its own one overrides. */
  #scheduling: Id | undefined;

  constructor(
    recorder: Recorder,
    registry: Registry,
    callbacks: Callbacks,
    methods: Methods,
    time: TimePatch,
  ) {
    this.#recorder = recorder;
    this.#registry = registry;
    this.#callbacks = callbacks;
    this.#methods = methods;
    this.#time = time;
  }

  patchLoop(prototype: Any): void {
    const see = (self: Any): Id => this.#registry.see(self, 'loop');
    this.#methods.around(prototype, 'callSoon', (real, self, [callback, ...args]) => {
      const loop = see(self);
      return this.#methods.orRefused(loop, 'callSoon', () => {
        if (!isPlainFunction(callback)) return real(callback, ...args);
        const { entry, standIn } = this.#callbacks.putDown(callback);
        const result = real(standIn, ...args);
        if (!this.#callbacks.isScheduled(entry)) this.#callbacks.recordScheduled(loop, entry);
        this.#knowHandle(result, entry);
        return result;
      });
    });
    this.#methods.around(prototype, '[schedule]', (real, self, [entry]) => {
      const id = this.#registry.see(entry, 'handle');
      const loop = see(self);
      this.#callbacks.recordDue(id);
      const outer = this.#scheduling;
      return this.#methods.orRefused(loop, 'schedule', () => {
        this.#scheduling = id;
        try {
          real(entry);
        } finally {
          this.#scheduling = outer;
        }
        if (outer !== id) this.#callbacks.recordScheduled(loop, id);
      });
    });
    this.#time.patchLoop(prototype, (handle, entry) => this.#knowHandle(handle, entry));
    for (const how of ['runForever', 'runUntilComplete'])
      this.#methods.around(prototype, how, (real, self, args) =>
        this.#run(see(self), self, how, () => real(...args)),
      );
    for (const call of ['runOnce', 'addTask'])
      this.#methods.around(prototype, call, (real, self, args) =>
        this.#methods.orRefused(see(self), call, () => real(...args)),
      );
    this.#methods.around(prototype, 'stop', (real, self) => {
      this.#recorder.record({ type: 'stop', id: see(self) });
      return real();
    });
    this.#methods.around(prototype, 'close', (real, self) => {
      const id = see(self);
      this.#methods.orRefused(id, 'close', () => real());
      this.#recorder.record({ type: 'closed', id });
    });
  }

  /** A handle may be no object of a class, or a class's whose methods are its fields. */
  #knowHandle(handle: unknown, entry: Id): void {
    if (typeof handle !== 'object' || handle === null || this.#registry.idOf(handle)) return;
    this.#registry.know(handle, entry);
    this.patchHandle(handle);
  }

  patchHandle(prototype: Any): void {
    const see = (self: Any): Id => this.#registry.see(self, 'handle');
    this.#methods.around(prototype, 'run', (real, self) =>
      this.#callbacks.runHandle(see(self), () => real()),
    );
    this.#methods.around(prototype, 'cancel', (real, self) => {
      const id = see(self);
      const outer = this.#cancelling;
      return this.#methods.orRefused(id, 'cancel', () => {
        if (outer !== id && !this.#callbacks.recordUntimed(id))
          this.#recorder.record({ type: 'cancel', id });
        this.#cancelling = id;
        try {
          return real();
        } finally {
          this.#cancelling = outer;
        }
      });
    });
  }

  /** Runs a loop. Of its methods one may call another: that is one run. */
  #run(id: Id, loop: object, how: string, work: () => unknown): unknown {
    if (this.#turning.has(loop)) return work();
    this.#turning.add(loop);
    const n = this.#recorder.record({ type: 'begins', id, how });
    return this.#recorder.during({ n }, () => {
      try {
        const result = work();
        this.#recorder.recordAtOnce({ type: 'ends', id, how });
        return result;
      } catch (error) {
        this.#recorder.recordAtOnce({
          type: 'ends',
          id,
          how,
          error: this.#registry.preview(error),
        });
        throw error;
      } finally {
        this.#turning.delete(loop);
      }
    });
  }
}
