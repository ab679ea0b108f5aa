// What happens to futures and tasks.
import type { Id, Settled } from '../catalogue/shapes.ts';
import { Gatherings } from './gatherings.ts';
import type { Course } from './generators.ts';
import { asBefore, nameOf, type Any, type Method } from './host.ts';
import type { Around } from './methods.ts';
import { Patch } from './patch.ts';
import type { Context } from './recorder.ts';
import { kindOf, labelOf } from './registry.ts';

export class FuturePatch extends Patch {
  readonly #drivenBy = new Map<Id, Course>();
  readonly #seen = new WeakSet<object>();
  /** Whether a `then` is under way. */
  #inThen = false;
  /** Futures that are being settled. */
  readonly #settling = new Set<object>();
  readonly #gatherings = new Gatherings(this.recorder, this.registry, this.callbacks);
  /** The task that is being asked to end, and asks what it waits for. */
  #asking: Id | undefined;

  /** A task has been made of a generator. */
  drives(task: Id, generator: Course): void {
    this.#drivenBy.set(task, generator);
  }

  patchFuture(prototype: Any): void {
    const see = (self: Any): Id => this.registry.see(self, 'future');
    const isDerived = kindOf(Object.getPrototypeOf(prototype)) === 'future';
    for (const [method, state] of [
      ['setResult', 'finished'],
      ['setException', 'failed'],
      ['cancel', 'cancelled'],
    ] as const)
      this.methods.around(prototype, method, (real, self, [value]) => {
        const id = see(self);
        if (!isDerived) return this.#settle(id, self, method, state, value, real);
        const isTask = this.registry.isTask(id);
        const isGathering = this.#gatherings.has(id) && self.done?.() !== true;
        if (method !== 'cancel' || !(isTask || isGathering))
          return this.methods.orRefused(id, method, () => real(value)); // its base records it
        if (isGathering) return this.#askAll(id, () => real(value));
        const n = this.recorder.record({ type: 'cancel', id, ...this.recorder.by });
        const outer = this.#asking;
        this.#asking = id;
        try {
          return this.recorder.during({ n }, () => real(value));
        } finally {
          this.#asking = outer;
        }
      });
    this.methods.around(prototype, '[settle]', (real, self, [state, value]) =>
      this.#settling.has(self)
        ? real(state, value)
        : this.#settle(
            see(self),
            self,
            'settle',
            state,
            state === 'cancelled' ? undefined : value,
            () => real(state, value),
          ),
    );
    this.methods.around(prototype, 'uncancel', (real, self, args) => {
      const left: unknown = real(...args);
      const { by } = this.recorder.by;
      if (by !== undefined && Number.isSafeInteger(left))
        this.recorder.record({ type: 'uncancel', id: see(self), left: left as number, by });
      return left;
    });
    const addWaiter: Around = (real, self, [callback]) => {
      const id = see(self);
      const giver = this.generators.giverOf(self);
      const task = this.registry.idOf(callback);
      const name = this.#nameOfCallback(callback);
      this.#gatherings.adds(callback, id);
      const n = this.recorder.record({
        type: 'waits',
        id,
        name,
        ...(task !== undefined && { task }),
        ...(giver && { generator: this.generators.idOf(giver) }),
        ...this.#gatherings.of(callback),
      });
      return this.methods.orRefused(id, 'addDoneCallback', () =>
        this.recorder.during({ n }, () => real(this.callbacks.doneCallbackFor(callback))),
      );
    };
    this.methods.around(prototype, 'addDoneCallback', addWaiter);
    this.methods.around(prototype, '[wakeUp]', (real, self, [waiter]) =>
      typeof waiter === 'function'
        ? real(this.#inThen ? this.callbacks.called(waiter, 'then') : waiter)
        : addWaiter(real, self, [waiter]),
    );
    this.methods.around(prototype, 'then', (real, self, handlers) => {
      const id = see(self);
      const n = this.recorder.record({ type: 'awaited', id });
      const outer = this.#inThen;
      this.#inThen = true;
      try {
        return this.recorder.during({ n }, () =>
          real(...handlers.map((handler) => this.#telling(id, handler))),
        );
      } finally {
        this.#inThen = outer;
      }
    });
    this.methods.around(prototype, 'removeDoneCallback', (real, self, [callback]) => {
      const count = real(this.callbacks.doneCallbackFor(callback));
      const task = this.registry.idOf(callback);
      if (count !== 0)
        this.recorder.record({
          type: 'unwaits',
          id: see(self),
          name: this.#nameOfCallback(callback),
          ...(task !== undefined && { task }),
          ...this.#gatherings.of(callback),
        });
      return count;
    });
    for (const look of ['result', 'exception', '[resume]'])
      this.methods.around(prototype, look, (real, self, args) => {
        this.#look(self);
        try {
          return real(...args);
        } finally {
          this.#look(self); // it may have waited for the end
        }
      });
    this.methods.around(prototype, '[run]', (real, self) => {
      const id = see(self);
      const course = this.#drivenBy.get(id);
      return this.callbacks.run(
        id,
        () => course && this.generators.placeOf(course),
        () => real(),
      );
    });
  }

  /** A call that waits for several hands a request to end on to all of them. */
  #askAll(id: Id, real: () => unknown): unknown {
    const { by = this.#asking } = this.recorder.by;
    const n = this.recorder.record({ type: 'cancel', id, ...(by !== undefined && { by }) });
    return this.recorder.during({ n, by: id }, () => this.methods.orRefused(id, 'cancel', real));
  }

  #nameOfCallback(callback: Any): string {
    return typeof callback === 'function'
      ? labelOf(this.callbacks.realOf(callback))
      : nameOf(callback?.constructor, this.registry.preview(callback));
  }

  #settle(
    id: Id,
    future: Any,
    method: string,
    state: Settled,
    value: unknown,
    real: Method,
  ): unknown {
    const wasDone = future.done?.() === true;
    this.recorder.catchUp();
    const cause = this.recorder.context?.n ?? (wasDone ? undefined : this.#hostedBy(id, future));
    const context: Context = { n: undefined };
    let isRecorded = false;
    const record = (): void => {
      if (isRecorded) return;
      isRecorded = true;
      context.n = this.recorder.record(
        { type: 'settled', id, state, ...(state !== 'cancelled' && this.registry.given(value)) },
        { cause },
      );
    };
    const settling = { record, isSo: () => !isRecorded && !wasDone && future.done?.() === true };
    const isOuter = !this.#settling.has(future);
    this.#settling.add(future);
    try {
      return this.recorder.settle(settling, () =>
        this.recorder.during(context, () => {
          const result = this.methods.orRefused(id, method, () => real(value));
          if (method !== 'cancel' || (result !== false && !wasDone)) record();
          return result;
        }),
      );
    } finally {
      if (isOuter) this.#settling.delete(future);
    }
  }

  /** What to give to `then` in the place of a handler. */
  #telling(id: Id, handler: unknown): unknown {
    if (typeof handler !== 'function') return handler;
    const real = handler as Method;
    const tell = (): void => void this.recorder.record({ type: 'told', id });
    return asBefore(function (this: unknown, ...args: unknown[]): unknown {
      tell();
      return Reflect.apply(real, this, args);
    }, real);
  }

  /** Of what nothing led to. What calls back where a future can be awaited is mostly a promise. */
  #hostedBy(id: Id, future: Any): number | undefined {
    const isHosts =
      typeof future.then === 'function' && this.recorder.stackNow().reader.length === 0;
    return isHosts ? this.recorder.record({ type: 'hosted', id }) : undefined;
  }

  /** Somebody asks a future how it ended. */
  #look(future: Any): void {
    if (this.#seen.has(future) || future.done?.() !== true) return;
    this.#seen.add(future);
    this.recorder.record({ type: 'seen', id: this.registry.see(future, 'future') });
  }
}
