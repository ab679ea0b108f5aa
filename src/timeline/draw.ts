// States as pictures: HTML that is the same when the book is built and while a reader steps. The shapes are those of all pictures of the
// book (components/shapes): a handle is a rounded box, a task a card with its line, a future a circle, the queue open at its ends, a thread a lane.
import type { Id, Place, TraceEvent } from './events.ts';
import { threadName, type Labels } from './labels.ts';
import type { FutureState, GeneratorState, LoopState, State } from './state.ts';

/** What a run is drawn from. */
export interface Drawn {
  events: readonly TraceEvent[];
  labels: Labels;
  sources: Readonly<Record<string, string>>;
}

/** How many things are drawn of a kind; of more, how many there are. */
const QUEUED = 9;
const CARDS = 8;

/** Text that has been escaped. */
type Html = { html: string };
const raw = (html: string): Html => ({ html });
function html(parts: TemplateStringsArray, ...values: (string | number | Html | Html[] | undefined)[]): Html {
  const text = (value: (typeof values)[number]): string => {
    if (value === undefined) return '';
    if (typeof value !== 'object') return String(value).replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
    return Array.isArray(value) ? value.map((one) => one.html).join('') : value.html;
  };
  return raw(parts.reduce((all, part, at) => all + text(values[at - 1]) + part));
}

/** Whether there is anything to see beside what is printed. */
export const isWorthSeeing = (events: readonly TraceEvent[]): boolean => events.some(({ type }) => type !== 'output' && type !== 'dropped');

/** What stands where, as HTML. */
export function drawState(state: State, { events, labels, sources }: Drawn): string {
  const has = (kind: string): boolean => events.some((event) => event.type === 'made' && event.kind === kind);
  const now = subjectsOf(state.last);
  const name = (id: Id): string => labels.get(id) ?? `#${id}`;
  const mark = (id: Id): string => (now.has(id) ? ' now' : '');
  const chip = (id: Id, more = ''): Html => {
    const task = state.tasks.get(id);
    const handle = state.handles.get(id);
    const since = handle?.since ?? state.futures.get(id)?.since;
    const crossed = handle?.state === 'cancelled';
    return html`<button type="button" class="${task ? 'task' : 'handle'}${crossed ? ' crossed' : ''}${mark(id)}" data-since="${since}" title="${name(id)}">
      ${name(id)}${crossed ? raw('<span class="visually-hidden">, cancelled</span>') : ''}${more}
    </button>`;
  };

  const queue = (loop: LoopState): Html => {
    const shown = loop.ready.slice(0, QUEUED);
    const rest = loop.ready.length - shown.length;
    const current = loop.current;
    const many = state.loops.size > 1;
    return html`<div class="loop">
      <p class="what">${many ? `${name(loop.id)}, ${threadName(loop.thread)}` : ''}${loop.closed ? ' (closed)' : loop.stopping ? ' (stopping)' : ''}</p>
      <div class="row">
        <div class="runs">
          <p class="what">runs</p>
          ${current === undefined ? html`<span class="none">${loop.runs ? 'nothing' : '–'}</span>` : chip(current)}
        </div>
        <div class="queue">
          <p class="what">ready queue: head</p>
          <div class="items">
            ${shown.length > 0 ? shown.map((id) => chip(id)) : html`<span class="none">empty</span>`}${rest > 0 ? html`<span class="none">… ${rest} more</span>` : ''}
          </div>
        </div>
      </div>
    </div>`;
  };

  const card = (id: Id | undefined, generator: GeneratorState | undefined): Html => {
    const task = id === undefined ? undefined : state.tasks.get(id);
    const result = id === undefined ? undefined : state.futures.get(id);
    const key = id ?? generator!.id;
    const since = generator?.since ?? result?.since;
    const frames = generator?.state === 'suspended' ? generator.chain : [];
    return html`<li class="card${mark(key)}${generator && now.has(generator.id) ? ' now' : ''}">
      <button type="button" class="name" data-since="${since}">${name(key)}</button>
      <span class="state">${statusOf(task, generator, result)}${task?.cancelAsked && task.state !== 'done' ? ', asked to end' : ''}</span
      >${frames.map((frame) => html`<span class="line" data-file="${frame.at.file}" data-line="${frame.at.line}"><span class="number">${frame.at.line}</span> <code>${lineOf(frame.at)}</code></span>`)}
    </li>`;
  };
  const statusOf = (task: { state: string; parkedOn?: Id | undefined } | undefined, generator: GeneratorState | undefined, result: FutureState | undefined): string => {
    if (result && result.state !== 'pending') return outcomeOf(result);
    if (task?.state === 'running') return 'runs';
    if (task?.state === 'parked' && task.parkedOn !== undefined) return `waits for ${name(task.parkedOn)}`;
    if (generator?.state === 'returned') return 'has ended';
    if (generator?.state === 'threw') return `failed: ${generator.value ?? ''}`;
    if (generator?.state === 'running') return 'runs';
    if (generator?.state === 'suspended' && generator.future !== undefined && state.futures.get(generator.future)?.state === 'pending')
      return `waits for ${name(generator.future)}`;
    if (task?.state === 'ready') return 'is ready';
    return generator?.state === 'suspended' ? `stands${generator.value === undefined ? '' : `, gave ${generator.value}`}` : 'has not begun';
  };
  const lineOf = ({ file, line }: Place): string => sources[file]?.split('\n')[line - 1]?.trim() ?? `${file}, line ${line}`;

  const future = (it: FutureState): Html => {
    const waiters = it.waiters.map(({ name: called, task, generator }) => (task !== undefined ? name(task) : generator !== undefined ? (labels.get(generator) ?? called) : called));
    return html`<li class="future${mark(it.id)}">
      ${raw(circle(it.state))}<button type="button" class="name" data-since="${it.since}">${name(it.id)}</button>
      <span class="state">${outcomeOf(it)}</span>${waiters.length > 0 ? html`<span class="waiters">${waiters.join(', ')} ${waiters.length === 1 ? 'waits' : 'wait'}</span>` : ''}
    </li>`;
  };

  const tasks = [...state.tasks.values()];
  const lonely = [...state.generators.values()].filter(({ task }) => task === undefined);
  const cards = [
    ...tasks.map((task) => ({ done: task.state === 'done', draw: () => card(task.id, task.generator === undefined ? undefined : state.generators.get(task.generator)) })),
    ...lonely.map((generator) => ({ done: /returned|threw/.test(generator.state), draw: () => card(undefined, generator) })),
  ];
  const futures = [...state.futures.values()].filter(({ id }) => !state.tasks.has(id));
  const some = <T>(all: T[], isOver: (one: T) => boolean, draw: (one: T) => Html): Html => {
    const kept = all.length <= CARDS ? all : [...all.filter((one) => !isOver(one)), ...all.filter(isOver).reverse()].slice(0, CARDS);
    return html`<ul class="plain">
      ${kept.map(draw)}${all.length > kept.length ? html`<li class="none">… ${all.length - kept.length} more</li>` : ''}
    </ul>`;
  };
  const printed = state.output.map(({ text }) => text).join('');

  return html`${[...state.loops.values()].map(queue)}${state.loops.size === 0 && has('loop') ? html`<p class="none">There is no loop yet.</p>` : ''}${
    has('task') || has('generator')
      ? html`<section class="cards">
          <p class="what">${has('task') ? 'Tasks' : 'Generators'}</p>
          ${some(
            cards,
            ({ done }) => done,
            ({ draw }) => draw(),
          )}
        </section>`
      : ''
  }${
    has('future')
      ? html`<section class="futures">
          <p class="what">Futures</p>
          ${some(futures, (one) => one.state !== 'pending', future)}
        </section>`
      : ''
  }${
    events.some(({ type }) => type === 'output')
      ? html`<section class="printed">
          <p class="what">Printed</p>
          <pre>${printed.split('\n').slice(-9).join('\n')}</pre>
        </section>`
      : ''
  }`.html;
}

const outcomeOf = ({ state, value }: FutureState): string =>
  state === 'finished' ? (value === undefined ? 'done' : `done: ${value}`) : state === 'failed' ? `failed: ${value ?? ''}` : state === 'cancelled' ? 'cancelled' : 'pending';

/** A future: empty while it is pending, then filled, or crossed. */
const circle = (state: FutureState['state']): string =>
  `<svg class="circle ${state}" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="8"/>${
    state === 'failed' ? '<path d="M6 6l8 8M6 14l8 -8"/>' : state === 'cancelled' ? '<path d="M4 10h12"/>' : ''
  }</svg>`;

/** The things that an event is about. */
function subjectsOf(event: TraceEvent | undefined): Set<Id> {
  if (!event) return new Set();
  const { id, entry, task, generator } = event as { id?: Id; entry?: Id; task?: Id; generator?: Id };
  return new Set([id, entry, task, generator].filter((one) => one !== undefined));
}

/** A lane for each thread, over the whole run; hatched while it sleeps. Nothing where there is one thread that never slept. */
export function drawLanes(events: readonly TraceEvent[]): string {
  const workers = new Set(events.flatMap((event) => (event.type === 'job' ? [event.worker] : [])));
  const threads = [...new Set([...events.map(({ thread }) => thread), ...workers])].sort((a, b) => a - b);
  if (threads.length === 1 && !events.some(({ type }) => type === 'blocks')) return '';
  const percent = (n: number): string => `${((100 * n) / events.length).toFixed(2)}%`;
  const stretch = (kind: string, from: number, to: number, text = ''): Html => html`<i class="${kind}" style="left:${percent(from)};width:${percent(to - from)}">${text}</i>`;
  const lanes = threads.map((thread) => {
    const parts: Html[] = [];
    let ticks = '';
    let asleep: number | undefined;
    let works: { from: number; name: string } | undefined;
    events.forEach((event, n) => {
      if (event.type === 'job' && event.worker === thread) works = { from: n, name: event.name };
      if (event.type === 'replied' && event.worker === thread && works) {
        parts.push(stretch('works', works.from, n, works.name));
        works = undefined;
      }
      if (event.thread !== thread) return;
      if (event.type === 'blocks') asleep = n;
      else if (event.type === 'wakes' && asleep !== undefined) {
        parts.push(stretch('asleep', asleep, n));
        asleep = undefined;
      } else ticks += `M${n} 0v10`;
    });
    if (asleep !== undefined) parts.push(stretch('asleep', asleep, events.length));
    if (works) parts.push(stretch('works', works.from, events.length, works.name));
    return html`<div class="lane">
      <span>${threadName(thread)}</span>
      <div>
        ${parts}<svg viewBox="0 0 ${Math.max(events.length, 1)} 10" preserveAspectRatio="none" aria-hidden="true"><path d="${ticks}" /></svg><b></b>
      </div>
    </div>`;
  });
  return html`<div class="lanes" aria-hidden="true">
    ${lanes}
    <p class="what">A mark is an event. ${events.some(({ type }) => type === 'blocks') ? 'Hatched: the thread sleeps.' : ''}</p>
  </div>`.html;
}

/** Sentences as a list. @param from The number of the first one. */
export const drawSentences = (sentences: readonly string[], from = 0): string =>
  html`<ol start="${from + 1}">
    ${sentences.map((text) => html`<li>${text}</li>`)}
  </ol>`.html;
