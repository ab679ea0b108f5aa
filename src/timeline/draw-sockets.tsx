// A lane for each connection: what each of its ends does, and the bytes between them.
import type { VNode } from 'preact';
import type { Id } from './catalogue/shapes.ts';
import { classes, type Parts } from './parts.ts';
import type { SocketState, State } from './state.ts';
import { bytesOf } from './words.ts';

/** How many connections are drawn; of more, how many there are. */
const LANES = 6;

export function drawSockets({ sockets, tasks }: State, { name, way, mark }: Parts): VNode {
  const other = (it: SocketState): SocketState | undefined => sockets.get(it.other ?? -1);
  const isOver = (it: SocketState): boolean =>
    it.phase === 'closed' && (other(it) ?? it).phase === 'closed';
  /** Each by one of its ends: the caller's, if that's known. */
  const all = [...sockets.values()].filter((it) => it.isCaller || !other(it));
  const shown = [...all.filter((it) => !isOver(it)), ...all.filter(isOver).reverse()].slice(
    0,
    LANES,
  );

  const end = (it: SocketState | undefined, near?: SocketState): VNode => {
    if (!it)
      return (
        <div class="end none">
          {near?.phase === 'opening' ? 'not accepted yet' : 'the other end isn’t seen here'}
        </div>
      );
    return (
      <div class={classes('end', it.phase, it.isPaused && 'paused', mark(it.id))}>
        {way(it.since, 'name', it.isCaller ? 'caller' : 'server')}{' '}
        {it.task !== undefined && tasks.has(it.task) && (
          <span class="state">asked for by {name(it.task)}</span>
        )}
        <ul class="plain">
          {says(it, name).map((text) => (
            <li>{text}</li>
          ))}
        </ul>
      </div>
    );
  };
  const flow = (from: SocketState | undefined, to: SocketState | undefined): VNode | false => {
    if (!from || !to) return false;
    const { underWay } = from;
    const direction = from.isCaller ? 'to-server' : 'to-caller';
    return (
      <p class={classes('flow', direction, from.hasEnded && 'ended', underWay === 0 && 'empty')}>
        <span class="visually-hidden">
          On their way to the {to.isCaller ? 'caller' : 'server'}:{' '}
        </span>
        {bytesOf(underWay)}
      </p>
    );
  };
  const lane = (it: SocketState): VNode => {
    const [caller, server] = it.isCaller ? [it, other(it)] : [other(it), it];
    return (
      <li class={classes('connection', isOver(it) && 'over')} key={it.id}>
        <p class="what">{name(it.id)}</p>
        <div class="ends">
          {end(caller, server)}
          <div class="flows">
            {flow(caller, server)}
            {flow(server, caller)}
          </div>
          {end(server, caller)}
        </div>
      </li>
    );
  };
  return (
    <section class="sockets">
      <p class="what">Connections</p>
      {all.length === 0 && <p class="none">There is none yet.</p>}
      <ul class="plain">
        {shown.map(lane)}
        {all.length > shown.length && <li class="none">… {all.length - shown.length} more</li>}
      </ul>
    </section>
  );
}

const PHASES = {
  opening: 'being opened',
  open: 'open',
  closing: 'told to close',
  closed: 'closed',
};

/** What an end does, a line each. */
function says(it: SocketState, name: (id: Id) => string): string[] {
  const { phase, waiting, isPaused, drainer, hasEnded, hasHeardEnd, error } = it;
  const isThere = phase !== 'closed';
  return [
    PHASES[phase],
    error !== undefined && `failed: ${error}`,
    isThere && hasEnded && 'writes nothing more',
    isThere && hasHeardEnd && 'nothing more comes in',
    waiting > 0 && `${bytesOf(waiting)} to be read`,
    isPaused && 'paused: takes nothing more',
    drainer !== undefined && (drainer < 0 ? 'drain() waits' : `${name(drainer)} waits in drain()`),
  ].filter((text): text is string => text !== false);
}
