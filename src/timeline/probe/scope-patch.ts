// What a task enters and leaves: a class with `enter` and `exit`, whose methods may have to wait and then
// return a generator. What such a scope has called later, as when its time is over, it does itself.
import type { Id } from '../catalogue/shapes.ts';
import { isGenerator } from './generators.ts';
import { nameOf, type Any } from './host.ts';
import { Patch } from './patch.ts';

interface Open {
  id: Id;
  task: Id;
}

export class ScopePatch extends Patch {
  /** A lock is entered by many tasks, some of whom may be in it at once. */
  readonly #open = new WeakMap<object, Open[]>();
  readonly #identities = new WeakMap<object, Id>();
  /** Those that are being entered or left. */
  readonly #busy = new Set<object>();
  /** The scopes of what their bodies get. */
  readonly #scopeOf = new WeakMap<object, Id>();

  patchScope(prototype: Any): void {
    this.methods.around(prototype, 'enter', (real, self, args) => {
      const task = this.callbacks.taskNow;
      if (task === undefined || this.#busy.has(self)) return real(...args);
      const { result, own } = this.callbacks.collect(() =>
        this.#busyWith(self, () => real(...args)),
      );
      const giver = this.generators.giverOf(result);
      const id = (giver && this.generators.idOf(giver)) ?? this.registry.newId();
      const timer = own(id);
      const enter = (given: unknown): void => {
        const open = this.#open.get(self) ?? [];
        this.#open.set(self, [...open, { id, task }]);
        if (Object(given) === given) this.#scopeOf.set(given as object, id);
        const name = giver?.name ?? nameOf(Object.getPrototypeOf(self)?.constructor, 'scope');
        this.recorder.record({
          type: 'entered',
          id,
          name,
          ...(!giver && { of: this.#identityOf(self) }),
          task,
          ...(timer !== undefined && { timer }),
        });
      };
      if (!isGenerator(result)) enter(result);
      else
        this.generators.courseOf(result).over = (ended) => 'value' in ended && enter(ended.value);
      return result;
    });
    this.methods.around(prototype, 'exit', (real, self, args) => {
      const open = this.#open.get(self) ?? [];
      const task = this.callbacks.taskNow;
      const scope = open.findLast((one) => one.task === task) ?? open.at(-1);
      if (!scope || this.#busy.has(self)) return real(...args);
      const { id } = scope;
      const left = (error: { error?: unknown }): void => {
        this.#open.set(
          self,
          (this.#open.get(self) ?? []).filter((one) => one !== scope),
        );
        this.recorder.record({ type: 'left', id, ...this.#errorIn(error) });
      };
      const goesOn = (isSuppressed: unknown): { error?: unknown } =>
        args.length > 0 && isSuppressed !== true ? { error: args[0] } : {};
      let result: unknown;
      try {
        result = this.recorder.during({ n: this.recorder.context?.n, by: id }, () =>
          this.#busyWith(self, () => real(...args)),
        );
      } catch (error) {
        left({ error });
        throw error;
      }
      if (!isGenerator(result)) {
        left(goesOn(result));
        return result;
      }
      const course = this.generators.courseOf(result);
      course.by = id;
      course.over = (ended) => left('value' in ended ? goesOn(ended.value) : ended);
      this.recorder.record({ type: 'leaves', id, ...this.#errorIn(goesOn(false)) });
      return result;
    });
    this.methods.around(prototype, 'addTask', (real, self, args) => {
      const scope = this.#open.get(self)?.at(-1)?.id;
      const { result, own } = this.callbacks.collect(() => real(...args));
      const id = this.registry.idOf(result);
      if (scope === undefined || id === undefined || !this.registry.isTask(id)) return result;
      own(scope);
      this.recorder.record({ type: 'joins', id, scope });
      return result;
    });
  }

  /** What the body of a scope gets may set its time limit anew. */
  patchLimit(prototype: Any): void {
    this.methods.around(prototype, 'reschedule', (real, self, args) => {
      const { result, own } = this.callbacks.collect(() => real(...args));
      const id = this.#scopeOf.get(self);
      if (id === undefined) return result; // it's being entered
      const timer = own(id);
      this.recorder.record({ type: 'limited', id, ...(timer !== undefined && { timer }) });
      return result;
    });
  }

  /** A method may call that of its base: that's one entering. */
  #busyWith<T>(self: object, work: () => T): T {
    this.#busy.add(self);
    try {
      return work();
    } finally {
      this.#busy.delete(self);
    }
  }

  #identityOf(self: object): Id {
    if (!this.#identities.has(self)) this.#identities.set(self, this.registry.newId());
    return this.#identities.get(self)!;
  }

  #errorIn(what: { error?: unknown }): { error?: string } {
    return 'error' in what ? { error: this.registry.preview(what.error) } : {};
  }
}
