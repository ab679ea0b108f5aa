// What was recorded: programs in a small language of their own, and what each did in CPython.

/** A call, `["call_soon", "a", 1]`; a variable, `"$f"`; or a value. */
export type Op = string | number | boolean | null | Call;
export type Call = readonly [name: string, ...given: Op[]];

export interface Body {
  readonly params: readonly string[];
  readonly body: readonly Call[];
}

export interface Program {
  /** Plain callbacks, by name. */
  readonly cbs: Readonly<Record<string, Body>>;
  /** Coroutines, by name. */
  readonly cos: Readonly<Record<string, Body>>;
  /** What stands outside of the loop. */
  readonly main: readonly Call[];
}

export interface Scenario {
  readonly id: string;
  /**
   * `stage2` is about futures without a loop, `fuzz` was made at random, `beyond` and `beyond2` are about time,
   * groups and locks.
   */
  readonly tier: 'core' | 'stage2' | 'fuzz' | 'beyond' | 'beyond2';
  /** What it is about: `loop.stop`. */
  readonly feature: string;
  /** What only some libraries have: `names`, of tasks, come with part 4. */
  readonly needs: readonly string[];
  readonly doc: string;
  readonly program: Program;
  /** What happened in CPython, in order. */
  readonly expect: readonly string[];
}

/** How a scenario went with a library. */
export interface Answer {
  readonly id: string;
  /** What happened, in order, as far as one looked: a bit further than asyncio went. */
  readonly trace: readonly string[];
  /** Why there is no more of it, if it didn't end by itself. */
  readonly ended?: string;
}
