// What the steps of one run touch, for the book's `Pruning`. The program's text tells (anew.ts): what it
// doesn't tell of may be anything.
import { knownOf } from './asked.ts';

/** The numbers of variables, or all there is. */
export type Footprint = ReadonlySet<number> | 'all';

const numbers = new Map<string, number>();
let watch: Watch | undefined;

export class Watch {
  #footprint: Set<number> | 'all' = 'all';

  during<R>(run: () => R): R {
    watch = this;
    try {
      return run();
    } finally {
      watch = undefined;
    }
  }

  /** What a step does that begins in the library, nobody tells. */
  stepBegins(entry: object): void {
    const known = knownOf(entry);
    this.#footprint = known.isInProgram || known.isToBegin ? new Set() : 'all';
    known.isInProgram = false;
  }

  get footprint(): Footprint {
    return this.#footprint;
  }

  touchAll(): void {
    this.#footprint = 'all';
  }

  touch(what: string): void {
    if (this.#footprint === 'all') return;
    if (!numbers.has(what)) numbers.set(what, numbers.size);
    this.#footprint.add(numbers.get(what)!);
  }
}

export const touch = (what: string): void => watch?.touch(what);
export const touchAll = (): void => watch?.touchAll();
