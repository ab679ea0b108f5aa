// The classes of the program, as they load: those with the shape of a loop, a future, a handle, an
// executor or a thread are patched, and the making of such things is recorded.
import type { Id, Place } from '../catalogue/shapes.ts';
import type { Callbacks } from './callbacks.ts';
import { FuturePatch } from './future-patch.ts';
import { isGenerator, type Course, type Generators } from './generators.ts';
import { isPlainFunction, isPlainObject, nameOf, ownValue, type Any, type Method } from './host.ts';
import { LoopPatch } from './loop-patch.ts';
import { Methods } from './methods.ts';
import type { Recorder } from './recorder.ts';
import { kindOf, labelOf, type Kind, type Registry, type SocketPart } from './registry.ts';
import { isWritten } from './texts.ts';
import { ScopePatch } from './scope-patch.ts';
import { SocketPatch } from './socket-patch.ts';
import { ThreadPatch } from './thread-patch.ts';
import { TimePatch } from './time-patch.ts';

type Made = Exclude<Kind, 'thread' | 'scope' | 'limit' | SocketPart>;

/** Something that is being made: its class's constructor is under way, and those of its bases. */
interface Making {
  /** Whose constructor began first. */
  theClass: object;
  newTarget: unknown;
  id: Id;
  at: Place | undefined;
  /** In the place of its callback. */
  standIn: Method | undefined;
  /** Whether it's known by now which object it is. */
  isThere: boolean;
}

export class Patches {
  readonly #recorder: Recorder;
  readonly #registry: Registry;
  readonly #generators: Generators;
  readonly #callbacks: Callbacks;
  readonly #methods: Methods;
  readonly #futures: FuturePatch;
  readonly #sockets: SocketPatch;
  readonly #patch: Record<Kind, (prototype: Any) => void>;
  /** What is made of them is recorded, unless they're another kind's. */
  readonly #classes = new WeakMap<object, Made | 'thread' | undefined>();
  readonly #names = new WeakMap<object, string>();
  /** The constructors that are under way, the innermost last. */
  readonly #making: (Making | undefined)[] = [];

  constructor(
    recorder: Recorder,
    registry: Registry,
    generators: Generators,
    callbacks: Callbacks,
  ) {
    const methods = new Methods(recorder, registry);
    const time = new TimePatch(recorder, registry, generators, callbacks, methods);
    const loops = new LoopPatch(recorder, registry, callbacks, methods, time);
    const futures = new FuturePatch(recorder, registry, generators, callbacks, methods);
    const scopes = new ScopePatch(recorder, registry, generators, callbacks, methods);
    const sockets = new SocketPatch(recorder, registry, generators, callbacks, methods);
    const threads = new ThreadPatch(recorder, registry, methods);
    this.#recorder = recorder;
    this.#registry = registry;
    this.#generators = generators;
    this.#callbacks = callbacks;
    this.#methods = methods;
    this.#futures = futures;
    this.#sockets = sockets;
    this.#patch = {
      loop: (prototype) => loops.patchLoop(prototype),
      handle: (prototype) => loops.patchHandle(prototype),
      future: (prototype) => futures.patchFuture(prototype),
      executor: (prototype) => threads.patchExecutor(prototype),
      thread: (prototype) => threads.patchThread(prototype),
      scope: (prototype) => scopes.patchScope(prototype),
      limit: (prototype) => scopes.patchLimit(prototype),
      reader: (prototype) => sockets.patchReader(prototype),
      writer: (prototype) => sockets.patchWriter(prototype),
      selector: (prototype) => sockets.patchSelector(prototype),
    };
  }

  watch(theClass: Any): void {
    const { prototype } = theClass;
    const kind = kindOf(prototype);
    if (kind) this.#patch[kind](prototype);
    this.#classes.set(theClass, isMade(kind) ? kind : undefined);
  }

  /** For these, see Marked in host.ts. */
  begun(theClass: Any, thing: object): void {
    const kind = this.#classes.get(theClass);
    if (!kind || kind === 'thread' || this.#recorder.isFull) return;
    const newTarget = ownValue(Object.getPrototypeOf(thing), 'constructor');
    const outer = this.#making.at(-1);
    if (outer && outer.newTarget === newTarget && !outer.isThere) return this.#know(outer, thing);
    const id = this.#registry.newId();
    const name = nameOf(newTarget);
    this.#registry.recordMade(id, kind, name, { at: this.#recorder.placeOfMaking(name) });
    this.#registry.know(thing, id);
  }

  making(theClass: Any, newTarget: Any, args: IArguments, thing?: object): Method | undefined {
    if (thing && !this.#recorder.isFull) this.#sockets.making(thing, args);
    const outer = this.#making.at(-1);
    if (outer && outer.newTarget === newTarget && outer.theClass !== theClass && !outer.isThere) {
      if (thing) this.#know(outer, thing); // its base makes it, so this is itself
      this.#making.push(outer);
      return undefined;
    }
    const making = this.#begin(theClass, newTarget, args);
    if (making && thing) this.#know(making, thing);
    this.#making.push(making);
    return making?.standIn;
  }
  #begin(theClass: Any, newTarget: Any, args: IArguments): Making | undefined {
    if (this.#recorder.isFull || !this.#classes.has(theClass)) return undefined;
    const kind = this.#classes.get(theClass);
    // which of them it is, its author says
    let generator: Course | undefined;
    let known: Id | undefined;
    let called: string | undefined;
    for (let at = 0; at < args.length; at++) {
      const given: unknown = args[at];
      if (isGenerator(given)) generator ??= this.#generators.courseOf(given);
      else if (isPlainObject(given)) called ??= nameOf(given, '') || undefined;
      else if (kind === 'handle') known ??= this.#callbacks.entryOf(given);
    }
    const name = this.#nameOf(newTarget, theClass);
    if (kind === 'thread' || (!kind && !(generator && /Task/.test(name)))) return undefined;
    const id = known ?? this.#registry.newId();
    const first: unknown = args[0];
    const call =
      kind === 'handle' && known === undefined && isPlainFunction(first) ? first : undefined;
    if (generator) this.#futures.drives(id, generator);
    const at = this.#recorder.placeOfMaking(name);
    if (known === undefined)
      this.#registry.recordMade(id, generator ? 'task' : kind!, call ? labelOf(call) : name, {
        at,
        ...(generator && {
          drives: this.#generators.idOf(generator),
          ...(called !== undefined && { called }),
        }),
      });
    const standIn = call && this.#callbacks.standInFor(call, id);
    return { theClass, newTarget, id, at, standIn, isThere: false };
  }
  made(thing: object): void {
    const making = this.#making.at(-1);
    if (making && !making.isThere) this.#know(making, thing);
  }
  baseless(theClass: Any, newTarget: Any, args: IArguments): void {
    this.making(theClass, newTarget, args);
    try {
      new (class extends Object {
        // @ts-expect-error: what is wrong with it is what it is for
        constructor() {} // oxlint-disable-line constructor-super
      })();
    } catch (error) {
      this.failed(error); // in the words that the language will have for it
    }
    this.over();
  }
  #know(making: Making, thing: object): void {
    making.isThere = true;
    this.#registry.know(thing, making.id);
  }
  #nameOf(newTarget: Any, theClass: Any): string {
    if (!this.#names.has(newTarget))
      this.#names.set(
        newTarget,
        nameOf(this.#classes.has(newTarget) || isWritten(newTarget) ? newTarget : theClass),
      );
    return this.#names.get(newTarget)!;
  }
  failed(error: unknown): void {
    const making = this.#making.at(-1);
    if (making) this.#methods.recordRefused(making.id, 'new', error, making.at);
  }
  over(): void {
    this.#making.pop();
  }
}

const isMade = (kind: Kind | undefined): kind is Made | 'thread' =>
  kind !== undefined && !/^(scope|limit|reader|writer|selector)$/.test(kind);
