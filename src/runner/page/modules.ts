// Loads, links and evaluates the modules of a plan, as an engine does: see link.ts for what the
// scripts look like.
import type { Position } from '../contract.ts';
import { isNodes, isPackage, moduleOf } from '../node-face/names.ts';
import { lacking } from '../node-face/needs-node.ts';
import type { LinkedModule, Plan } from '../source/plan.ts';

type Exports = Record<string, unknown>;
type Steps = { next(): unknown };
type Make = (
  imports: Exports[],
  star: (exports: Exports) => Record<string, () => unknown>,
  load: (specifier: string) => Promise<Exports>,
  meta: { url: string; resolve(specifier: string): string },
) => (register: (getters: Record<string, () => unknown>) => void) => Steps;

interface Loaded extends LinkedModule {
  exports: Exports;
  steps: Steps;
  evaluated: boolean;
  /** While it is being evaluated, and after that, where something in its plan awaits. */
  evaluation?: Promise<void>;
}

declare function importScripts(url: string): void;

/** A file's script could not be loaded at all. */
export class LoadError extends Error {
  readonly at: Position;
  constructor(at: Position, cause: unknown) {
    super('', { cause });
    this.at = at;
  }
}

const NO_USING =
  'this browser does not know "using" yet (Chrome and Edge do from 134 on, Firefox from 141 on, Node from 24 on)';

function knowsUsing(): boolean {
  try {
    return new Function('{ using a = null; } return true')() as boolean;
  } catch {
    return false;
  }
}

/**
 * Loads a classic script. A worker that had to be a `data:` URL cannot load `blob:` URLs either.
 */
export function loadScript(text: string): void {
  importScripts(
    location.protocol === 'data:'
      ? `data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`
      : URL.createObjectURL(new Blob([text], { type: 'text/javascript' })),
  );
}

export class Modules {
  readonly #plan: Plan;
  readonly #modules = new Map<string, Loaded>();
  readonly #builtIns: Record<string, Exports>;

  /** @throws {LoadError} for a script that cannot be loaded. */
  constructor(plan: Plan, builtIns: Record<string, Exports> = {}) {
    this.#plan = plan;
    this.#builtIns = builtIns;
    const makes = new Map<string, Make>();
    const global = self as unknown as Record<string, unknown>;
    global.$define = (file: string, make: Make): void => void makes.set(file, make);
    for (const { file, script, using } of plan.modules) {
      if (using && !knowsUsing()) throw new LoadError(using, new SyntaxError(NO_USING));
      try {
        loadScript(script);
      } catch (error) {
        throw new LoadError({ file, line: 1, column: 1 }, error);
      }
    }
    delete global.$define;
    for (const module of plan.modules)
      this.#modules.set(module.file, {
        ...module,
        exports: Object.create(null),
        steps: { next() {} },
        evaluated: false,
      });
    for (const [file, module] of this.#modules) this.#link(module, makes.get(file)!);
  }

  #link(module: Loaded, make: Make): void {
    const imports = module.imports.map((dependency) => this.#exportsOf(dependency));
    const meta = {
      url: `file:///${module.file}`,
      resolve: (specifier: string) => new URL(specifier, `file:///${module.file}`).href,
    };
    module.steps = make(
      imports,
      star,
      (specifier) => this.load(specifier, module.file),
      meta,
    )((getters) => {
      for (const name of Object.keys(getters))
        Object.defineProperty(module.exports, name, { get: getters[name]!, enumerable: true });
    });
    module.steps.next();
  }

  /** What is there to import besides files. Those of Node have two names. */
  #builtIn(specifier: string): Exports | undefined {
    const name = moduleOf(specifier) ?? specifier;
    return Object.hasOwn(this.#builtIns, name) ? this.#builtIns[name] : undefined;
  }

  #exportsOf(file: string): Exports {
    const module = this.#builtIn(file) ?? this.#modules.get(file)?.exports;
    if (!module) throw new TypeError(`cannot import '${file}'`);
    return module;
  }

  /** Evaluates a file and what it imports. A promise only where something among it awaits. */
  evaluate(file: string): void | Promise<void> {
    return this.#plan.awaits ? this.#evaluateAwaiting(file) : this.#evaluateNow(file);
  }

  #evaluateNow(file: string): void {
    const module = this.#modules.get(file);
    if (!module || module.evaluated) return;
    module.evaluated = true;
    for (const dependency of module.imports) this.#evaluateNow(dependency);
    module.steps.next();
  }

  async #evaluateAwaiting(file: string): Promise<void> {
    const module = this.#modules.get(file);
    // what is on its way is not waited for by what it imports
    if (!module || module.evaluated) return;
    module.evaluated = true;
    for (const dependency of module.imports) await this.#evaluateAwaiting(dependency);
    await module.steps.next();
  }

  /** `import(specifier)` in a file. */
  async load(specifier: string, from: string): Promise<Exports> {
    const builtIn = this.#builtIn(specifier);
    if (builtIn) return builtIn;
    if (moduleOf(specifier))
      throw new TypeError(
        `'${specifier}' is here only for programs in which its name stands, as in import('${specifier}')`,
      );
    if (isNodes(specifier)) throw lacking(`'${specifier}'`);
    if (isPackage(specifier)) throw lacking(`the package '${specifier}'`);
    const file = decodeURIComponent(new URL(specifier, `file:///${from}`).pathname.slice(1));
    const broken = this.#plan.broken.find((other) => other.file === file);
    if (broken) throw new SyntaxError(broken.message);
    const module = this.#modules.get(file);
    if (!module)
      throw Object.assign(
        new Error(`there is no file '${specifier}' that could be imported (looked for ${file})`),
        { code: 'ERR_MODULE_NOT_FOUND' },
      );
    await (module.evaluation ??= (async () => this.evaluate(file))());
    return module.exports;
  }
}

const star = (exports: Exports): Record<string, () => unknown> =>
  Object.fromEntries(
    Object.keys(exports)
      .filter((name) => name !== 'default')
      .map((name) => [name, () => exports[name]]),
  );
