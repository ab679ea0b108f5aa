// Where promises and futures meet: a promise waits for a future, or settles one.
import { changesNothing, kind } from './kind.ts';
import { id } from './shapes.ts';

export const PROMISES = [
  /** A future's `then` is called, as `await` does it. */
  kind('awaited', {
    fields: { id },
    groups: ['Promises'],
    fold(draft, { id }) {
      const { state, waiters } = draft.futureAt(id);
      draft.future(id, {
        waiters: state === 'pending' ? [...waiters, { name: 'a promise' }] : waiters,
        wasSeen: true,
      });
    },
    sentence: ({ id }, { what }, { futures }) =>
      (futures.get(id)?.state ?? 'pending') === 'pending'
        ? `then() of the ${what(id)} is called, as await does: a promise waits for it.`
        : `then() of the ${what(id)} is called, as await does; it’s already done.`,
  }),
  /** The loop calls what `then` was given. */
  kind('told', {
    fields: { id },
    groups: ['Promises'],
    fold: changesNothing,
    sentence: ({ id }, { what }) =>
      `The promise that waited for the ${what(id)} is told. What awaits it resumes in a microtask, once the loop gives the thread back.`,
  }),
  /** No code of the program's is on the way, and no turn of a loop, as a future is settled. */
  kind('hosted', {
    fields: { id },
    groups: ['Promises'],
    fold: changesNothing,
    sentence: ({ id }, { what }) =>
      `The host calls back, because a promise is settled or something happened: that settles the ${what(id)}.`,
  }),
] as const;
