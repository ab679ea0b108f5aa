// The heap of timers gives what a sorted list would, whatever is put in, cancelled and taken out.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TaskLoop, TimerHandle } from '../../code/part-4-the-world/src/index.ts';
import { TimerQueue } from '../../code/part-4-the-world/src/time/timer-queue.ts';

const moment = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(-Infinity, Infinity, 0.5));
const operation = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('push' as const), at: moment }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), at: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('shift' as const), at: moment }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('ask' as const), at: fc.nat() }) },
);

/** What the queue is to do, in the simplest way: the first due is looked for among all. */
class Sorted {
  #timers: TimerHandle[] = [];

  push(timer: TimerHandle): void {
    this.#timers.push(timer);
  }
  first(): TimerHandle | undefined {
    this.#timers = this.#timers.filter((timer) => !timer.cancelled());
    return this.#timers.toSorted((a, b) =>
      a.when() < b.when() ? -1 : Number(a.when() > b.when()),
    )[0];
  }
  firstDue(): number {
    return this.first()?.when() ?? Infinity;
  }
  shiftDue(now: number): TimerHandle | undefined {
    const first = this.first();
    if (!first || first.when() > now) return undefined;
    this.#timers = this.#timers.filter((timer) => timer !== first);
    return first;
  }
}

test('the heap gives what a sorted list would', () => {
  const loop = new TaskLoop();
  fc.assert(
    fc.property(fc.array(operation, { size: 'max', maxLength: 400 }), (operations) => {
      const [heap, sorted] = [new TimerQueue(), new Sorted()];
      const timers: TimerHandle[] = [];
      for (const { do: what, at } of operations) {
        if (what === 'push') {
          const timer = new TimerHandle(() => {}, loop, [], at);
          timers.push(timer);
          heap.push(timer);
          sorted.push(timer);
        } else if (what === 'cancel') timers[at % timers.length]?.cancel();
        else if (what === 'shift') expect(heap.shiftDue(at)).toBe(sorted.shiftDue(at));
        else expect(heap.firstDue()).toBe(sorted.firstDue());
      }
      let timer;
      do expect((timer = heap.shiftDue(Infinity))).toBe(sorted.shiftDue(Infinity));
      while (timer);
    }),
    { numRuns: 300 },
  );
});
