// Makes events of what the other parts see: numbers them, and says what led to each and where the
// reader's code was.
import type { EventType, TraceEvent, UrgentType } from '../catalogue/catalogue.ts';
import type { Id, Place } from '../catalogue/shapes.ts';
import { MAX_EVENTS } from '../limits.ts';
import type { ProbeHost } from './host.ts';
import { rawStack } from './stacks.ts';

/** What an event of one of these types says beside what all events say. */
type Seen<Type extends EventType> = Type extends EventType
  ? Omit<Extract<TraceEvent, { type: Type }>, 'n' | 'ms' | 'thread' | 'cause' | 'at'>
  : never;

/** What the recorder would find out by itself, where that is known better. */
interface Known {
  at?: Place | undefined;
  cause?: number | undefined;
}

/** Something that is under way: what is recorded meanwhile is due to it. */
export interface Context {
  /** The event that began it. */
  n: number | undefined;
  /**
   * How many of the reader's functions were on the way when it began; and where it is while no more
   * are.
   */
  depth?: number;
  /** The scope that does it, if one does. */
  by?: Id | undefined;
  place?: () => Place | undefined;
}

/**
 * A result that is being given. It is recorded as soon as the future has taken it, before what
 * follows from that.
 */
export interface Settling {
  record(): void;
  isSo(): boolean;
}

/** How many events are passed on at once. */
const BATCH = 64;
// the reader's code may put others in their place
const add = Atomics.add.bind(Atomics);
const load = Atomics.load.bind(Atomics);
const TheRangeError = RangeError;
/** Firefox has one of its own for the end of the stack. */
const { InternalError = RangeError } = globalThis as { InternalError?: typeof RangeError };
const now = performance.now.bind(performance);

export class Recorder {
  /** Called once no more events are kept. */
  onFull = (): void => {};
  /** Called before anything is recorded: what was put off is recorded then. */
  readonly beforeRecord: (() => void)[] = [];
  readonly #host: ProbeHost;
  readonly #origin: number;
  readonly #frame: RegExp;
  readonly #contexts: Context[] = [];
  readonly #settling = new Set<Settling>();
  #batch: TraceEvent[] = [];
  #isFull = false;
  #dropped = 0;

  constructor(host: ProbeHost) {
    this.#host = host;
    this.#origin = performance.timeOrigin - host.began;
    this.#frame = new RegExp(
      '^(.*?)' +
        host.root.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') +
        '((?:[\\w.-]+/)*[\\w.-]+\\.[cm]?[jt]s):(\\d+):\\d+',
      'gm',
    );
  }

  /** True once no more events are kept: what is called often need not be watched any more. */
  get isFull(): boolean {
    if (this.#isFull || load(this.#host.counter, 0) < MAX_EVENTS) return this.#isFull;
    this.#isFull = true;
    this.onFull();
    return true;
  }
  get thread(): number {
    return this.#host.thread;
  }
  /** The scope that does what is under way. */
  get by(): { by?: Id } {
    const by = this.#contexts.at(-1)?.by;
    return by === undefined ? {} : { by };
  }
  get context(): Context | undefined {
    return this.#contexts.at(-1);
  }

  /** @returns The event's number, `undefined` if it is not kept. */
  record(event: Seen<Exclude<EventType, UrgentType>>, known: Known = {}): number | undefined {
    return this.#record(event, known);
  }
  /** The same for what is urgent: see `kind` in ../catalogue/kind.ts. */
  recordAtOnce(event: Seen<UrgentType>, known: Known = {}): number | undefined {
    const n = this.#record(event, known);
    this.#send();
    return n;
  }
  #record(event: Seen<EventType>, known: Known): number | undefined {
    return this.safely(() => this.#recordNow(event, known));
  }
  /**
   * Does something of the probe's own. A program may have changed what that needs of the language:
   * then it's watched no longer, and runs on.
   */
  safely<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (error instanceof TheRangeError || error instanceof InternalError) throw error; // the stack is at its end: that is the program's
      this.#isFull = true;
      try {
        this.onFull();
      } catch {
        // what it cannot undo asks whether it is full
      }
      return undefined;
    }
  }
  #recordNow(event: Seen<EventType>, { at, cause }: Known): number | undefined {
    for (const one of [...this.#settling]) if (one.isSo()) one.record();
    this.catchUp();
    if (this.isFull) return this.drop();
    const n = add(this.#host.counter, 0, 1);
    if (n >= MAX_EVENTS) return this.drop(); // another thread had the last one
    const why = cause ?? this.context?.n;
    const place = at ?? this.placeNow();
    const ms = Math.round((this.#origin + now()) * 100) / 100;
    this.#batch.push({
      n,
      ms,
      thread: this.thread,
      ...(why !== undefined && { cause: why }),
      ...(place && { at: place }),
      ...event,
    } as TraceEvent);
    if (this.#batch.length >= BATCH) this.#send();
    return n;
  }
  /** Records what was put off, on which `context` may depend. */
  catchUp(): void {
    for (const hook of this.beforeRecord) hook();
  }
  /** Counts an event that is not recorded. */
  drop(): undefined {
    this.#dropped++;
  }

  /** Does something to which all that is recorded meanwhile is due. */
  during<T>(context: Context, work: () => T): T {
    const depth = this.enter(context);
    try {
      return work();
    } finally {
      this.leave(depth);
    }
  }
  /** For what would otherwise stand between two functions of the program. */
  enter(context: Context): number {
    return this.#contexts.push(context) - 1;
  }
  /** @param depth What `enter` gave. */
  leave(depth: number): void {
    this.#contexts.length = depth;
  }
  /** Gives a result to a future. */
  settle<T>(settling: Settling, work: () => T): T {
    this.#settling.add(settling);
    try {
      return work();
    } finally {
      this.#settling.delete(settling);
    }
  }

  flush(): void {
    this.safely(() => {
      this.catchUp();
      if (this.#dropped > 0)
        this.#batch.push({
          n: add(this.#host.counter, 0, 1),
          thread: this.thread,
          type: 'dropped',
          count: this.#dropped,
        });
      this.#dropped = 0;
      this.#send();
    });
  }
  #send(): void {
    if (this.#batch.length === 0) return;
    const events = this.#batch;
    this.#batch = [];
    this.#host.send(events);
  }

  /**
   * Where the reader's functions stand that are under way, the innermost first; and where the
   * library does. @param made The class of what is being made here: its constructors are left out.
   */
  stackNow(made?: string): { reader: Place[]; library: Place | undefined } {
    const stack = this.#stack();
    const frames = [...stack.matchAll(this.#frame)].filter(([, , file]) => !file!.startsWith('.')); // the probe's own
    if (made !== undefined) {
      const before = stack.slice(0, frames[0]?.index);
      frames.splice(
        0,
        ownFrames(
          frames.map(([, call]) => call!),
          made,
          IS_PLACELESS.test(before),
        ),
      );
    }
    const places = frames.map(([, , file, line]) => ({ file: file!, line: Number(line) }));
    return { reader: places.filter(({ file }) => !file.startsWith('src/')), library: places[0] };
  }
  /** The reader's or the library's function that is under way, if it's no method. */
  get functionNow(): string | undefined {
    for (const [, call, file] of this.#stack().matchAll(this.#frame))
      if (!file!.startsWith('.'))
        return /(?: at (?:(?:Object|Module|Proxy)\.)?|^)([\w$]+)(?: \(|@)$/.exec(call!)?.[1];
    return undefined;
  }
  #stack(): string {
    const stack = rawStack(this.#host.stackOf);
    return this.#host.named?.(stack) ?? stack;
  }
  placeNow(): Place | undefined {
    return this.#placeOf(this.stackNow());
  }
  /** Where something is being made of a class of this name. */
  placeOfMaking(name: string): Place | undefined {
    return this.#placeOf(this.stackNow(name));
  }
  #placeOf({ reader, library }: ReturnType<Recorder['stackNow']>): Place | undefined {
    const context = this.#contexts.findLast(({ place }) => place);
    return (
      (context?.depth === reader.length ? context.place!() : undefined) ?? reader[0] ?? library
    );
  }
}

const IS_CLASS = /^[A-Z][\w$]*@$/;
/** So WebKit writes the constructor of a class that has none, and what it does for its fields. */
const IS_PLACELESS = /^[A-Z][\w$]*@$/m;

/**
 * How many frames at the top of a stack are of the making itself: that of the constructor which
 * says so, and those of its subclasses that have fields and no constructor.
 * @param calls What is before the place in each frame that has one.
 * @param isPlaceless Whether the one that says so has none.
 */
function ownFrames(calls: string[], made: string, isPlaceless: boolean): number {
  const isField = calls[0]?.includes('<instance_members_initializer>') ? 1 : 0;
  for (let at = isField; / at new /.test(calls[at] ?? ''); at++)
    if (calls[at]!.endsWith(` at new ${made} (`)) return at + 1;
  // other engines don't say `new`, and name what gives fields their values in ways of their own
  const from = isPlaceless || IS_CLASS.test(calls[0] ?? '') ? 0 : 1;
  for (let at = from; IS_CLASS.test(calls[at] ?? ''); at++)
    if (calls[at] === `${made}@`) return at + 1;
  return isPlaceless ? 0 : 1 + isField;
}
