// One order as a reader reads it: who went when, and at its end who waits for what.
import type { Step, Waits } from '../told.ts';
import { whenMade } from './anew.ts';
import { allKnown, knownOf, nameOf, type Known, type Next } from './asked.ts';
import { runOnce } from './run-once.ts';

/** What of the library is watched to know who waits for whom. */
export interface Library {
  TaskLoop: Class;
  Task: Class;
  taskBegins: symbol | undefined;
  Watch: new () => {
    during<R>(run: () => R): R;
    stepBegins(entry: object): void;
    waits(): { task: string; for?: string | undefined; lastUsedBy?: string | undefined }[];
  };
  shared<T extends object>(object: T, name?: string): T;
}

type Class = (abstract new (...given: never[]) => object) & { prototype: object };

/** So many steps are told of an order. */
const MOST = 400;

/** @returns For each time that it's asked the next of `choices`, and then the oldest. */
const following = (
  choices: readonly number[],
  see: (ready: readonly object[], at: number) => void,
): Next => {
  let made = 0;
  return (ready) => {
    const at = ready.length > 1 ? (choices[made++] ?? 0) : 0;
    see(ready, at);
    return at;
  };
};

export function stepsOf(program: () => void, choices: readonly number[]): Step[] {
  const taken: { who: Known; at: Known['at']; instead: Known | undefined }[] = [];
  const see = (ready: readonly object[], at: number): void => {
    if (taken.length === MOST) return;
    const who = knownOf(ready[at]!);
    taken.push({ who, at: who.at, instead: at > 0 ? knownOf(ready[0]!) : undefined });
  };
  runOnce(program, following(choices, see));
  const steps: Step[] = [];
  // names are known once they have run
  for (const { who, at, instead } of taken) {
    const step: Step = { who: nameOf(who), times: 1, ...(at && { at }), ...(instead && { instead: nameOf(instead) }) }; // prettier-ignore
    const last = steps.at(-1);
    if (last && isLike(last, step)) last.times++;
    else steps.push(step);
  }
  return steps;
}

const isLike = (a: Step, b: Step): boolean =>
  a.who === b.who &&
  a.instead === b.instead &&
  a.at?.file === b.at?.file &&
  a.at?.line === b.at?.line;

/** Who waits for what at the end: as the book's `Watch` sees it. */
export function waitsOf(
  program: () => void,
  choices: readonly number[],
  { TaskLoop, Task, taskBegins, Watch, shared }: Library,
): Waits[] {
  const watch = new Watch();
  const next = following(choices, (ready, at) => watch.stepBegins(ready[at]!));
  const undo = [
    put(
      TaskLoop.prototype,
      'createFuture',
      (own) =>
        function (this: object) {
          return shared(Reflect.apply(own!, this, []) as object);
        },
    ),
  ];
  if (taskBegins)
    undo.push(
      put(
        TaskLoop.prototype,
        taskBegins,
        (own) =>
          function (this: object, task: object) {
            Reflect.apply(own!, this, [task]);
            shared(task);
          },
      ),
    );
  // in part 3 they have no names
  if (!('getName' in Task.prototype)) undo.push(put(Task.prototype, 'getName', () => numbered()));
  whenMade(shared);
  try {
    watch.during(() => runOnce(program, next));
    const tasks = new Map<string, Known>();
    for (const [who, it] of allKnown())
      if (who instanceof Task) tasks.set((who as Named).getName(), it);
    const shown = (name: string): string => {
      const it = tasks.get(name);
      return it ? nameOf(it) : name;
    };
    return watch.waits().map(({ task, for: what, lastUsedBy }) => ({
      task: shown(task),
      ...(tasks.get(task)?.at && { at: tasks.get(task)!.at }),
      ...(what !== undefined && { for: shown(what) }),
      ...(lastUsedBy !== undefined && { usedBy: shown(lastUsedBy) }),
    }));
  } finally {
    whenMade((object) => object);
    for (const back of undo) back();
  }
}

interface Named {
  getName(): string;
}

function numbered(): (this: object) => string {
  const numbers = new Map<object, number>();
  return function () {
    if (!numbers.has(this)) numbers.set(this, numbers.size + 1);
    return `Task-${numbers.get(this)!}`;
  };
}

/** Puts a method into the place of another. @returns What takes it back. */
function put(
  prototype: object,
  name: string | symbol,
  make: (own: ((...given: never[]) => unknown) | undefined) => (...given: never[]) => unknown,
): () => void {
  const before = Object.getOwnPropertyDescriptor(prototype, name);
  const value = make(before?.value as (...given: never[]) => unknown);
  Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
  return () => {
    if (before) Object.defineProperty(prototype, name, before);
    else Reflect.deleteProperty(prototype, name);
  };
}
