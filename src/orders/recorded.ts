// What a search came to, as it's recorded of the programs whose chapter says so.
import type { Told } from './told.ts';

type End = Extract<Told, { type: 'end' }>;

export interface Recorded extends Pick<
  End,
  'orders' | 'same' | 'pruned' | 'counts' | 'isComplete' | 'ways'
> {
  usual: Pick<End['usual'], 'end' | 'error'>;
}

/** Where that is kept. @param of The program, from `code/` on. */
export const recordOf = (of: string): string =>
  `content/orders/${of.replace('/programs/', '/').replace(/ts$/, 'json')}`;

export function recorded({ orders, same, pruned, counts, isComplete, ways, usual }: End): Recorded {
  const { end, error } = usual;
  return {
    orders,
    same,
    pruned,
    counts,
    isComplete,
    ways,
    usual: { end, ...(error !== undefined && { error }) },
  };
}

/**
 * What an author may say of a program's orders: that all come to the `same`, that some `differ`, or,
 * with `true`, nothing.
 * @returns What's wrong with that.
 */
export function whyNoClaim(
  { orders, same }: Pick<Recorded, 'orders' | 'same'>,
  claim: string | true,
): string | undefined {
  if (claim === true) return undefined;
  if (claim !== 'same' && claim !== 'differ')
    return `orders="${claim}" is neither "same" nor "differ"`;
  const is = orders === same ? 'same' : 'differ';
  if (claim === is) return undefined;
  return is === 'same'
    ? 'orders="differ" isn’t so: all of them come to the same'
    : `orders="same" isn’t so: ${orders - same} of ${orders} come to something else`;
}
