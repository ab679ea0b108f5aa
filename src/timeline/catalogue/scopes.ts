// Scopes: what a task is inside of, such as a time limit, a group or a lock; and who asks whom to end.
import { count } from '../../door/shapes.ts';
import type { State } from '../state.ts';
import { given, timeOf } from '../words.ts';
import { kind } from './kind.ts';
import { id, name, optional, otherId, preview, type Id } from './shapes.ts';

/** So many tasks are named of those that a group waits for. */
const NAMED = 3;

/** Until when a timer lets a scope go on. */
function until({ timers, loops }: State, timer: Id | undefined): string | undefined {
  const { due, delay, loop } = timers.get(timer ?? -1) ?? {};
  if (due !== undefined && loops.get(loop!)?.clock === 'virtual') return `until ${timeOf(due)}`;
  return delay === undefined ? undefined : `for ${timeOf(delay)}`;
}

export const SCOPES = [
  /** A task has entered a scope. One that is made of a generator has that generator's id. */
  kind('entered', {
    fields: {
      id,
      name,
      /** What was entered, if it may be entered again, as a lock may. */
      of: optional(otherId),
      task: otherId,
      /** Its time limit's. */
      timer: optional(otherId),
    },
    groups: ['Scopes and cancelling'],
    fold(draft, { n, id, task, timer }) {
      const parent = draft.state.tasks.get(task)?.scope;
      draft.task(task, { scope: id });
      draft.state.scopes.set(id, {
        id,
        task,
        since: n,
        isEnding: false,
        ...(parent !== undefined && parent !== id && { parent }),
        ...(timer !== undefined && { timer }),
      });
    },
    sentence({ id, task, timer }, { name }, before) {
      const limit = until(before, timer);
      return `${name(task)} enters ${name(id)}${limit === undefined ? '' : `, which lets it work ${limit}`}.`;
    },
  }),
  /** A scope has another time limit, or none any more. */
  kind('limited', {
    fields: { id, timer: optional(otherId) },
    groups: ['Scopes and cancelling', 'Time'],
    fold: (draft, { id, timer }) => draft.scope(id, { timer }),
    sentence: ({ id, timer }, { name }, before) =>
      timer === undefined
        ? `${name(id)} has no time limit any more.`
        : `${name(id)} now lets its task work ${until(before, timer) ?? 'until another moment'}.`,
  }),
  /** A task was begun within a group. */
  kind('joins', {
    fields: { id, scope: otherId },
    groups: ['Scopes and cancelling'],
    fold: (draft, { id, scope }) => draft.task(id, { group: scope }),
    sentence: ({ id, scope }, { what, name }) =>
      `The ${what(id)} belongs to ${name(scope)}, which doesn’t end before it does.`,
  }),
  /** The body of a scope is over, and the scope has to wait before it can be left. */
  kind('leaves', {
    fields: { id, error: optional(preview) },
    groups: ['Scopes and cancelling'],
    fold: (draft, { id }) => draft.scope(id, { isEnding: true }),
    sentence({ id, error }, { name }, { tasks }) {
      const inside = [...tasks.values()].filter(
        ({ group, state }) => group === id && state !== 'done',
      );
      const who =
        inside.length > NAMED
          ? `${inside.length} tasks`
          : new Intl.ListFormat('en-GB').format(inside.map(({ id }) => name(id)));
      const waits = inside.length === 0 ? '' : ` It waits for ${who}.`;
      return `The body of ${name(id)} is over${given(', with ', error)}.${waits}`;
    },
  }),
  kind('left', {
    fields: { id, /** What goes on from there. */ error: optional(preview) },
    groups: ['Scopes and cancelling'],
    fold(draft, { id }) {
      const scope = draft.state.scopes.get(id);
      if (scope && draft.state.tasks.get(scope.task)?.scope === id)
        draft.task(scope.task, { scope: scope.parent });
      draft.state.scopes.delete(id);
    },
    sentence({ id, error }, { name }, { scopes }) {
      const task = scopes.get(id)?.task;
      return `${task === undefined ? 'The task' : name(task)} leaves ${name(id)}${given(', with ', error)}.`;
    },
  }),
  /** A scope takes back its request to cancel a task. */
  kind('uncancel', {
    fields: { id, left: count, by: otherId },
    groups: ['Scopes and cancelling'],
    fold(draft, { id, left, by }) {
      const askedBy = draft.state.tasks.get(id)?.askedBy ?? [];
      const at = askedBy.lastIndexOf(by);
      draft.task(id, {
        cancelAsked: left > 0,
        askedBy: left === 0 ? [] : askedBy.filter((_, n) => n !== at),
      });
    },
    sentence({ id, left, by }, { what, name }) {
      const times = left === 1 ? 'once' : `${left} times`;
      const rest = left === 0 ? 'isn’t asked to end any more' : `is still asked to end, ${times}`;
      return `${name(by)} takes back its request to end: the ${what(id)} ${rest}.`;
    },
  }),
] as const;
