// The ready queue, and what is taken from it.
import type { Draft } from '../draft.ts';
import type { LoopState, State } from '../state.ts';
import { kind } from './kind.ts';
import { id, otherId, optional, preview, type Id } from './shapes.ts';

const loopWith = (state: State, entry: Id): LoopState | undefined =>
  [...state.loops.values()].find(({ ready }) => ready.includes(entry));

/** Takes an entry out of the queue that it is in, if it is in one. */
function takeOut(draft: Draft, entry: Id, change: Partial<LoopState>): void {
  const from = loopWith(draft.state, entry);
  if (from)
    draft.loop(from.id, { ready: from.ready.toSpliced(from.ready.indexOf(entry), 1), ...change });
}

/** What runs in a thread. */
const current = ({ state }: Draft, thread: number): Id | undefined =>
  [...state.loops.values()].find((one) => one.thread === thread)?.current;

const ORDINAL = ['oldest', 'second oldest', 'third oldest'];
function whichOf(ready: readonly Id[], entry: Id): string {
  const at = ready.indexOf(entry);
  if (ready.length === 1) return 'the only one that is ready';
  if (at === ready.length - 1) return `the newest of ${ready.length}`;
  return `the ${ORDINAL[at] ?? `number ${at + 1}`} of ${ready.length}`;
}

export const QUEUE = [
  /** A handle or a task goes into a loop's ready queue, at its end. */
  kind('scheduled', {
    fields: { loop: otherId, entry: id },
    groups: ['The queue'],
    fold(draft, { loop, entry }) {
      draft.loop(loop, { ready: [...draft.loopAt(loop).ready, entry] });
      draft.entry(entry, 'queued', 'ready');
    },
    sentence({ loop, entry }, { what }, before) {
      const waiting = before.loops.get(loop)?.ready.length ?? 0;
      const where = waiting === 0 ? 'which was empty' : `behind ${waiting}`;
      return `The ${what(entry)} goes to the end of the ready queue, ${where}.`;
    },
  }),
  /** A handle, a task, or a done callback (which was in no queue) begins to run. */
  kind('run', {
    fields: { entry: id },
    groups: ['The queue'],
    isUrgent: true,
    fold(draft, { entry }) {
      takeOut(draft, entry, { current: entry });
      draft.entry(entry, 'running', 'running');
    },
    sentence({ entry }, { what }, before) {
      const from = loopWith(before, entry);
      if (!from) return `The ${what(entry)} is called at once.`;
      const how = from.runs ? 'The loop takes' : 'Taken from the queue:';
      return `${how} the ${what(entry)}, ${whichOf(from.ready, entry)}.`;
    },
  }),
  /** It is over. */
  kind('ran', {
    fields: { entry: id, error: optional(preview) },
    groups: ['The queue'],
    fold(draft, { entry, error }) {
      for (const one of draft.state.loops.values())
        if (one.current === entry) draft.loop(one.id, { current: undefined });
      const task = draft.state.tasks.get(entry);
      if (!task) draft.handle(entry, { state: error === undefined ? 'done' : 'failed' });
      else if (task.state === 'running')
        draft.task(entry, { state: task.parkedOn === undefined ? 'made' : 'parked' });
    },
    sentence: ({ entry, error }, { what }) =>
      error === undefined
        ? `The turn of the ${what(entry)} is over.`
        : `The ${what(entry)} threw ${error}.`,
  }),
  /** It was its turn, and nothing happened, since it had been cancelled or had run before. */
  kind('skipped', {
    fields: { entry: id },
    groups: ['The queue'],
    fold(draft, { entry }) {
      takeOut(draft, entry, {});
      if (!draft.state.tasks.has(entry) && draft.handleAt(entry).state !== 'cancelled')
        draft.handle(entry, { state: 'skipped' });
    },
    sentence({ entry }, { what }, { handles }) {
      const why = handles.get(entry)?.state === 'cancelled' ? 'it was cancelled' : 'it ran before';
      return `It’s the turn of the ${what(entry)}, but nothing happens: ${why}.`;
    },
  }),
  /** `cancel()` of a handle, or of a task, which is only asked to end. */
  kind('cancel', {
    fields: { id, /** The scope that does it, if one does. */ by: optional(otherId) },
    groups: ['The queue', 'Futures and tasks', 'Scopes and cancelling'],
    fold(draft, { id, by, thread }) {
      const task = draft.state.tasks.get(id);
      if (task) {
        const who = by ?? current(draft, thread);
        draft.task(id, {
          cancelAsked: true,
          ...(who !== undefined && { askedBy: [...(task.askedBy ?? []), who] }),
        });
      } else if (draft.state.gatherings.has(id)) {
        const who = by ?? current(draft, thread);
        draft.gathering(id, () => (who === undefined ? {} : { askedBy: who }));
      } else if (/made|queued/.test(draft.handleAt(id).state))
        draft.handle(id, { state: 'cancelled' });
    },
    sentence({ id, by }, { what, name }, { tasks, gatherings }) {
      if (by !== undefined) return `${name(by)} asks the ${what(id)} to end.`;
      return tasks.has(id) || gatherings.has(id)
        ? `The ${what(id)} is asked to end.`
        : `The ${what(id)} is cancelled.`;
    },
  }),
] as const;
