// Futures, and tasks, which are futures too.
import { given } from '../words.ts';
import { endsInGathering, joinsGathering, leavesGathering, whoGoesOn } from './gatherings.ts';
import { changesNothing, kind } from './kind.ts';
import { id, name, optional, preview, settled, Waiter } from './shapes.ts';

const waitersOf = (count: number): string =>
  count === 0 ? 'nothing waits for it' : count === 1 ? 'one waits for it' : `${count} wait for it`;

export const FUTURES = [
  /** A future or a task has its result, its error, or is cancelled. */
  kind('settled', {
    fields: { id, state: settled, value: optional(preview) },
    groups: ['Futures and tasks'],
    fold(draft, { id, state, value }) {
      const { wasSeen, waiters } = draft.futureAt(id);
      draft.future(id, {
        state,
        waiters: [],
        wasSeen: wasSeen || waiters.length > 0,
        ...(value !== undefined && { value }),
      });
      draft.task(id, { state: 'done', parkedOn: undefined });
      endsInGathering(
        draft,
        id,
        waiters.flatMap(({ into }) => into ?? []),
      );
    },
    sentence({ id, state, value }, { what, name }, before) {
      const how = {
        finished: `is done${given(', with the result ', value)}`,
        failed: `has failed${given(' with ', value)}`,
        cancelled: 'is cancelled',
      }[state];
      const waiters = waitersOf(before.futures.get(id)?.waiters.length ?? 0);
      return `The ${what(id)} ${how}; ${waiters}.${whoGoesOn(before, id, name)}`;
    },
  }),
  /** A future that is done is asked for the first time how it ended. */
  kind('seen', {
    fields: { id },
    groups: ['Futures and tasks'],
    fold: (draft, { id }) => draft.future(id, { wasSeen: true }),
    sentence: ({ n, id }, { what, who }) => `${who({ n })} asks the ${what(id)} how it ended.`,
  }),
  /** A done callback was added. */
  kind('waits', {
    fields: { id, ...Waiter.entries },
    groups: ['Futures and tasks'],
    fold(draft, { id, name, task, generator, into }) {
      const waiter = {
        name,
        ...(task !== undefined && { task }),
        ...(generator !== undefined && { generator }),
        ...(into !== undefined && { into }),
      };
      const { state, waiters } = draft.futureAt(id);
      draft.future(id, {
        waiters: state === 'pending' ? [...waiters, waiter] : waiters, // who is late needn't wait
        wasSeen: true,
      });
      joinsGathering(draft, into, id);
    },
    sentence({ id, task, generator, into, name: callback }, { what, name }, { futures }) {
      const who =
        task !== undefined
          ? `The ${what(task)}`
          : generator !== undefined
            ? `The task of ${name(generator)}`
            : into !== undefined
              ? `The ${what(into)}`
              : `A callback, ${callback},`;
      return (futures.get(id)?.state ?? 'pending') === 'pending'
        ? `${who} waits for the ${what(id)}.`
        : `${who} asks to be told of the ${what(id)}, which is already done.`;
    },
  }),
  kind('unwaits', {
    fields: { id, ...Waiter.entries },
    groups: ['Futures and tasks'],
    fold(draft, event) {
      const { waiters } = draft.futureAt(event.id);
      const at = waiters.findIndex(({ name, task, into }) =>
        event.task !== undefined ? task === event.task : name === event.name && into === event.into,
      );
      if (at < 0) return;
      draft.future(event.id, { waiters: waiters.toSpliced(at, 1) });
      leavesGathering(draft, event.into, event.id);
    },
    sentence({ id, task, into, name }, { what }) {
      const thing = task ?? into;
      const who = thing !== undefined ? `The ${what(thing)}` : `The callback ${name}`;
      return `${who} no longer waits for the ${what(id)}.`;
    },
  }),
  /** The library said no to a call: it threw. */
  kind('refused', {
    fields: { id, call: name, error: preview },
    groups: ['Errors'],
    fold: changesNothing,
    sentence: ({ call, error }) => `${call}() is refused: ${error}.`,
  }),
] as const;
