// Who is next: asked by the ready queue that stands in for the library's.

/** Picks the place of one of those that are ready, the oldest first. */
export type Next = (ready: readonly object[]) => number;

/** What is known of one that is ready: a task, or a call. */
export interface Known {
  /** What the program calls it, or else the first function of its own that it ran. */
  name?: string;
  /** Whether it's a function's, which others may have as well. */
  isOfFunction?: true;
  /** Of a task: the variable that it was assigned to. */
  variable?: string;
  /** Where it was suspended. */
  at?: { file: string; line: number };
  /** Whether its next step begins in the program's own code, and not in the library. */
  isInProgram: boolean;
  /** Whether it's a task of one of the program's generators, which hasn't begun. */
  isToBegin?: boolean;
}

let next: Next | undefined;
let entry: object | undefined;
/** In the order in which they were queued. */
let known = new Map<object, Known>();

/** A run begins: of what ran before nothing is known. */
export function follow(given: Next): void {
  next = given;
  entry = undefined;
  known = new Map();
}

/** It's over. What is known of it stays. */
export function rest(): void {
  next = entry = undefined;
}

export function choose(ready: readonly object[]): number {
  const at = next?.(ready) ?? 0;
  entry = ready[at]!;
  return at;
}

export function knownOf(who: object): Known {
  let it = known.get(who);
  if (!it) {
    it = { isInProgram: false };
    const name = (who as { getName?(): string }).getName?.();
    if (name !== undefined && !/^Task-\d+$/.test(name)) it.name = name;
    known.set(who, it);
  }
  return it;
}

export function assign(who: unknown, variable: string): void {
  const it = known.get(who as object);
  if (it) it.variable = variable;
}

/** A function of the program's begins. */
export function describe(name: string): void {
  if (!entry) return;
  const it = knownOf(entry);
  if (it.name !== undefined) return;
  it.name = name;
  it.isOfFunction = true;
}

/** All that were queued. */
export const allKnown = (): Iterable<[who: object, it: Known]> => known;

/**
 * As on the timeline: `door front`, if each of that name has a variable of its own, else `sell 2`, where
 * the one that was queued first has the 1.
 */
export function nameOf(it: Known): string {
  const { name, isOfFunction } = it;
  if (name === undefined) return 'a call of the library’s';
  const same = [...known.values()].filter((other) => other.name === name);
  if (!isOfFunction || same.length === 1) return name;
  const variables = same.map(({ variable }) => variable);
  const tell =
    variables.every((variable) => variable !== undefined && variable !== name) &&
    new Set(variables).size === same.length;
  return `${name} ${tell ? it.variable! : same.indexOf(it) + 1}`;
}

export function note(file: string, line: number): void {
  if (entry) knownOf(entry).at = { file, line };
}

/** The step ends, probably. @param isInProgram See `Known`. */
export function suspend(isInProgram: boolean): void {
  if (entry) knownOf(entry).isInProgram = isInProgram;
}

/** A generator of the program's begins. @returns Whether it's the one that its task was made of. */
export function beginsTask(): boolean {
  const it = entry && knownOf(entry);
  if (!it?.isToBegin) return false;
  it.isToBegin = false;
  return true;
}
