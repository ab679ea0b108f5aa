// Who is inside of what, as a tree: a task, the scopes that it has entered, and the tasks that were begun
// in them. An arrow leads to a task from whoever asks it to end.
import type { VNode } from 'preact';
import type { Id } from './catalogue/shapes.ts';
import { classes, type Parts } from './parts.ts';
import type { GatheringState, ScopeState, State, TaskState } from './state.ts';
import { timeOf } from './words.ts';

/** How many tasks and scopes are drawn; of more, how many there are. */
const NODES = 24;

interface ScopeParts extends Parts {
  /** What a task does. */
  statusOf(task: TaskState): string;
  /** How a future has ended, if it has. */
  outcomeOf(id: Id): string;
}

export function drawScopes(
  state: State,
  { name, way, mark, statusOf, outcomeOf }: ScopeParts,
): VNode {
  const { gatherings } = state;
  const scopes = [...state.scopes.values()];
  const inside = Map.groupBy(
    [...state.tasks.values()].filter(({ group }) => group !== undefined && state.scopes.has(group)),
    ({ group }) => group!,
  );
  const scopesIn = Map.groupBy(scopes, ({ parent, task }) =>
    parent !== undefined && state.scopes.has(parent) ? parent : task,
  );
  const callsIn = Map.groupBy([...gatherings.values()], ({ scope, task }) =>
    scope !== undefined && state.scopes.has(scope) ? scope : task,
  );
  const gathered = new Set([...gatherings.values()].flatMap(({ members }) => members));
  const drawn = new Set<Id>();
  /** Once, and no more than can be looked at. */
  const once = <T extends { id: Id }>(all: readonly T[], draw: (one: T) => VNode): VNode[] =>
    all.flatMap((one) => {
      if (drawn.has(one.id)) return [];
      drawn.add(one.id);
      return drawn.size > NODES ? [] : [draw(one)];
    });
  const list = (nodes: VNode[]): VNode | false =>
    nodes.length > 0 && <ul class="plain">{nodes}</ul>;

  const limitOf = ({ timer }: ScopeState): string | undefined => {
    if (timer === undefined) return undefined;
    const { due, delay, loop } = state.timers.get(timer) ?? {};
    if (due !== undefined && state.loops.get(loop!)?.clock === 'virtual')
      return `until ${timeOf(due)}`;
    return delay === undefined ? 'its time is over' : `for ${timeOf(delay)}`;
  };
  const scopeNode = (scope: ScopeState): VNode => {
    const { id, since, isEnding } = scope;
    const says = [limitOf(scope), isEnding && 'its body is over'].filter(Boolean).join(', ');
    return (
      <li key={id}>
        <span class={classes('scope', mark(id))}>
          {way(since, 'name', name(id))} {says !== '' && <span class="state">{says}</span>}
        </span>
        {list([
          ...once(scopesIn.get(id) ?? [], scopeNode),
          ...once(callsIn.get(id) ?? [], callNode),
          ...once(inside.get(id) ?? [], taskNode),
        ])}
      </li>
    );
  };
  const taskNode = (task: TaskState): VNode => {
    const { id, askedBy = [] } = task;
    const asking = task.state === 'done' ? [] : [...new Set(askedBy)].map(name);
    return (
      <li key={id}>
        <span class={classes('member', mark(id))}>
          {way(state.futures.get(id)?.since, 'name', name(id))}{' '}
          <span class="state">{statusOf(task)}</span>
          {asking.length > 0 && <span class="asked"> asked to end by {asking.join(', ')}</span>}
        </span>
        {list([
          ...once(scopesIn.get(id) ?? [], scopeNode),
          ...once(callsIn.get(id) ?? [], callNode),
        ])}
      </li>
    );
  };
  const callNode = ({ id, since, askedBy, members, left, name: call }: GatheringState): VNode => {
    const isDone = (state.futures.get(id)?.state ?? 'pending') !== 'pending';
    const all = members.length === 1 ? name(members[0]!) : `all ${members.length}`;
    const says = isDone
      ? `${outcomeOf(id)}${left > 0 ? '; what isn’t done goes on' : ''}`
      : `waits for ${left === members.length ? all : `${left} of ${members.length}`}`;
    const called = name(id).startsWith(call) ? name(id) : `${call}: ${name(id)}`;
    return (
      <li key={id}>
        <span class={classes('scope', 'call', mark(id))}>
          {way(since, 'name', called)} <span class="state">{says}</span>
          {askedBy !== undefined && !isDone && (
            <span class="asked"> asked to end by {name(askedBy)}</span>
          )}
        </span>
        {list(
          once(
            members.map((id) => ({ id })),
            memberNode,
          ),
        )}
      </li>
    );
  };
  const memberNode = ({ id }: { id: Id }): VNode => {
    const [call, task] = [gatherings.get(id), state.tasks.get(id)];
    if (call) return callNode(call);
    if (task) return taskNode(task);
    return (
      <li key={id}>
        <span class={classes('member', mark(id))}>
          {way(state.futures.get(id)?.since, 'name', name(id))}{' '}
          <span class="state">{outcomeOf(id)}</span>
        </span>
      </li>
    );
  };

  const within = (id: Id, group?: Id): boolean =>
    gathered.has(id) || (group !== undefined && state.scopes.has(group));
  const outermost = [...scopes, ...gatherings.values()].flatMap(({ task }) => {
    if (task === undefined) return [];
    const it = state.tasks.get(task) ?? { id: task, state: 'made' as const, cancelAsked: false };
    return within(task, it.group) ? [] : [it];
  });
  const lonely = [...gatherings.values()].filter(
    ({ id, task }) => task === undefined && !within(id),
  );
  const nodes = [...once(outermost, taskNode), ...once(lonely, callNode)];
  return (
    <section class="scopes">
      <p class="what">Who is inside of what</p>
      {list(nodes) || <p class="none">No task is in a scope.</p>}
      {drawn.size > NODES && <p class="none">… {drawn.size - NODES} more</p>}
    </section>
  );
}
