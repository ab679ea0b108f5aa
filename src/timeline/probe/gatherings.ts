// Calls that wait for several futures, or for one on behalf of another. They're functions, and no class has them:
// what's seen is the one done callback that such a call adds to all it waits for, just after it has made
// its own future.
import type { Id } from '../catalogue/shapes.ts';
import type { Callbacks } from './callbacks.ts';
import { isPlainFunction, type Method } from './host.ts';
import type { Recorder } from './recorder.ts';
import type { Registry } from './registry.ts';

export class Gatherings {
  readonly #recorder: Recorder;
  readonly #registry: Registry;
  readonly #callbacks: Callbacks;
  readonly #byCallback = new WeakMap<Method, Id>();
  readonly #all = new Set<Id>();

  constructor(recorder: Recorder, registry: Registry, callbacks: Callbacks) {
    this.#recorder = recorder;
    this.#registry = registry;
    this.#callbacks = callbacks;
  }

  has(id: Id): boolean {
    return this.#all.has(id);
  }
  /** As part of an event: the one whose done callback this is. */
  of(callback: unknown): { into?: Id } {
    const into = this.#byCallback.get(callback as Method);
    return into === undefined ? {} : { into };
  }
  /** A done callback is about to be added to a future. */
  adds(callback: unknown, member: Id): void {
    const id = this.#registry.lastFuture;
    if (!isPlainFunction(callback) || id === undefined || id === member) return;
    if (this.#byCallback.has(callback)) return;
    const name = this.#recorder.functionNow;
    if (name === undefined || !/^(gather|wait|shield)$/.test(name)) return;
    this.#byCallback.set(callback, id);
    this.#all.add(id);
    const task = this.#callbacks.taskNow;
    this.#recorder.record({ type: 'gathers', id, name, ...(task !== undefined && { task }) });
  }
}
