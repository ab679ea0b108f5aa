import type { Runnable } from '../scheduler.ts';
import { Watch, type Footprint } from './watch.ts';

/**
 * Knows which schedules can be left out. Of two steps that touch nothing in common it
 * makes no difference which comes first, so only one of the two orders is gone on with.
 * In the other, a step that has had its run sleeps until a step touches what it touches.
 * Patrice Godefroid's "sleep sets".
 */
export class Pruning {
  /** What the steps touch, by the way to them. */
  readonly #footprints = new Map<string, Footprint>();
  readonly #asleep = new Map<Runnable, Footprint>();
  #watch = new Watch();
  #way = '';

  /** Watches one run. */
  during<R>(run: () => R): R {
    this.#watch = new Watch();
    this.#asleep.clear();
    this.#way = '';
    try {
      return this.#watch.during(run);
    } finally {
      this.#stepEnds();
    }
  }

  /** Of what is ready, that with which this run need go on. */
  awake(ready: readonly Runnable[]): Runnable[] {
    this.#stepEnds();
    return ready.filter((entry) => !this.#asleep.has(entry));
  }

  /** Of those that are awake `entry` is next; what stood before it has had its run. */
  stepBegins(entry: Runnable, awake: readonly Runnable[]): void {
    const place = awake.indexOf(entry);
    for (let other = 0; other < place; other++) {
      const footprint = this.#footprints.get(`${this.#way} ${other}`);
      if (footprint) this.#asleep.set(awake[other]!, footprint);
    }
    this.#way += ` ${place}`;
    this.#watch.stepBegins(entry);
  }

  #stepEnds(): void {
    const { footprint } = this.#watch;
    this.#footprints.set(this.#way, footprint);
    for (const [entry, other] of this.#asleep)
      if (!areApart(footprint, other)) this.#asleep.delete(entry);
  }
}

const areApart = (a: Footprint, b: Footprint): boolean =>
  a !== 'all' && b !== 'all' && ![...a].some((object) => b.has(object));
