import { ReadyQueue } from '../ready-queue.ts';

/** Picks one of several options, of which there is at least one. */
export type Choose = <T>(options: readonly T[]) => T;

/** The choices of an earlier attempt up to a place, and another one there. */
interface Plan {
  like: readonly number[];
  upTo: number;
  then: number;
}

/**
 * Makes an attempt for each sequence of choices that there is. The first chooses the
 * first option always; then come those that choose once otherwise, then twice.
 * @param attempt Goes the same way if it is given the same choices.
 * @throws {Error} if it does not.
 */
export function* everyPath<R>(attempt: (choose: Choose) => R): Generator<R> {
  const plans = new ReadyQueue<Plan>();
  plans.push({ like: [], upTo: -1, then: 0 });
  for (let plan; (plan = plans.shift());) {
    const { like, upTo, then } = plan;
    const made: number[] = [];
    const counts: number[] = [];
    let isLost = false;
    const result = attempt((options) => {
      const at = made.length;
      const planned = at < upTo ? like[at]! : at === upTo ? then : 0;
      isLost ||= planned >= options.length;
      made.push(isLost ? 0 : planned);
      counts.push(options.length);
      return options[made[at]!]!;
    });
    if (isLost || made.length <= upTo)
      throw new Error(
        'the same choices led elsewhere: more than the order has changed',
      );
    yield result;
    for (let at = upTo + 1; at < made.length; at++)
      for (let other = 1; other < counts[at]!; other++)
        plans.push({ like: made, upTo: at, then: other });
  }
}
