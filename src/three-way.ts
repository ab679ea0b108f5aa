// Two changes of one text in one. A module of its own at the top, since the reader's store, the steps
// and the way back from home all merge alike.
import { diff3Merge } from 'node-diff3';

/** @returns `undefined` if both changed the same lines. */
export function merged(mine: string, base: string, theirs: string): string | undefined {
  const parts = diff3Merge(mine.split('\n'), base.split('\n'), theirs.split('\n'), {
    excludeFalseConflicts: true,
  });
  if (parts.some(({ conflict }) => conflict)) return undefined;
  return parts.flatMap(({ ok }) => ok ?? []).join('\n');
}
