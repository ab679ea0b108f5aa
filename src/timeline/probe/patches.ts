// The classes of the program, as they load: those with the shape of a loop, a future, a handle, an
// executor or a thread are patched, and the making of such things is recorded.
import type { Id } from '../catalogue/shapes.ts';
import type { Callbacks } from './callbacks.ts';
import { FuturePatch } from './future-patch.ts';
import { isGenerator, type Generators } from './generators.ts';
import { isPlainFunction, nameOf, type Any } from './host.ts';
import { LoopPatch } from './loop-patch.ts';
import { Methods } from './methods.ts';
import type { Recorder } from './recorder.ts';
import { looksLike } from './texts.ts';
import { kindOf, labelOf, type Kind, type Registry } from './registry.ts';
import { ThreadPatch } from './thread-patch.ts';

export class Patches {
  readonly #recorder: Recorder;
  readonly #registry: Registry;
  readonly #generators: Generators;
  readonly #callbacks: Callbacks;
  readonly #methods: Methods;
  readonly #futures: FuturePatch;
  readonly #patch: Record<Kind, (prototype: Any) => void>;
  readonly #making: { newTarget: unknown; id: Id }[] = [];

  constructor(
    recorder: Recorder,
    registry: Registry,
    generators: Generators,
    callbacks: Callbacks,
  ) {
    const methods = new Methods(recorder, registry);
    const loops = new LoopPatch(recorder, registry, callbacks, methods);
    const futures = new FuturePatch(recorder, registry, generators, callbacks, methods);
    const threads = new ThreadPatch(recorder, registry, methods);
    this.#recorder = recorder;
    this.#registry = registry;
    this.#generators = generators;
    this.#callbacks = callbacks;
    this.#methods = methods;
    this.#futures = futures;
    this.#patch = {
      loop: (prototype) => loops.patchLoop(prototype),
      handle: (prototype) => loops.patchHandle(prototype),
      future: (prototype) => futures.patchFuture(prototype),
      executor: (prototype) => threads.patchExecutor(prototype),
      thread: (prototype) => threads.patchThread(prototype),
    };
  }

  /** @returns The class, or what takes its place so that its making is seen: see Marked. */
  watch<C>(theClass: C): C {
    const { prototype } = theClass as Any;
    const kind = kindOf(prototype);
    if (kind) this.#patch[kind](prototype);
    const watched = new Proxy(theClass as Any, {
      construct: (target, args, newTarget) => this.#make(kind, target, args, newTarget),
    });
    return looksLike(watched, theClass as Any);
  }

  #make(kind: Kind | undefined, target: Any, args: Any[], newTarget: Any): object {
    const make = (given = args): Any => Reflect.construct(target, given, newTarget);
    if (this.#recorder.isFull) return make();
    const outer = this.#making.at(-1);
    if (outer?.newTarget === newTarget) {
      const thing = make(); // its base makes it, so this is itself
      this.#registry.know(thing, outer!.id);
      return thing;
    }
    const generator = isGenerator(args[0]) ? this.#generators.courseOf(args[0]) : undefined;
    if (kind === 'thread' || (!kind && !(generator && /Task/.test(nameOf(newTarget)))))
      return make();
    const known = kind === 'handle' ? this.#callbacks.entryOf(args[0]) : undefined;
    const id = known ?? this.#registry.newId();
    const call =
      kind === 'handle' && known === undefined && isPlainFunction(args[0]) ? args[0] : undefined;
    if (generator) this.#futures.drives(id, generator);
    if (known === undefined)
      this.#registry.recordMade(
        id,
        generator ? 'task' : kind!,
        call ? labelOf(call) : nameOf(newTarget),
        generator && { drives: this.#generators.idOf(generator) },
      );
    this.#making.push({ newTarget, id });
    try {
      return this.#methods.orRefused(id, 'new', () => {
        const thing = make(call ? [this.#callbacks.standInFor(call, id), ...args.slice(1)] : args);
        this.#registry.know(thing, id);
        return thing;
      });
    } finally {
      this.#making.pop();
    }
  }
}
