// Timers: calls that a loop makes when they're due; and that time passes.
import { timeOf } from '../words.ts';
import { kind } from './kind.ts';
import { id, moment, name, optional, otherId } from './shapes.ts';

export const TIME = [
  /**
   * A timer is set. On a clock of the program's own it says when it's `due`. On the host's it says with
   * which `delay` it was asked for: other runs of the program begin at other moments.
   */
  kind('timed', {
    fields: {
      id,
      loop: otherId,
      due: optional(moment),
      delay: optional(moment),
      /** The generator function that set it, if one did. */
      by: optional(name),
    },
    groups: ['Time'],
    fold(draft, { n, ms, id, loop, due, delay }) {
      const { current } = draft.loopAt(loop);
      const isReal = due === undefined;
      const end = isReal && delay !== undefined && ms !== undefined ? ms + delay : due;
      draft.loop(loop, { clock: isReal ? 'real' : 'virtual' });
      draft.state.timers.set(id, {
        id,
        loop,
        since: n,
        ...(end !== undefined && { due: end }),
        ...(delay !== undefined && { delay }),
        ...(current !== undefined && draft.state.tasks.has(current) && { task: current }),
      });
    },
    sentence({ id, loop, due, delay }, { what }, { loops }) {
      if (due === undefined)
        return `A timer is set: the ${what(id)} is due${delay === undefined ? ' later' : ` in ${timeOf(delay)}`}.`;
      const left = due - (loops.get(loop)?.now ?? 0);
      const from = left > 0 ? `${timeOf(left)} from now` : left < 0 ? 'which is over' : 'which is now'; // prettier-ignore
      return `A timer is set: the ${what(id)} is due at ${timeOf(due)}, ${from}.`;
    },
  }),
  /** Its moment has come: from now on it may wait in the ready queue. */
  kind('due', {
    fields: { id },
    groups: ['Time'],
    fold: (draft, { id }) => void draft.state.timers.delete(id),
    sentence({ id }, { what }, { timers, loops }) {
      const timer = timers.get(id);
      const loop = timer && loops.get(timer.loop);
      return loop?.clock === 'virtual'
        ? `It’s ${timeOf(loop.now ?? 0)}, and the ${what(id)} is due.`
        : `The ${what(id)} is due.`;
    },
  }),
  /** A timer is cancelled before it's due. */
  kind('untimed', {
    fields: { id },
    groups: ['Time'],
    fold(draft, { id }) {
      draft.state.timers.delete(id);
      draft.handle(id, { state: 'cancelled' });
    },
    sentence({ id }, { what }, { timers, loops }) {
      const timer = timers.get(id);
      const isVirtual = timer && loops.get(timer.loop)?.clock === 'virtual';
      const when =
        isVirtual && timer.due !== undefined
          ? `due at ${timeOf(timer.due)}`
          : 'which isn’t due yet';
      return `The ${what(id)}, ${when}, is cancelled.`;
    },
  }),
  /** A clock that isn't the host's is seen to have gone on. */
  kind('passes', {
    fields: { id, now: moment },
    groups: ['Time'],
    fold: (draft, { id, now }) => draft.loop(id, { clock: 'virtual', now }),
    sentence({ id, now }, _words, { loops }) {
      const loop = loops.get(id);
      const by = now - (loop?.now ?? 0);
      const how =
        by < 0
          ? `Virtual time goes back by ${timeOf(-by)}`
          : loop?.runs !== undefined && loop.current === undefined
            ? `Everything waits, so virtual time jumps by ${timeOf(by)}`
            : `Virtual time goes on by ${timeOf(by)}`;
      return `${how}: it’s ${timeOf(now)} now.`;
    },
  }),
] as const;
