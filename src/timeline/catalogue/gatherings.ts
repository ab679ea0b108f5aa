// Calls that wait for several futures, or for one on behalf of another: `gather`, `wait`, `shield`.
import type { Draft } from '../draft.ts';
import type { State } from '../state.ts';
import { kind } from './kind.ts';
import { id, name, optional, otherId, type Id } from './shapes.ts';

/** So many are named of those that go on. */
const NAMED = 3;

/** A future or a task is one of those that are waited for. */
export function joinsGathering(draft: Draft, into: Id | undefined, member: Id): void {
  const isPending = draft.futureAt(member).state === 'pending';
  draft.gathering(into, ({ members, left }) => ({
    members: [...members, member],
    left: left + Number(isPending),
  }));
}
/** Isn't waited for any more. */
export const leavesGathering = (draft: Draft, into: Id | undefined, member: Id): void =>
  isOneLess(draft, into, (members) => members.filter((one) => one !== member));

/** One of them is done, or the call itself, of which there's nothing to show once all are. */
export function endsInGathering(draft: Draft, id: Id, intos: readonly (Id | undefined)[]): void {
  for (const into of intos) isOneLess(draft, into);
  letGo(draft, id);
}
function isOneLess(
  draft: Draft,
  into: Id | undefined,
  change: (members: readonly Id[]) => readonly Id[] = (members) => members,
): void {
  draft.gathering(into, ({ members, left }) => ({ members: change(members), left: left - 1 }));
  letGo(draft, into);
}
function letGo({ state }: Draft, id: Id | undefined): void {
  const it = state.gatherings.get(id ?? -1);
  if (it && it.left <= 0 && (state.futures.get(it.id)?.state ?? 'pending') !== 'pending')
    state.gatherings.delete(it.id);
}

/** Which of those that were waited for aren't done, as a call is. */
export function whoGoesOn(
  { gatherings, futures }: State,
  id: Id,
  name: (id: Id) => string,
): string {
  const { members = [], left = 0 } = gatherings.get(id) ?? {};
  if (left <= 0) return '';
  const pending = members.filter((one) => futures.get(one)?.state === 'pending');
  if (pending.length === 0) return '';
  const names =
    pending.length > NAMED
      ? `${pending.length} others`
      : new Intl.ListFormat('en-GB').format(pending.map(name));
  return ` ${names} ${pending.length === 1 ? 'goes' : 'go'} on.`;
}

export const GATHERINGS = [
  /** `gather`, `wait` or `shield` is called, whose future this is. */
  kind('gathers', {
    fields: { id, name, task: optional(otherId) },
    groups: ['Futures and tasks', 'Scopes and cancelling'],
    fold(draft, { n, id, name, task }) {
      const scope = draft.state.tasks.get(task ?? -1)?.scope;
      draft.state.gatherings.set(id, {
        id,
        name,
        members: [],
        left: 0,
        since: n,
        ...(task !== undefined && { task }),
        ...(scope !== undefined && { scope }),
      });
    },
    sentence: ({ name: call, task }, { name }) =>
      `${task === undefined ? 'The program' : name(task)} calls ${call}().`,
  }),
] as const;
