// What the texts of `as-function.ts` say while they run: who takes the step, where it stops, and what it
// touches. What has to begin anew with each order is here, too.
import { assign, beginsTask, describe, knownOf, note, suspend } from './asked.ts';
import { touch, touchAll } from './watch.ts';

type Module = Record<string, unknown>;

const resets: (() => void)[] = [];
let factories: Readonly<Record<string, () => Module>> = {};
const modules = new Map<string, Module>();

/** Has a variable of the library's be as it was, each time that a program begins. */
export const atBegin = (reset: () => void): void => void resets.push(reset);

export function know(all: Readonly<Record<string, () => Module>>): void {
  factories = all;
}

/** Nothing that ran before is left. */
export function begin(): void {
  modules.clear();
  for (const reset of resets) reset();
}

/** A module of this order's, evaluated when it's first asked for. */
export function fresh(file: string): Module {
  let module = modules.get(file);
  if (!module) modules.set(file, (module = factories[file]!()));
  return module;
}

const own = new WeakSet<object>();

/** Has tasks know whether they are made of the program's own generators. */
export function watchTasks(TaskLoop: {
  prototype: { addTask(coroutine: object, ...rest: unknown[]): object };
}): void {
  const { addTask } = TaskLoop.prototype;
  TaskLoop.prototype.addTask = function (coroutine, ...rest) {
    const task = Reflect.apply(addTask, this, [coroutine, ...rest]) as object;
    if (own.has(Object.getPrototypeOf(coroutine) as object)) knownOf(task).isToBegin = true;
    return task;
  };
}

/** What is done with an object of the library's that the program makes. */
let made = <T extends object>(object: T, _name: string): T => object;
export const whenMade = (does: typeof made): void => void (made = does);

/** What the text of one file says. */
export const of = (file: string) => ({
  /** A function of the program's begins. */
  in: (name: string): void => describe(name),
  /** A generator does. @returns Whether its task was made of it. */
  begins(name: string): boolean {
    describe(name);
    return beginsTask();
  },
  /** Who goes on then may be the library, if a task isn't at its end. */
  ends(isTask: boolean): void {
    if (!isTask) touchAll();
  },
  /** The program's own generators. */
  own<F extends { prototype: object }>(generators: F): F {
    own.add(generators.prototype);
    return generators;
  },
  /** What `yield*` goes into. @param isSleep Whether it's a sleep of the library's. */
  into<T>(what: T, isSleep?: boolean): T {
    const isFuture = typeof what === 'object' && what !== null && 'addDoneCallback' in what;
    // once that's done, there's nothing more in it to share
    if (isFuture || isSleep) suspend(true);
    return what;
  },
  /** Before a `yield`. @param isBare Whether that does nothing but suspend. */
  at(line: number, isBare: boolean): void {
    note(file, line);
    suspend(isBare);
    if (!isBare) touchAll();
  },
  /** A variable that others can see is read or gets a value. */
  sees: (name: string): void => touch(`${file} ${name}`),
  prints: (): void => touch('what is printed'),
  /** Anything may be touched from here on. */
  any: (): void => touchAll(),
  /** A task is made in a line that assigns to a variable. */
  task<T>(task: T, variable: string): T {
    assign(task, variable);
    return task;
  },
  made: <T extends object>(object: T, name: string): T => made(object, name),
});
