// Puts functions of ours in the place of a class's methods, and records what the library refuses.
import type { Id, Place } from '../catalogue/shapes.ts';
import { asBefore, type Any, type Method } from './host.ts';
import type { Recorder } from './recorder.ts';
import type { Registry } from './registry.ts';

/** What is done in the place of a method; `real` is the method, bound to its object. */
export type Around = (real: Method, self: Any, args: Any[]) => Any;

export class Methods {
  readonly #recorder: Recorder;
  readonly #registry: Registry;
  readonly #patched = new WeakMap<object, Set<string | symbol>>();
  /** The error that was recorded last: on its way out it passes others. */
  #refused: unknown;

  constructor(recorder: Recorder, registry: Registry) {
    this.#recorder = recorder;
    this.#registry = registry;
  }

  /**
   * Puts something in the place of a method of this very object, mostly a prototype; once.
   * @param name Its name, or that of the symbol that it is called by.
   */
  around(prototype: Any, name: string, what: Around): void {
    const method = /^\[/.test(name)
      ? Object.getOwnPropertySymbols(prototype).find(
          ({ description }) => `[${description}]` === name,
        )
      : name;
    if (method === undefined) return;
    const found = Object.getOwnPropertyDescriptor(prototype, method);
    const patched = this.#patched.get(prototype) ?? new Set();
    if (typeof found?.value !== 'function' || !found.configurable || patched.has(method)) return;
    this.#patched.set(prototype, patched.add(method));
    const real = found.value as Method;
    const call = (self: unknown, args: unknown[]): unknown => {
      if (!this.#recorder.isFull)
        return what((...changed) => Reflect.apply(real, self, changed), self, args);
      this.#recorder.drop();
      return Reflect.apply(real, self, args);
    };
    const value = asBefore(function (this: unknown, ...args: unknown[]): unknown {
      return call(this, args);
    }, real);
    Object.defineProperty(prototype, method, { ...found, value });
  }

  /** Records where the library says no. */
  orRefused<T>(id: Id, call: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.recordRefused(id, call, error);
      throw error;
    }
  }
  recordRefused(id: Id, call: string, error: unknown, at?: Place): void {
    if (error !== this.#refused)
      this.#recorder.record(
        { type: 'refused', id, call, error: this.#registry.preview(error) },
        { at },
      );
    this.#refused = error;
  }
}
