import { isCoroutine } from '../coroutine.ts';
import { Future } from '../future.ts';
import type { Listed, Runnable } from '../scheduler.ts';
import * as own from '../scheduler.ts';
import { TaskLoop } from '../task-loop.ts';
import { Task } from '../task.ts';

/** What a step has touched: the numbers of objects, or all there is. */
export type Footprint = ReadonlySet<number> | 'all';

/** A task that waits inside of something, and who used that last. */
export interface Wait {
  task: string;
  for: string | undefined;
  lastUsedBy: string | undefined;
}

let watch: Watch | undefined;

/**
 * Tells a search of an object that tasks share and use by its methods, such as a lock; a
 * look at one of its fields is not seen. Where no search is under way it does nothing.
 * @param name For the report.
 * @returns The object itself.
 */
export function shared<T extends object>(object: T, name = object.constructor.name): T {
  watch?.add(object, name);
  return object;
}

/** Sees which futures, tasks and shared objects the steps of one run touch. */
export class Watch {
  readonly #numbers = new Map<object, number>();
  readonly #names = new Map<object, string>();
  readonly #waits = new Map<Runnable, object>();
  readonly #lastUser = new Map<object, Runnable>();
  #current: Runnable | undefined;
  #known = 0; // how many objects there were when the step began: its own are nobody else's
  #footprint: Set<number> | 'all' = 'all';

  /** Watches a run. */
  during<R>(run: () => R): R {
    watch = this;
    try {
      return run();
    } finally {
      watch = undefined;
    }
  }

  /** A callback may touch anything: it has no object of its own to be known by. */
  stepBegins(entry: Runnable): void {
    this.#current = entry;
    this.#known = this.#numbers.size;
    this.#footprint = entry instanceof Task ? new Set() : 'all';
    this.#waits.delete(entry);
  }

  get footprint(): Footprint {
    return this.#footprint;
  }

  touchAll(): void {
    this.#footprint = 'all';
  }

  add(object: object, name: string): void {
    if (this.#numbers.has(object)) return;
    this.#numbers.set(object, this.#numbers.size);
    this.#names.set(object, name);
    this.#listen(object, object);
  }

  /** Has all methods of `object` tell of `whose`: itself, or what has made this generator. */
  #listen(object: object, whose: object): void {
    if (object !== whose && Object.hasOwn(object, 'next')) return; // it is already
    const heard = new Set<string | symbol>(['constructor']);
    for (
      let from = object;
      from !== Object.prototype;
      from = Object.getPrototypeOf(from)
    )
      for (const key of Reflect.ownKeys(from)) {
        if (heard.has(key)) continue;
        heard.add(key);
        const { value, get, set } = Object.getOwnPropertyDescriptor(from, key)!;
        if (typeof value === 'function')
          Object.defineProperty(object, key, {
            value: this.#around(value, key, whose),
          });
        else if (get || set)
          Object.defineProperty(object, key, {
            ...(get && { get: this.#around(get, key, whose) }),
            ...(set && { set: this.#around(set, key, whose) }),
          });
      }
  }

  #around(method: Function, key: string | symbol, whose: object): () => any {
    const touch = (): void => {
      const number = this.#numbers.get(whose)!;
      if (this.#footprint !== 'all' && number < this.#known)
        this.#footprint.add(number);
    };
    const see = (args: unknown[], result: any): unknown => {
      if (isCoroutine(result)) this.#listen(result, whose);
      else if (key === own.wakeUp) this.#waitsFor(args[0] as Runnable, whose);
      else if (key === 'next' && !result.done) this.#waitsFor(this.#current!, whose);
      else if (this.#current) this.#lastUser.set(whose, this.#current);
      return result;
    };
    return function (this: unknown, ...args: unknown[]) {
      touch();
      return see(args, Reflect.apply(method, this, args));
    };
  }

  /** The innermost is told first: a lock, and not the future that it waits for. */
  #waitsFor(task: Runnable, object: object): void {
    if (!this.#waits.has(task)) this.#waits.set(task, object);
  }

  /** What the tasks wait for that are not done. */
  waits(): Wait[] {
    return [...this.#waits].flatMap(([task, object]) => {
      if (!(task instanceof Task) || task.done()) return [];
      const user = object instanceof Future ? undefined : this.#lastUser.get(object);
      return {
        task: task.getName(),
        for: this.#nameOf(object),
        lastUsedBy: this.#nameOf(user),
      };
    });
  }

  #nameOf(object: Runnable | object | undefined): string | undefined {
    return object instanceof Task
      ? object.getName()
      : object && this.#names.get(object);
  }
}

/** Its tasks and futures are seen by the search. */
export class WatchedLoop extends TaskLoop {
  override createFuture<T>(): Future<T> {
    return shared(super.createFuture<T>());
  }

  override [own.taskBegins](task: Listed): void {
    super[own.taskBegins](task);
    shared(task);
  }

  override stop(): void {
    watch?.touchAll();
    super.stop();
  }
}
