/** A generator that yields how long it wants to sleep, and is resumed with the time. */
export type Sleeper = Generator<number, unknown, number>;

/**
 * Runs the sleepers on a clock of our own, which begins at 0 and jumps to the next time
 * at which there is something to do. Each sleeper begins at once, in order, and is
 * resumed when its sleep is over. If several wake at the same time, the one that fell
 * asleep first goes first.
 * @returns The time at which the last one ended.
 */
export function runSleepers(...sleepers: Sleeper[]): number {
  let now = 0;
  const asleep = new Set(sleepers.map((sleeper) => ({ sleeper, until: 0 })));
  while (asleep.size > 0) {
    const next = [...asleep].reduce((a, b) => (b.until < a.until ? b : a));
    asleep.delete(next);
    now = next.until;
    const step = next.sleeper.next(now);
    if (!step.done) asleep.add({ sleeper: next.sleeper, until: now + step.value });
  }
  return now;
}
