// Evaluates modules as the standard has it: step by step what it says of "Cyclic Module Records".
import { SafeSet, uncurry } from '../primordials.ts';
import type { Cell } from './namespace.ts';
import type { Exports, Steps } from './scripts.ts';

/** A module, with the fields that the standard gives it for its evaluation. */
export interface Module {
  key: string;
  imports: Module[];
  /** How to read its own exports, and all of them. */
  own: Map<string, Cell>;
  cells: Map<string, Cell>;
  namespace?: Exports;
  steps: Steps;
  awaits: boolean;
  state: 'linked' | 'evaluating' | 'evaluating-async' | 'evaluated';
  error?: { thrown: unknown };
  index: number;
  /** The lowest index of those on the way here that it leads back to. */
  ancestor: number;
  /** The first of its cycle. */
  root?: Module;
  /** Its place among those that wait for something. */
  order?: number | 'done';
  /** How many it waits for, and who waits for it. */
  pending: number;
  parents: Module[];
  evaluation?: PromiseWithResolvers<void>;
}

export const empty = (key: string): Module => ({
  key,
  imports: [],
  own: new Map(),
  cells: new Map(),
  steps: { next() {} },
  awaits: false,
  state: 'linked',
  index: 0,
  ancestor: 0,
  pending: 0,
  parents: [],
});

// the program can put others in their place
const { max, min } = Math;
const sort = uncurry([].sort as (this: Module[], by: (a: Module, b: Module) => number) => Module[]);
const withResolvers = Promise.withResolvers.bind(Promise) as typeof Promise.withResolvers;

export class Evaluation {
  #nextOrder = 0;

  evaluate(module: Module): Promise<void> {
    if (module.state === 'evaluating-async' || module.state === 'evaluated')
      module = module.root ?? module;
    if (module.evaluation) return module.evaluation.promise;
    const evaluation = (module.evaluation = withResolvers<void>());
    const stack: Module[] = [];
    try {
      this.#visit(module, stack, 0);
      if (module.order === undefined) evaluation.resolve();
    } catch (thrown) {
      for (let at = 0; at < stack.length; at++) {
        stack[at]!.state = 'evaluated';
        stack[at]!.error = { thrown };
      }
      evaluation.reject(thrown);
    }
    return evaluation.promise;
  }

  #visit(module: Module, stack: Module[], index: number): number {
    if (module.error) throw module.error.thrown;
    if (module.state !== 'linked') return index;
    module.state = 'evaluating';
    module.index = module.ancestor = index++;
    stack[stack.length] = module;
    const { imports } = module;
    for (let at = 0; at < imports.length; at++) {
      const imported = imports[at]!;
      index = this.#visit(imported, stack, index);
      let required = imported;
      if (imported.state === 'evaluating')
        module.ancestor = min(module.ancestor, imported.ancestor);
      else {
        required = imported.root ?? imported;
        if (required.error) throw required.error.thrown;
      }
      if (typeof required.order === 'number') {
        module.pending++;
        required.parents[required.parents.length] = module;
      }
    }
    if (module.pending > 0 || module.awaits) {
      module.order = this.#nextOrder++;
      if (module.pending === 0) void this.#executeAwaiting(module);
    } else module.steps.next();
    if (module.ancestor === module.index) {
      let member: Module;
      do {
        member = stack[stack.length - 1]!;
        stack.length--;
        member.state = member.order === undefined ? 'evaluated' : 'evaluating-async';
        member.root = module;
      } while (member !== module);
    }
    return index;
  }

  async #executeAwaiting(module: Module): Promise<void> {
    try {
      await module.steps.next();
    } catch (thrown) {
      return this.#reject(module, thrown);
    }
    this.#fulfil(module);
  }

  #fulfil(module: Module): void {
    if (module.state === 'evaluated') return;
    this.#finish(module);
    const ready = new SafeSet<Module>();
    const gather = ({ parents }: Module): void => {
      for (let at = 0; at < parents.length; at++) {
        const parent = parents[at]!;
        if (ready.has(parent) || parent.root?.error || --parent.pending > 0) continue;
        ready.add(parent);
        if (!parent.awaits) gather(parent);
      }
    };
    gather(module);
    const inOrder: Module[] = [];
    ready.forEach((each) => (inOrder[inOrder.length] = each));
    sort(inOrder, (a, b) => Number(a.order) - Number(b.order));
    for (let at = 0; at < inOrder.length; at++) {
      const each = inOrder[at]!;
      if (each.state === 'evaluated') continue;
      if (each.awaits) void this.#executeAwaiting(each);
      else
        try {
          each.steps.next();
          this.#finish(each);
        } catch (thrown) {
          this.#reject(each, thrown);
        }
    }
  }

  #finish(module: Module): void {
    module.order = 'done';
    module.state = 'evaluated';
    module.evaluation?.resolve();
  }

  #reject(module: Module, thrown: unknown): void {
    if (module.state === 'evaluated') return;
    module.error = { thrown };
    module.state = 'evaluated';
    module.order = 'done';
    module.evaluation?.reject(thrown);
    const { parents } = module;
    for (let at = 0; at < parents.length; at++) this.#reject(parents[at]!, thrown);
  }
}

/** How deep what it imports goes. */
export function levels(module: Module, seen: Set<Module> = new SafeSet<Module>()): number {
  let deepest = 0;
  seen.add(module);
  for (let at = 0; at < module.imports.length; at++)
    if (!seen.has(module.imports[at]!)) deepest = max(deepest, levels(module.imports[at]!, seen));
  return deepest + 1;
}
