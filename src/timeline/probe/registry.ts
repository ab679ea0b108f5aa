// What there is: loops, handles, futures, tasks, and what is known of each.
import type { Thing } from '../catalogue/made.ts';
import type { Id, Place, Preview } from '../catalogue/shapes.ts';
import { nameOf, shorten, type Any, type Method, type ProbeHost } from './host.ts';
import type { Recorder } from './recorder.ts';
import { textOf } from './texts.ts';

/** What a class is for, by the public methods that it has. */
export type Kind = Exclude<Thing, 'task' | 'generator'> | 'thread' | 'scope' | 'limit' | SocketPart;
/** What of a connection is seen: its two halves, and what knows all sockets of a loop. */
export type SocketPart = 'reader' | 'writer' | 'selector';

export function kindOf(prototype: Any): Kind | undefined {
  const has = (...names: string[]): boolean =>
    names.every((name) => typeof lookUp(prototype, name)?.value === 'function');
  if (has('callSoon')) return 'loop';
  if (has('addDoneCallback', 'setResult')) return 'future';
  if (has('cancel', 'cancelled') && !has('done')) return 'handle';
  if (has('submit')) return 'executor';
  if (has('run', 'take')) return 'thread';
  if (has('enter', 'exit')) return 'scope';
  if (has('reschedule', 'expired')) return 'limit';
  if (has('feedData', 'feedEof')) return 'reader';
  if (has('write', 'drain', 'writeEof')) return 'writer';
  if (has('add', 'remove', 'order')) return 'selector';
  return undefined;
}

function lookUp(prototype: Any, name: string): PropertyDescriptor | undefined {
  for (let at = prototype; at; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found) return found;
  }
  return undefined;
}

export class Registry {
  readonly #recorder: Recorder;
  readonly #inspect: ProbeHost['inspect'];
  readonly #asSaid: NonNullable<ProbeHost['asSaid']>;
  readonly #ids = new WeakMap<object, Id>();
  /**
   * Watching makes garbage, and so what is garbage would be collected sooner, and be told of. As many
   * are kept as there may be events.
   */
  readonly #kept: object[] = [];
  readonly #kinds = new Map<Id, Thing>();
  readonly #places = new Map<Id, Place | undefined>();
  #count = 0;
  /** The future that was made last. */
  lastFuture: Id | undefined;

  constructor(recorder: Recorder, { inspect, asSaid = String }: ProbeHost) {
    this.#recorder = recorder;
    this.#inspect = inspect;
    this.#asSaid = asSaid;
  }

  newId(): Id {
    return this.#recorder.thread * 1_000_000 + ++this.#count;
  }
  idOf(thing: unknown): Id | undefined {
    return this.#ids.get(thing as object);
  }
  isTask(id: Id): boolean {
    return this.#kinds.get(id) === 'task';
  }
  placeOf(id: Id): Place | undefined {
    return this.#places.get(id);
  }
  know(thing: object, id: Id): void {
    this.#ids.set(thing, id);
    this.#kept[this.#kept.length] = thing;
  }

  /** Records something new. */
  recordMade(
    id: Id,
    kind: Thing,
    name: string,
    {
      drives,
      called,
      at = this.#recorder.placeNow(),
    }: { drives?: Id; called?: string; at?: Place | undefined } = {},
  ): void {
    this.#kinds.set(id, kind);
    this.#places.set(id, at);
    if (kind === 'future') this.lastFuture = id;
    this.#recorder.record(
      {
        type: 'made',
        id,
        kind,
        name,
        ...(drives !== undefined && { drives }),
        ...(called !== undefined && { called }),
      },
      { at },
    );
  }
  /** The thing's id. If it was never seen it is recorded. */
  see(thing: Any, kind: Exclude<Thing, 'task' | 'generator'>): Id {
    const known = this.idOf(thing);
    if (known !== undefined) return known;
    const id = this.newId();
    this.know(thing, id);
    this.recordMade(id, kind, nameOf(Object.getPrototypeOf(thing)?.constructor, '?'));
    return id;
  }

  preview(value: unknown): Preview {
    try {
      if (value instanceof Error) return shorten(this.#asSaid(`${value.name}: ${value.message}`));
      if (typeof value === 'function') return shorten(`function ${nameOf(value)}`);
      if (this.idOf(value) !== undefined) return nameOf(Object.getPrototypeOf(value).constructor);
      const look = (it: unknown): string =>
        this.#inspect(it, { depth: 1, breakLength: Infinity, compact: true });
      if (!areMany(value)) return shorten(this.#asSaid(look(value)));
      const some = new TheBytes(value.buffer, value.byteOffset, BYTES); // to look at all takes long
      return shorten(look(some).replace(`(${BYTES})`, `(${value.length})`));
    } catch {
      return 'something that cannot be shown';
    }
  }
  /** As part of an event: nothing where there is nothing to show. */
  given(value: unknown): { value?: Preview } {
    return value === undefined ? {} : { value: this.preview(value) };
  }
}

/** How many bytes are looked at to show some: more than fit into a preview. */
const BYTES = 60;
const TheBytes = Uint8Array;
const areMany = (value: unknown): value is Uint8Array =>
  Object(value) === value &&
  Object.getPrototypeOf(value) === TheBytes.prototype &&
  (value as Uint8Array).length > BYTES;

/** What a call is known by: its function's name, else its text. */
export const labelOf = (callback: Method): string =>
  nameOf(callback, '') || shorten(textOf(callback).replace(/\s+/g, ' '));
