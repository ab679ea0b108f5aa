// Callbacks: a function of ours stands in for the reader's, and records when it is called.
import type { Id, Place } from '../catalogue/shapes.ts';
import { asBefore, isPlainFunction, type Any, type Method } from './host.ts';
import type { Recorder } from './recorder.ts';
import { labelOf, type Registry } from './registry.ts';

export class Callbacks {
  readonly #recorder: Recorder;
  readonly #registry: Registry;
  readonly #standIns = new WeakMap<Method, { real: Method; entry?: Id }>();
  readonly #doneCallbacks = new WeakMap<Method, Method>();
  readonly #scheduledBy = new Map<Id, number | undefined>();
  /** Handles whose function was called in their turn. */
  readonly #called = new Set<Id>();
  /** What calls are known by whose functions are the library's own. */
  readonly #names = new WeakMap<Method, string>();
  /** The entries that are under way, the innermost last. */
  readonly #running: Id[] = [];
  /** What is put down while something is done for a scope. */
  #collecting: { entries: Id[]; callbacks: Method[] } | undefined;
  /** The scopes that calls and callbacks work for. */
  readonly #owners = new Map<Id, Id>();
  readonly #ownersOf = new WeakMap<Method, Id>();
  /** Timers that aren't due yet, and the events that set them. */
  readonly #timers = new Map<Id, number | undefined>();
  /** The events that said that a timer is due. */
  readonly #due = new Map<Id, number | undefined>();

  constructor(recorder: Recorder, registry: Registry) {
    this.#recorder = recorder;
    this.#registry = registry;
  }

  /** The function that the reader meant. */
  realOf(callback: Any): Any {
    return this.#standIns.get(callback)?.real ?? callback;
  }
  /** The entry of the queue that a function stands in for. */
  entryOf(callback: Any): Id | undefined {
    return this.#standIns.get(callback)?.entry;
  }

  /** Has calls of a function be known by a name. @returns The function. */
  called(callback: Method, name: string): Method {
    this.#names.set(callback, name);
    return callback;
  }

  /** Records a call that is being put down. @returns Its id, and what to put down in its place. */
  putDown(callback: Method): { entry: Id; standIn: Method } {
    const real = this.realOf(callback) as Method;
    const entry = this.#registry.newId();
    this.#registry.recordMade(entry, 'handle', this.#names.get(real) ?? labelOf(real));
    const owner = this.#ownersOf.get(real);
    if (owner !== undefined) this.#owners.set(entry, owner);
    this.#collecting?.entries.push(entry);
    return { entry, standIn: this.standInFor(real, entry) };
  }
  recordTimed(entry: Id, timed: { loop: Id; due?: number; delay?: number; by?: string }): void {
    this.#timers.set(entry, this.#recorder.record({ type: 'timed', id: entry, ...timed }));
  }
  /** Records that a timer is cancelled, if it's one that waits. */
  recordUntimed(entry: Id): boolean {
    const waited = this.#timers.delete(entry);
    if (waited) this.#recorder.record({ type: 'untimed', id: entry });
    return waited;
  }
  /** Records that a timer is due, if that is what led to what happens to it. */
  recordDue(entry: Id): void {
    if (!this.#timers.has(entry)) return;
    const cause = this.#timers.get(entry);
    this.#timers.delete(entry);
    const at = this.#registry.placeOf(entry);
    this.#due.set(entry, this.#recorder.record({ type: 'due', id: entry }, { at, cause }));
  }
  /** The task whose turn it is. */
  get taskNow(): Id | undefined {
    const entry = this.#running.at(-1);
    return entry !== undefined && this.#registry.isTask(entry) ? entry : undefined;
  }
  /**
   * Does something for a scope. @returns Its result, and what says which scope that is: calls that were put
   * down meanwhile are then the scope's own. That gives the timer among them, if there is one.
   */
  collect<T>(work: () => T): { result: T; own: (scope: Id) => Id | undefined } {
    const outer = this.#collecting;
    const collected: typeof outer = { entries: [], callbacks: [] };
    this.#collecting = collected;
    try {
      const result = work();
      const own = (scope: Id): Id | undefined => {
        for (const entry of collected.entries) this.#owners.set(entry, scope);
        for (const callback of collected.callbacks) this.#ownersOf.set(callback, scope);
        return collected.entries.findLast((entry) => this.#timers.has(entry));
      };
      return { result, own };
    } finally {
      this.#collecting = outer;
      outer?.entries.push(...collected.entries);
      outer?.callbacks.push(...collected.callbacks);
    }
  }
  isScheduled(entry: Id): boolean {
    return this.#scheduledBy.has(entry);
  }
  recordScheduled(loop: Id, entry: Id): void {
    const cause = this.#due.get(entry);
    this.#scheduledBy.set(
      entry,
      this.#recorder.record({ type: 'scheduled', loop, entry }, { cause }),
    );
  }

  /**
   * What to call in the place of `real`, so that it is seen; in no queue, if it is no entry of one.
   */
  standInFor(real: Method, entry?: Id): Method {
    const call = (self: unknown, args: unknown[]): unknown => {
      if (this.#recorder.isFull) return Reflect.apply(real, self, args);
      const id = entry ?? this.#registry.newId();
      if (entry === undefined) this.#registry.recordMade(id, 'handle', labelOf(real));
      else this.#called.add(id);
      return this.run(
        id,
        () => this.#registry.placeOf(id),
        () => Reflect.apply(real, self, args),
      );
    };
    const standIn = asBefore(function (this: unknown, ...args: unknown[]): unknown {
      return call(this, args);
    }, real);
    this.#standIns.set(standIn, { real, ...(entry !== undefined && { entry }) });
    return standIn;
  }
  /**
   * What to add to a future in the place of a done callback: the same for the same, so that it can
   * be taken off again.
   */
  doneCallbackFor(callback: unknown): unknown {
    if (!isPlainFunction(callback) || this.#standIns.has(callback)) return callback;
    this.#collecting?.callbacks.push(callback);
    if (!this.#doneCallbacks.has(callback))
      this.#doneCallbacks.set(callback, this.standInFor(callback));
    return this.#doneCallbacks.get(callback);
  }

  /**
   * Runs an entry of a queue. @param place Where that is, while no function of the reader's says
   * better.
   */
  run<T>(entry: Id, place: () => Place | undefined, work: () => T): T {
    this.recordDue(entry); // a loop of the reader's may run it at once
    const n = this.#recorder.recordAtOnce(
      { type: 'run', entry },
      { at: place(), cause: this.#scheduledBy.get(entry) ?? this.#due.get(entry) },
    );
    const depth = this.#running.push(entry) - 1;
    return this.#recorder.during(
      { n, place, depth: this.#recorder.stackNow().reader.length, by: this.#owners.get(entry) },
      () => {
        try {
          const result = work();
          this.#recorder.record({ type: 'ran', entry });
          return result;
        } catch (error) {
          this.#recorder.record({ type: 'ran', entry, error: this.#registry.preview(error) });
          throw error;
        } finally {
          this.#running.length = depth;
        }
      },
    );
  }
  /** Runs a handle, which may do nothing at all. */
  runHandle<T>(entry: Id, work: () => T): T {
    this.#called.delete(entry);
    try {
      return work();
    } finally {
      if (!this.#called.has(entry))
        this.#recorder.record(
          { type: 'skipped', entry },
          { at: this.#registry.placeOf(entry), cause: this.#scheduledBy.get(entry) },
        );
    }
  }
}
