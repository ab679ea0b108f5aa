// States as pictures, the same when the book is built and while a reader steps. The shapes are
// those of all pictures of the book (components/shapes): a handle is a rounded box, a task a card
// with its line, a future a circle, the queue open at its ends, a thread a lane.
//
// Preact draws them, because it makes nodes and never parses markup: text stays text. What it takes
// for an element is marked with a symbol (from version 11 on), and no symbol comes through JSON or
// a message. lit-html would take any object with the right fields for a template.
import type { ComponentChildren, VNode } from 'preact';
import { kindOf, type TraceEvent } from './catalogue/catalogue.ts';
import type { Group } from './catalogue/kind.ts';
import type { Id, Place } from './catalogue/shapes.ts';
import { drawScopes } from './draw-scopes.tsx';
import { drawSockets } from './draw-sockets.tsx';
import { drawTime } from './draw-time.tsx';
import { lineAt, type Labels } from './labels.ts';
import { classes } from './parts.ts';
import type { FutureState, GeneratorState, LoopState, State } from './state.ts';
import { nameIn, threadName } from './words.ts';

/** What a run is drawn from. */
export interface Drawn {
  events: readonly TraceEvent[];
  labels: Labels;
  sources: Readonly<Record<string, string>>;
  /** What is beside a task, a future or a generator, to be asked why it isn't done. */
  ask?: ((id: Id) => ComponentChildren) | undefined;
}

/** How many things are drawn of a kind; of more, how many there are. */
const QUEUED = 9;
const CARDS = 8;
const LOOPS = 4;
const WAITERS = 9;
/** How many lines are shown of what was printed. */
const PRINTED = 8;

/** What every program has, or may have: without anything else there is no picture. */
const IN_ANY: readonly Group[] = ['Printed', 'Not kept'];
export const isWorthSeeing = (events: readonly TraceEvent[]): boolean =>
  events.some((event) => !kindOf(event).groups.every((group) => IN_ANY.includes(group)));

/**
 * What was where.
 * @param still Nothing can be pressed.
 */
export function drawState(
  state: State,
  { events, labels, sources, ask }: Drawn,
  still = false,
): VNode {
  const has = (kind: string): boolean =>
    events.some((event) => event.type === 'made' && event.kind === kind);
  const event = events[state.position - 1];
  const now = subjectsOf(event);
  const name = nameIn(labels);
  const printed = lastLines(state.output);
  const mark = (id: Id): string | false => now.has(id) && 'now';
  /** A thing that leads to where it came from. */
  const way = (
    since: number | undefined,
    look: string,
    children: ComponentChildren,
    title?: string,
  ): VNode =>
    still ? (
      <span class={look} data-since={since} title={title}>
        {children}
      </span>
    ) : (
      <button type="button" class={look} data-since={since} title={title}>
        {children}
      </button>
    );

  const chip = (id: Id): VNode => {
    const handle = state.handles.get(id);
    const crossed = handle?.state === 'cancelled';
    const look = classes(state.tasks.has(id) ? 'task' : 'handle', crossed && 'crossed', mark(id));
    return way(
      handle?.since ?? state.futures.get(id)?.since,
      look,
      [name(id), crossed && <span class="visually-hidden">, cancelled</span>],
      name(id),
    );
  };

  const queue = (loop: LoopState): VNode => {
    const shown = loop.ready.slice(0, QUEUED);
    const rest = loop.ready.length - shown.length;
    const which = state.loops.size > 1 ? `${name(loop.id)}, ${threadName(loop.thread)}` : '';
    return (
      <div class="loop" key={loop.id}>
        <p class="what">
          {which}
          {loop.closed ? ' (closed)' : loop.stopping ? ' (stopping)' : ''}
        </p>
        <div class="row">
          <div class="runs">
            <p class="what">runs</p>
            {loop.current === undefined ? (
              <span class="none">{loop.runs ? 'nothing' : '–'}</span>
            ) : (
              chip(loop.current)
            )}
          </div>
          <div class="queue">
            <p class="what">ready queue: head</p>
            <div class="items">
              {shown.length > 0 ? keyed(shown, chip) : <span class="none">empty</span>}
              {rest > 0 && <span class="none">… {rest} more</span>}
            </div>
          </div>
        </div>
      </div>
    );
  };

  const card = (id: Id | undefined, generator: GeneratorState | undefined): VNode => {
    const task = id === undefined ? undefined : state.tasks.get(id);
    const result = id === undefined ? undefined : state.futures.get(id);
    const key = id ?? generator!.id;
    const frames = generator?.state === 'suspended' ? generator.chain : [];
    return (
      <li
        class={classes('card', (mark(key) || (generator && mark(generator.id))) && 'now')}
        key={key}
      >
        {way(generator?.since ?? result?.since, 'name', name(key))}{' '}
        <span class="state">
          {statusOf(task, generator, result)}
          {task?.cancelAsked && task.state !== 'done' && ', asked to end'}
        </span>
        {ask?.(key)}
        {frames.map(({ at }) => (
          <span class="line" data-file={at.file} data-line={at.line}>
            <span class="number">{at.line}</span> <code>{lineOf(at)}</code>
          </span>
        ))}
      </li>
    );
  };
  const statusOf = (
    task: { state: string; parkedOn?: Id | undefined } | undefined,
    generator: GeneratorState | undefined,
    result: FutureState | undefined,
  ): string => {
    if (result && result.state !== 'pending') return outcomeOf(result);
    if (task?.state === 'running') return 'runs';
    if (task?.state === 'parked' && task.parkedOn !== undefined)
      return `waits for ${name(task.parkedOn)}`;
    if (generator?.state === 'returned') return 'has ended';
    if (generator?.state === 'threw') return `failed: ${generator.value ?? ''}`;
    if (generator?.state === 'running') return 'runs';
    if (
      generator?.state === 'suspended' &&
      generator.future !== undefined &&
      state.futures.get(generator.future)?.state === 'pending'
    )
      return `waits for ${name(generator.future)}`;
    if (task?.state === 'ready') return 'is ready';
    return generator?.state === 'suspended'
      ? `suspended${generator.value === undefined ? '' : `, yielded ${generator.value}`}`
      : 'hasn’t begun';
  };
  const lineOf = (at: Place): string =>
    lineAt(sources, at)?.trim() ?? `${at.file}, line ${at.line}`;

  const future = (it: FutureState): VNode => {
    const waiters = it.waiters
      .slice(0, WAITERS)
      .map(({ name: called, task, generator }) =>
        task !== undefined
          ? name(task)
          : generator !== undefined
            ? (labels.get(generator) ?? called)
            : called,
      );
    const rest = it.waiters.length - waiters.length;
    return (
      <li class={classes('future', mark(it.id))} key={it.id}>
        <Circle state={it.state} />
        {way(it.since, 'name', name(it.id))} <span class="state">{outcomeOf(it)}</span>
        {waiters.length > 0 && (
          <span class="waiters">
            {waiters.join(', ')}
            {rest > 0 && `, … ${rest} more`} {it.waiters.length === 1 ? 'waits' : 'wait'}
          </span>
        )}
        {ask?.(it.id)}
      </li>
    );
  };

  const tasks = [...state.tasks.values()];
  // a scope that is made of a generator is seen in the tree
  const scopes = new Set(events.flatMap((event) => (event.type === 'entered' ? [event.id] : [])));
  const lonely = [...state.generators.values()].filter(
    ({ id, task }) => task === undefined && !scopes.has(id),
  );
  const cards = [
    ...tasks.map((task) => ({
      done: task.state === 'done',
      draw: () =>
        card(
          task.id,
          task.generator === undefined ? undefined : state.generators.get(task.generator),
        ),
    })),
    ...lonely.map((generator) => ({
      done: /returned|threw/.test(generator.state),
      draw: () => card(undefined, generator),
    })),
  ];
  const futures = [...state.futures.values()].filter(({ id }) => !state.tasks.has(id));
  const some = <T,>(all: T[], isOver: (one: T) => boolean, draw: (one: T) => VNode): VNode => {
    const kept =
      all.length <= CARDS
        ? all
        : [...all.filter((one) => !isOver(one)), ...all.filter(isOver).reverse()].slice(0, CARDS);
    return (
      <ul class="plain">
        {kept.map(draw)}
        {all.length > kept.length && <li class="none">… {all.length - kept.length} more</li>}
      </ul>
    );
  };

  return (
    <>
      {[...state.loops.values()]
        .slice(0, LOOPS)
        .map((loop) => [queue(loop), drawTime(state, loop, event?.ms, { name, way, mark })])}
      {state.loops.size > LOOPS && <p class="none">… {state.loops.size - LOOPS} more loops</p>}
      {state.loops.size === 0 && has('loop') && <p class="none">There is no loop yet.</p>}
      {(scopes.size > 0 || events.some(({ type }) => type === 'gathers')) &&
        drawScopes(state, {
          name,
          way,
          mark,
          statusOf: (task) =>
            statusOf(task, state.generators.get(task.generator ?? -1), state.futures.get(task.id)),
          outcomeOf: (id) => outcomeOf(state.futures.get(id) ?? PENDING),
        })}
      {events.some(({ type }) => /^(dials|accepts)$/.test(type)) &&
        drawSockets(state, { name, way, mark })}
      {(has('task') || has('generator')) && (
        <section class="cards">
          <p class="what">{has('task') ? 'Tasks' : 'Generators'}</p>
          {some(
            cards,
            ({ done }) => done,
            ({ draw }) => draw(),
          )}
        </section>
      )}
      {has('future') && (
        <section class="futures">
          <p class="what">Futures</p>
          {some(futures, (one) => one.state !== 'pending', future)}
        </section>
      )}
      {events.some(({ type }) => type === 'output') && (
        <section class="printed">
          <p class="what">Printed</p>
          {/* with more lines it scrolls on a phone */}
          <pre tabIndex={printed.split('\n').length > 3 ? 0 : undefined}>{printed}</pre>
        </section>
      )}
    </>
  );
}

/**
 * Each with a key, so that what stays keeps its element, and with it the focus. Broken libraries
 * put the same thing into a queue twice.
 */
function keyed(ids: readonly Id[], draw: (id: Id) => VNode): VNode[] {
  const times = new Map<Id, number>();
  return ids.map((id) => {
    const time = times.get(id) ?? 0;
    times.set(id, time + 1);
    return Object.assign(draw(id), { key: `${id}.${time}` });
  });
}

function lastLines(output: State['output']): string {
  const pieces: string[] = [];
  for (let n = output.length - 1, breaks = 0; n >= 0 && breaks <= PRINTED; n--) {
    pieces.unshift(output[n]!);
    breaks += output[n]!.split('\n').length - 1;
  }
  // after the last line break there is mostly nothing
  return pieces
    .join('')
    .split('\n')
    .slice(-(PRINTED + 1))
    .join('\n');
}

const PENDING = { state: 'pending' } as const;
const outcomeOf = ({ state, value }: Pick<FutureState, 'state' | 'value'>): string =>
  state === 'finished'
    ? value === undefined
      ? 'done'
      : `done: ${value}`
    : state === 'failed'
      ? `failed: ${value ?? ''}`
      : state === 'cancelled'
        ? 'cancelled'
        : 'pending';

/** A future: empty while it is pending, then filled, or crossed. */
const Circle = ({ state }: { state: FutureState['state'] }): VNode => (
  <svg class={`circle ${state}`} viewBox="0 0 20 20" aria-hidden="true">
    <circle cx="10" cy="10" r="8" />
    {state === 'failed' && <path d="M6 6l8 8M6 14l8 -8" />}
    {state === 'cancelled' && <path d="M4 10h12" />}
  </svg>
);

/** The things that an event is about. */
function subjectsOf(event: TraceEvent | undefined): Set<unknown> {
  if (!event) return new Set();
  const { about } = kindOf(event);
  return new Set(Object.entries(event).flatMap(([key, id]) => (about.includes(key) ? [id] : [])));
}

/** Sentences as a list. @param from The number of the first one. */
export const drawSentences = (sentences: readonly string[], from = 0): VNode => (
  <ol start={from + 1}>
    {sentences.map((text) => (
      <li>{text}</li>
    ))}
  </ol>
);
