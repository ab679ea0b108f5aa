// What the recorded mutation runs have found: each small change of a library that some of its stage's tests
// have caught, and by how many. Written by `npm run mutation:caught`, never by hand.

export interface Caught {
  /** From the stage's root. */
  file: string;
  /** The innermost one around it, as in `TaskLoop.runOnce`; empty outside all. */
  symbol: string;
  /** Where it begins, in characters from the symbol's first. */
  at: number;
  was: string;
  now: string;
  /** Which of Stryker's mutators made it. */
  how: string;
  /** How many of the stage's tests catch it. */
  caught: number;
  /** Whether one of them uses nothing of the library but what it exports. */
  isOutside: boolean;
  /** Some of them: first those that use what the library exports, the quickest first. */
  by: [file: string, name: string][];
}

export interface CaughtOfStage {
  /** How many mutants there are, how many of them are small enough to be chosen, and how many were tried. */
  made: { mutants: number; small: number; tried: number; tests: number; node: string };
  mutants: Caught[];
}
