// The public methods of classes that have the shape of a loop, a future, a handle, an executor or a thread; and the making of such things.
import type { Id, Settled } from '../events.ts';
import type { Calls } from './calls.ts';
import { isGenerator, type Course, type Generators } from './generators.ts';
import { asBefore, isPlainFunction, shorten, type Any, type Method } from './host.ts';
import type { Context, Teller } from './teller.ts';
import { kindOf, labelOf, type Kind, type Things } from './things.ts';

/** How many questions without an answer, one after the other, are called spinning. */
const SPINNING = 10_000;

/** What is done in the place of a method; `real` is the method, bound to its object. */
type Around = (real: Method, self: Any, args: Any[]) => Any;

export class Classes {
  readonly #teller: Teller;
  readonly #things: Things;
  readonly #generators: Generators;
  readonly #calls: Calls;
  readonly #patched = new WeakMap<object, Set<string>>();
  readonly #drivenBy = new Map<Id, Course>();
  readonly #making: { newTarget: unknown; id: Id }[] = [];
  readonly #turning = new Set<object>();
  readonly #seen = new WeakSet<object>();
  readonly #workers = new WeakMap<object, number>();
  #threads = 0;
  #questions = 0;
  /** The error that was told of last: on its way out it passes others. */
  #refused: unknown;

  constructor(teller: Teller, things: Things, generators: Generators, calls: Calls) {
    this.#teller = teller;
    this.#things = things;
    this.#generators = generators;
    this.#calls = calls;
    teller.onTell = () => (this.#questions = 0);
  }

  /** @returns The class, or what takes its place so that its making is seen: see Marked. */
  watch<C>(theClass: C): C {
    const { prototype } = theClass as Any;
    const kind = kindOf(prototype);
    if (kind) this.#patch[kind](prototype);
    return new Proxy(theClass as Any, { construct: (target, args, newTarget) => this.#make(kind, target, args, newTarget) });
  }

  #make(kind: Kind | undefined, target: Any, args: Any[], newTarget: Any): object {
    const make = (given = args): Any => Reflect.construct(target, given, newTarget);
    if (this.#teller.isFull) return make();
    const outer = this.#making.at(-1);
    if (outer?.newTarget === newTarget) {
      const thing = make(); // its base makes it, so this is itself
      this.#things.know(thing, outer!.id);
      return thing;
    }
    const generator = isGenerator(args[0]) ? this.#generators.courseOf(args[0]) : undefined;
    if (kind === 'thread' || (!kind && !(generator && /Task/.test(newTarget.name)))) return make();
    const known = kind === 'handle' ? this.#calls.entryOf(args[0]) : undefined;
    const id = known ?? this.#things.newId();
    const call = kind === 'handle' && known === undefined && isPlainFunction(args[0]) ? args[0] : undefined;
    if (generator) this.#drivenBy.set(id, generator);
    if (known === undefined)
      this.#things.tellMade(id, generator ? 'task' : kind!, call ? labelOf(call) : newTarget.name, generator && { drives: this.#generators.idOf(generator) });
    this.#making.push({ newTarget, id });
    try {
      return this.#orRefused(id, 'new', () => {
        const thing = make(call ? [this.#calls.standInFor(call, id), ...args.slice(1)] : args);
        this.#things.know(thing, id);
        return thing;
      });
    } finally {
      this.#making.pop();
    }
  }

  /** Puts something in the place of a method of this very class; once. */
  #around(prototype: Any, method: string, what: Around): void {
    const found = Object.getOwnPropertyDescriptor(prototype, method);
    const patched = this.#patched.get(prototype) ?? new Set();
    if (typeof found?.value !== 'function' || patched.has(method)) return;
    this.#patched.set(prototype, patched.add(method));
    const real = found.value as Method;
    const call = (self: unknown, args: unknown[]): unknown => {
      if (!this.#teller.isFull) return what((...changed) => Reflect.apply(real, self, changed), self, args);
      this.#teller.drop();
      return Reflect.apply(real, self, args);
    };
    const value = asBefore(function (this: unknown, ...args: unknown[]): unknown {
      return call(this, args);
    }, real);
    Object.defineProperty(prototype, method, { ...found, value });
  }

  /** Tells where the library says no. */
  #orRefused<T>(id: Id, call: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error !== this.#refused) this.#teller.tell({ type: 'refused', id, call, error: this.#things.preview(error) });
      this.#refused = error;
      throw error;
    }
  }

  readonly #patch: Record<Kind, (prototype: Any) => void> = {
    loop: (prototype) => {
      const see = (self: Any): Id => this.#things.see(self, 'loop');
      this.#around(prototype, 'callSoon', (real, self, [callback, ...args]) => {
        const loop = see(self);
        return this.#orRefused(loop, 'callSoon', () => {
          if (!isPlainFunction(callback)) return real(callback, ...args);
          const { entry, standIn } = this.#calls.putDown(callback);
          const result = real(standIn, ...args);
          if (!this.#calls.isScheduled(entry)) this.#calls.tellScheduled(loop, entry);
          return result;
        });
      });
      this.#around(prototype, 'schedule', (real, self, [entry]) => {
        const id = this.#things.see(entry, 'handle');
        const loop = see(self);
        return this.#orRefused(loop, 'schedule', () => {
          real(entry);
          this.#calls.tellScheduled(loop, id);
        });
      });
      for (const how of ['runForever', 'runUntilComplete']) this.#around(prototype, how, (real, self, args) => this.#run(see(self), self, how, () => real(...args)));
      for (const call of ['runOnce', 'addTask']) this.#around(prototype, call, (real, self, args) => this.#orRefused(see(self), call, () => real(...args)));
      this.#around(prototype, 'stop', (real, self) => {
        this.#teller.tell({ type: 'stop', id: see(self) });
        return real();
      });
      this.#around(prototype, 'close', (real, self) => {
        const id = see(self);
        this.#orRefused(id, 'close', () => real());
        this.#teller.tell({ type: 'closed', id });
      });
    },

    future: (prototype) => {
      const see = (self: Any): Id => this.#things.see(self, 'future');
      const isDerived = kindOf(Object.getPrototypeOf(prototype)) === 'future';
      for (const [method, state] of [
        ['setResult', 'finished'],
        ['setException', 'failed'],
        ['cancel', 'cancelled'],
      ] as const)
        this.#around(prototype, method, (real, self, [value]) => {
          const id = see(self);
          if (!isDerived) return this.#settle(id, self, method, state, value, real);
          if (method !== 'cancel' || !this.#things.isTask(id)) return this.#orRefused(id, method, () => real(value)); // its base tells
          const n = this.#teller.tell({ type: 'cancel', id });
          return this.#teller.during({ n }, () => real(value));
        });
      this.#around(prototype, 'addDoneCallback', (real, self, [callback]) => {
        const id = see(self);
        const giver = this.#generators.giverOf(self);
        const task = this.#things.idOf(callback);
        const name = typeof callback === 'function' ? labelOf(this.#calls.realOf(callback)) : (callback?.constructor?.name ?? String(callback));
        const n = this.#teller.tell({ type: 'waits', id, name, ...(task !== undefined && { task }), ...(giver && { generator: this.#generators.idOf(giver) }) });
        return this.#orRefused(id, 'addDoneCallback', () => this.#teller.during({ n }, () => real(this.#calls.doneCallbackFor(callback))));
      });
      this.#around(prototype, 'removeDoneCallback', (real, self, [callback]) => {
        const count = real(this.#calls.doneCallbackFor(callback));
        const task = this.#things.idOf(callback);
        if (count !== 0) this.#teller.tell({ type: 'unwaits', id: see(self), name: callback?.name || String(callback), ...(task !== undefined && { task }) });
        return count;
      });
      for (const look of ['result', 'exception', 'resume'])
        this.#around(prototype, look, (real, self, args) => {
          this.#look(self);
          try {
            return real(...args);
          } finally {
            this.#look(self); // it may have waited for the end
          }
        });
      this.#around(prototype, 'run', (real, self) => {
        const id = see(self);
        const course = this.#drivenBy.get(id);
        return this.#calls.run(
          id,
          () => course && this.#generators.placeOf(course),
          () => real(),
        );
      });
    },

    handle: (prototype) => {
      const see = (self: Any): Id => this.#things.see(self, 'handle');
      this.#around(prototype, 'run', (real, self) => this.#calls.runHandle(see(self), () => real()));
      this.#around(prototype, 'cancel', (real, self) => {
        const id = see(self);
        return this.#orRefused(id, 'cancel', () => {
          this.#teller.tell({ type: 'cancel', id });
          return real();
        });
      });
    },

    executor: (prototype) => {
      this.#around(prototype, 'submit', (real, self, args) => this.#orRefused(this.#things.see(self, 'executor'), 'submit', () => real(...args)));
      this.#around(prototype, 'poll', (real) => this.#teller.during({ n: this.#teller.context?.n }, () => real()));
    },

    thread: (prototype) => {
      const workerOf = (self: object): number => {
        if (!this.#workers.has(self)) this.#workers.set(self, this.#teller.thread * 100 + ++this.#threads);
        return this.#workers.get(self)!;
      };
      this.#around(prototype, 'run', (real, self, args) => {
        this.#teller.tell({ type: 'job', worker: workerOf(self), name: nameOfJob(String(args[0])) });
        return real(...args);
      });
      this.#around(prototype, 'take', (real, self) => {
        const reply = real();
        if (reply !== undefined) {
          const n = this.#teller.tell({ type: 'replied', worker: workerOf(self) });
          if (this.#teller.context) this.#teller.context.n = n; // what follows is due to the news
        } else if (++this.#questions === SPINNING) {
          this.#teller.tell({ type: 'spins', count: SPINNING });
          this.#questions = SPINNING; // once is enough
        }
        return reply;
      });
    },
  };

  /** Runs a loop. Of its methods one may call another: that is one run. */
  #run(id: Id, loop: object, how: string, work: () => unknown): unknown {
    if (this.#turning.has(loop)) return work();
    this.#turning.add(loop);
    const n = this.#teller.tell({ type: 'begins', id, how });
    return this.#teller.during({ n }, () => {
      try {
        const result = work();
        this.#teller.tell({ type: 'ends', id, how });
        return result;
      } catch (error) {
        this.#teller.tell({ type: 'ends', id, how, error: this.#things.preview(error) });
        throw error;
      } finally {
        this.#turning.delete(loop);
      }
    });
  }

  #settle(id: Id, future: Any, method: string, state: Settled, value: unknown, real: Method): unknown {
    const wasDone = future.done?.() === true;
    const cause = this.#teller.context?.n;
    const context: Context = { n: undefined };
    let isTold = false;
    const tell = (): void => {
      if (isTold) return;
      isTold = true;
      context.n = this.#teller.tell({ type: 'settled', id, state, ...(state !== 'cancelled' && this.#things.given(value)) }, { cause });
    };
    const settling = { tell, isSo: () => !isTold && !wasDone && future.done?.() === true };
    return this.#teller.settle(settling, () =>
      this.#teller.during(context, () => {
        const result = this.#orRefused(id, method, () => real(value));
        if (method !== 'cancel' || (result !== false && !wasDone)) tell();
        return result;
      }),
    );
  }

  /** Somebody asks a future how it ended. */
  #look(future: Any): void {
    if (this.#seen.has(future) || future.done?.() !== true) return;
    this.#seen.add(future);
    this.#teller.tell({ type: 'seen', id: this.#things.see(future, 'future') });
  }
}

const nameOfJob = (source: string): string => /^(?:async\s+)?function\*?\s+([\w$]+)/.exec(source)?.[1] ?? shorten(source.replace(/\s+/g, ' '));
