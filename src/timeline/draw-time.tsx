// What a loop's clock says, and an axis from then to its last timer, with a row for each timer.
import type { VNode } from 'preact';
import { classes, type Parts } from './parts.ts';
import type { LoopState, State, TimerState } from './state.ts';
import { timeOf } from './words.ts';

/** How many timers are drawn of a loop; of more, how many there are. */
const TIMERS = 6;

/** @param ms How long the run has taken, if that's known. */
export function drawTime(
  state: State,
  loop: LoopState,
  ms: number | undefined,
  { name, way, mark }: Parts,
): VNode | null {
  if (loop.clock === undefined) return null;
  const isVirtual = loop.clock === 'virtual';
  const moment = isVirtual ? (loop.now ?? 0) : ms;
  const waiting = [...state.timers.values()]
    .filter((timer) => timer.loop === loop.id)
    .sort((a, b) => (a.due ?? Infinity) - (b.due ?? Infinity) || 0);
  const last = waiting.findLast(({ due }) => due !== undefined)?.due;
  const span = last === undefined || moment === undefined ? 0 : last - moment;
  const row = ({ id, due, delay, task, since }: TimerState): VNode => {
    const left = due === undefined || moment === undefined ? undefined : Math.max(0, due - moment);
    const when =
      isVirtual && due !== undefined
        ? `due at ${timeOf(due)}, ${left === 0 ? 'which is now' : `in ${timeOf(left!)}`}`
        : delay === undefined
          ? 'due later'
          : `due ${timeOf(delay)} after it was set`;
    return (
      <li class={classes('timer', mark(id))} key={id}>
        {way(since, 'name', name(id))}{' '}
        <span class="state">
          {task !== undefined && `set by ${name(task)}, `}
          {when}
        </span>
        {left !== undefined && (
          <span class="until" aria-hidden="true">
            <i style={{ width: `${span > 0 ? ((100 * left) / span).toFixed(1) : 0}%` }} />
          </span>
        )}
      </li>
    );
  };
  return (
    <section class="time" key={`${loop.id} time`}>
      <p class="what">
        {isVirtual ? `Virtual time: ${timeOf(moment!)}` : 'Real time'}
        {state.loops.size > 1 && `, ${name(loop.id)}`}
      </p>
      {span > 0 && (
        <p class="axis" aria-hidden="true">
          <span>now</span>{' '}
          <span>{isVirtual ? timeOf(last!) : `in ${timeOf(Math.round(span))}`}</span>
        </p>
      )}
      {waiting.length === 0 ? (
        <p class="none">No timer waits.</p>
      ) : (
        <ul class="plain">
          {waiting.slice(0, TIMERS).map(row)}
          {waiting.length > TIMERS && <li class="none">… {waiting.length - TIMERS} more</li>}
        </ul>
      )}
    </section>
  );
}
