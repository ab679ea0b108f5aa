// Why isn't a task, a future or a generator done yet? Answered from the state of one moment alone: what
// comes later is no reason.
import type { Id } from './catalogue/shapes.ts';
import type { Labels } from './labels.ts';
import type { GeneratorState, LoopState, State, TaskState } from './state.ts';
import { bytesOf, nameIn, numberOf, threadName, timeOf, wordsFor } from './words.ts';

/** So far a way of those that wait for each other is followed; and so many names are told. */
const FOLLOWED = 6;
const NAMED = 3;

/** Generators that are on their way into a lock, or what is entered like one. */
const ENTERING = /^(acquire|enter)$/;

export interface NotYet {
  /** Whether there's nothing to explain: it has ended. */
  isDone: boolean;
  text: string;
}

/** @returns What it waits for, and what that waits for, a sentence each. */
export function notYet(id: Id, state: State, labels: Labels): NotYet {
  const { what } = wordsFor(labels, state);
  id = state.generators.get(id)?.task ?? id; // what a task drives isn't asked for itself
  const ended = endOf(id, state);
  if (ended !== undefined) return { isDone: true, text: `The ${what(id)} ${ended}.` };
  const asked = new Asked(state, labels);
  asked.follow(id);
  return { isDone: false, text: asked.sentences.map(capitalised).join(' ') };
}

/** How a thing has ended, if it has. */
export function endOf(id: Id, { futures, generators }: State): string | undefined {
  const future = futures.get(id);
  if (future)
    return {
      pending: undefined,
      finished: 'is done',
      failed: `has failed${future.value === undefined ? '' : `: ${future.value}`}`,
      cancelled: 'is cancelled',
    }[future.state];
  const it = generators.get(id)?.state;
  return it === 'returned' ? 'has come to its end' : it === 'threw' ? 'has failed' : undefined;
}

/** Where it is settled later, as an index into all events; for a way there, not for the answer. */
export function endsLater(
  id: Id,
  events: readonly { type: string; id?: number }[],
  position: number,
): number | undefined {
  const at = events.findIndex(
    (event, n) => n >= position && event.id === id && /^(settled|returned|threw)$/.test(event.type),
  );
  return at < 0 ? undefined : at;
}

class Asked {
  readonly sentences: string[] = [];
  readonly #state: State;
  readonly #name: (id: Id) => string;
  readonly #what: (id: Id) => string;
  /** Those that wait for each other, so far. */
  readonly #way: Id[] = [];

  constructor(state: State, labels: Labels) {
    this.#state = state;
    this.#name = nameIn(labels);
    this.#what = wordsFor(labels, state).what;
  }

  follow(id: Id): void {
    const { tasks, futures, generators, gatherings } = this.#state;
    this.#way.push(id);
    if (this.#way.length > FOLLOWED) return this.#say('and so on.');
    const [task, gathering] = [tasks.get(id), gatherings.get(id)];
    if (task) this.#task(task);
    else if (gathering) this.#members(id, gathering.members, gathering.left);
    else if (futures.has(id)) this.#future(id);
    else {
      const generator = generators.get(id);
      if (generator) this.#generator(generator);
      else this.#say(`nothing is known of ${this.#name(id)} at this moment.`);
    }
  }

  #say(text: string): void {
    this.sentences.push(text);
  }
  /** Goes on to what is waited for, unless it was told of before: then they wait in a circle. */
  #goOn(id: Id): void {
    const at = this.#way.indexOf(id);
    if (at < 0) return this.follow(id);
    const circle = this.#way.slice(at).filter((one) => this.#state.tasks.has(one));
    this.#say(
      circle.length === 1
        ? `so ${this.#name(circle[0]!)} waits for itself, which has no end.`
        : `so ${this.#list(circle)} wait for each other in a circle: it’s a deadlock.`,
    );
  }

  // --- tasks

  #task(task: TaskState): void {
    const { id, state, generator } = task;
    const its = this.#state.generators.get(generator ?? -1);
    if (state === 'running' || its?.state === 'running') this.#running(task);
    else if (state === 'made' && this.#turnOf(id) && its?.state === 'suspended')
      this.#say(
        `${this.#name(id)} has yielded ${its.value ?? 'nothing'}, and its turn isn’t over.`,
      );
    else if (state === 'ready') this.#ready(task);
    else if (state === 'parked' && task.parkedOn !== undefined) this.#parked(task, its);
    else if (its === undefined || its.state === 'fresh')
      this.#say(`${this.#name(id)} hasn’t begun, and it’s in no queue.`);
    else if (its.future !== undefined && endOf(its.future, this.#state) === undefined) {
      this.#say(`${this.#name(id)} has yielded the ${this.#what(its.future)}, which is pending.`);
      this.#goOn(its.future);
    } else
      this.#say(
        `${this.#name(id)} is suspended${placeOf(its)}, where it yielded ${its.value ?? 'nothing'}. It’s in no queue and on no list, so nothing that has happened so far will resume it.`,
      );
    this.#toEnd(task);
  }

  #turnOf(id: Id): LoopState | undefined {
    return [...this.#state.loops.values()].find(({ current }) => current === id);
  }
  #running({ id }: TaskState): void {
    const loop = this.#turnOf(id);
    const sleeps = loop && this.#state.threads.get(loop.thread) === 'blocked';
    this.#say(
      sleeps
        ? `${this.#name(id)} is in the middle of its turn, and its thread sleeps: nothing else on the ${threadName(loop.thread)} can run.`
        : `${this.#name(id)} isn’t waiting: it’s running right now.`,
    );
  }

  #ready({ id }: TaskState): void {
    const loop = [...this.#state.loops.values()].find(({ ready }) => ready.includes(id));
    if (!loop) return this.#say(`${this.#name(id)} is ready, and waits for its turn.`);
    const before = loop.ready.slice(0, loop.ready.indexOf(id));
    const place =
      before.length === 0
        ? 'at the head of the ready queue'
        : `in the ready queue, behind ${this.#list(before)}`;
    this.#say(`${this.#name(id)} waits for nothing but its turn: it’s ${place}.`);
    this.#loop(loop);
  }
  /** What keeps a loop from taking the next one. */
  #loop(loop: LoopState): void {
    if (loop.runs === undefined) return this.#say('the loop isn’t running.');
    const sleeps = this.#state.threads.get(loop.thread) === 'blocked';
    if (loop.current !== undefined)
      this.#say(
        `now it’s the turn of the ${this.#what(loop.current)}${sleeps ? ', in which the thread sleeps' : ''}.`,
      );
    else if (loop.stopping) this.#say('the loop has been told to stop after this turn.');
  }

  #parked(task: TaskState, its: GeneratorState | undefined): void {
    const { id, parkedOn } = task;
    const { futures, gatherings, tasks } = this.#state;
    const where = whereIn(its);
    const on = parkedOn!;
    const ended = endOf(on, this.#state);
    if (ended !== undefined)
      return this.#say(
        `${this.#name(id)} waited for the ${this.#what(on)}, which ${ended}, and it isn’t in the queue.`,
      );
    const waits = `${this.#name(id)} waits${where} for the ${this.#what(on)}`;
    if (tasks.has(on) || gatherings.has(on)) {
      this.#say(`${waits}.`);
      return this.#goOn(on);
    }
    const group = this.#group(task);
    if (group.length > 0) {
      this.#say(
        `${this.#name(id)} is at the end of ${this.#name(task.scope!)}, which waits for ${this.#list(group)}.`,
      );
      return this.#goOn(group[0]!);
    }
    const known = this.#socket(task) ?? this.#timer(task);
    if (known !== undefined) return this.#say(`${waits}. ${capitalised(known)}`);
    const held = functionsOf(its).some((name) => ENTERING.test(name)) ? this.#held(id) : [];
    const [lock] = held;
    if (lock && held.length === 1) {
      this.#say(
        `${waits}. The only thing that another task has entered and not left is ${this.#name(lock.id)}: ${this.#name(lock.task)} is in it.`,
      );
      return this.#goOn(lock.task);
    }
    if (held.length > 1) {
      const by = held.map((one) => `${this.#name(one.task)} is in ${this.#name(one.id)}`);
      return this.#say(`${waits}. Of what other tasks may have to leave first: ${list(by)}.`);
    }
    this.#say(`${waits}${futures.has(on) ? '' : ', of which nothing is known'}.`);
    if (functionsOf(its).includes('enter'))
      this.#say('no other task has entered anything that it hasn’t left.');
    this.#goOn(on);
  }

  /** Who isn't done of the group whose body the task has left. */
  #group({ scope }: TaskState): Id[] {
    if (!this.#state.scopes.get(scope ?? -1)?.isEnding) return [];
    return [...this.#state.tasks.values()]
      .filter(({ group, state }) => group === scope && state !== 'done')
      .map(({ id }) => id);
  }
  #socket({ id }: TaskState): string | undefined {
    for (const it of this.#state.sockets.values()) {
      const end = `the ${it.isCaller ? 'caller' : 'server'}’s end of ${this.#name(it.id)}`;
      if (it.drainer === id)
        return `drain() at ${end} is over once the other side has taken enough${it.other === undefined ? '' : `: ${bytesOf(it.underWay)} ${it.underWay > 1 ? 'are' : 'is'} under way`}.`;
      if (it.task === id && it.phase === 'opening')
        return `${this.#name(it.id)}, which it has asked for, isn’t open yet.`;
    }
    return undefined;
  }
  /** A timer that the task has set, and that isn't the limit of anything. */
  #timer({ id }: TaskState): string | undefined {
    const { timers, scopes } = this.#state;
    const limits = new Set([...scopes.values()].map(({ timer }) => timer));
    const own = [...timers.values()].filter((timer) => timer.task === id && !limits.has(timer.id));
    const [timer] = own;
    return timer && `a timer that it has set ${this.#when(timer.id)}.`;
  }
  #when(id: Id): string {
    const { due, delay, loop } = this.#state.timers.get(id)!;
    const its = this.#state.loops.get(loop);
    if (due !== undefined && its?.clock === 'virtual')
      return `is due at ${timeOf(due)}, and it’s ${timeOf(its.now ?? 0)} now`;
    return delay === undefined ? 'isn’t due yet' : `is due ${timeOf(delay)} after it was set`;
  }
  /** What other tasks have entered and not left, groups and time limits left out. */
  #held(id: Id): { id: Id; task: Id }[] {
    const { scopes, tasks } = this.#state;
    const groups = new Set([...tasks.values()].map(({ group }) => group));
    return [...scopes.values()].filter(
      (scope) => scope.task !== id && scope.timer === undefined && !groups.has(scope.id),
    );
  }
  /** What may end it before that. */
  #toEnd(task: TaskState): void {
    if (this.#way[0] !== task.id) return; // of those that it waits for it isn't asked
    if (task.cancelAsked) {
      const by = [...new Set(task.askedBy ?? [])];
      const who = by.length === 0 ? '' : ` by ${this.#list(by)}`;
      return this.#say(
        `${this.#name(task.id)} has been asked to end${who}, and hears of that in a coming turn.`,
      );
    }
    if (task.state !== 'parked') return;
    const { scopes, timers } = this.#state;
    for (let scope = scopes.get(task.scope ?? -1); scope; scope = scopes.get(scope.parent ?? -1)) {
      if (scope.timer === undefined || !timers.has(scope.timer)) continue;
      return this.#say(`the time limit of ${this.#name(scope.id)} ${this.#when(scope.timer)}.`);
    }
  }

  // --- the others

  #members(id: Id, members: readonly Id[], left: number): void {
    const { futures } = this.#state;
    const pending = members.filter((one) => (futures.get(one)?.state ?? 'pending') === 'pending');
    if (pending.length === 0)
      return this.#say(
        left > 0 || members.length > 0
          ? `all that ${this.#name(id)} waits for is done, and it has to be told in a coming turn.`
          : `${this.#name(id)} waits for nothing that’s known.`,
      );
    const rest = members.length - pending.length;
    this.#say(
      `${this.#name(id)} waits for ${this.#list(pending)}${rest > 0 ? `; the other ${rest === 1 ? 'one' : numberOf(rest)} of ${numberOf(members.length)} ${rest === 1 ? 'is' : 'are'} done` : ''}.`,
    );
    this.#goOn(pending[0]!);
  }

  #future(id: Id): void {
    const { loops, timers, threads, sockets, handles } = this.#state;
    const under = [...handles].flatMap(([id, { state }]) =>
      state === 'running' || (state === 'made' && !timers.has(id)) ? [id] : [],
    );
    const all = [...loops.values()];
    const current = all.flatMap(({ current }) => current ?? []);
    const ready = all.flatMap(({ ready }) => ready);
    const called = under.filter((id) => !current.includes(id) && !ready.includes(id));
    const works = [...threads].filter(([, does]) => does === 'working').map(([thread]) => thread);
    const open = [...sockets.values()].some(({ phase }) => phase !== 'closed');
    const left = [
      current.length > 0 && `it’s the turn of the ${this.#what(current[0]!)}`,
      called.length > 0 && `the ${this.#what(called[0]!)} is under way`,
      ready.length > 0 &&
        `${ready.length === 1 ? `the ${this.#what(ready[0]!)} is` : `${numberOf(ready.length)} are`} in the ready queue`,
      timers.size > 0 &&
        (timers.size === 1 ? 'a timer waits' : `${numberOf(timers.size)} timers wait`),
      works.length > 0 &&
        (works.length === 1
          ? `${threadName(works[0]!)} is at work`
          : `${numberOf(works.length)} threads are at work`),
      open && 'a connection is open',
    ].filter((text) => text !== false);
    const isTurning = all.some(({ runs }) => runs !== undefined);
    const name = capitalised(`the ${this.#what(id)}`);
    if (left.length > 0) {
      const idle =
        all.length > 0 && !isTurning && current.length + works.length === 0
          ? ' The loop isn’t running.'
          : '';
      return this.#say(
        `${name} is pending until some code gives it a result or cancels it. At this moment ${list(left)}.${idle}`,
      );
    }
    this.#say(
      isTurning
        ? `${name} is pending, and nothing that’s seen here will settle it: the queue is empty, no timer waits, and no thread is at work. What’s left is the host, if it was asked for something.`
        : `${name} is pending until the program’s own code gives it a result or cancels it: nothing else is under way.`,
    );
  }

  #generator(it: GeneratorState): void {
    const name = this.#name(it.id);
    if (it.state === 'fresh')
      return this.#say(`${name} hasn’t begun: nothing has called its next().`);
    if (it.state === 'running') return this.#say(`${name} isn’t waiting: it’s running right now.`);
    this.#say(`${name} is suspended${placeOf(it)}, until the code that has it calls next() again.`);
    if (it.future !== undefined && endOf(it.future, this.#state) === undefined) {
      this.#say(`it has yielded the ${this.#what(it.future)}, which is pending.`);
      this.#goOn(it.future);
    }
  }

  #list(ids: readonly Id[]): string {
    const names = ids.slice(0, NAMED).map(this.#name);
    return list(ids.length > NAMED ? [...names, `${numberOf(ids.length - NAMED)} more`] : names);
  }
}

const list = (names: readonly string[]): string => new Intl.ListFormat('en-GB').format(names);

/** Names stay as they are. */
const capitalised = (text: string): string =>
  /^(the|a|and|so|now|it|all|no|nothing)\b/.test(text)
    ? `${text[0]!.toUpperCase()}${text.slice(1)}`
    : text;

const placeOf = ({ chain }: GeneratorState): string => {
  const at = chain.at(-1)?.at;
  return at ? ` at line ${at.line} of ${at.file.split('/').at(-1)}` : '';
};

/** Those that it's inside of, the innermost last, as far as they have names. */
const functionsOf = (it: GeneratorState | undefined): string[] =>
  (it?.chain ?? [])
    .slice(1)
    .map(({ name }) => name)
    .filter((name) => /^#?[\w$]+$/.test(name));

/** The program's own line, and what was called there; a library's innermost line says less. */
function whereIn(it: GeneratorState | undefined): string {
  const chain = it?.chain ?? [];
  const at = chain.findLastIndex(({ at }) => !at.file.startsWith('src/'));
  const inner = chain[Math.max(at, 0) + 1]?.name;
  const called = inner !== undefined && /^#?[\w$]+$/.test(inner) ? ` in ${inner}()` : '';
  if (at < 0) return called;
  return ` at line ${chain[at]!.at.line}${called && `,${called},`}`;
}
