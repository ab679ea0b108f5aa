// Links and evaluates the modules of a plan, as an engine does, once their scripts are there
// (scripts.ts).
import { DEFAULT_FUNCTION, type Binding, type LinkedModule, type Plan } from '../source/plan.ts';
import {
  aboutCommonJs,
  attributeFault,
  isCommonJs,
  fileOf,
  keyOf,
  namesFile,
  urlOf,
} from '../source/specifiers.ts';
import { moduleOf } from '../node-face/names.ts';
import { lacking } from '../node-face/needs-node.ts';
import { whenDone } from '../primordials.ts';
import { empty, Evaluation, levels, type Module } from './evaluation.ts';
import { attributesIn, coded, inNodesWords, noPackage } from './import-errors.ts';
import { namespaceOf, read, type Cell } from './namespace.ts';
import type { Exports, Makes } from './scripts.ts';

// the program can put others in their place
const OwnPromise = Promise;
const withResolvers = Promise.withResolvers.bind(Promise) as typeof Promise.withResolvers;

export class Modules {
  readonly #plan: Plan;
  readonly #linked: Map<string, LinkedModule>;
  readonly #makes: Makes;
  readonly #modules = new Map<string, Module>();
  readonly #moreMeta: ((isEntry: boolean) => PropertyDescriptorMap) | undefined;
  /** Where modules await something, their first steps take a while, too. */
  #linking: Promise<void> | undefined;
  readonly #evaluation = new Evaluation();

  /**
   * @param builtIns What can be imported without being a file.
   * @param moreMeta What `import.meta` has where tests run.
   */
  constructor(
    plan: Plan,
    makes: Makes,
    builtIns: Record<string, Exports> = {},
    moreMeta?: (isEntry: boolean) => PropertyDescriptorMap,
  ) {
    this.#plan = plan;
    this.#makes = makes;
    this.#moreMeta = moreMeta;
    this.#linked = new Map(plan.modules.map((module) => [module.file, module]));
    for (const [name, exports] of Object.entries(builtIns)) {
      const cells = new Map(
        Object.keys(exports)
          .sort()
          .map((key) => [key, () => exports[key]]),
      );
      const module: Module = { ...empty(name), own: cells, cells, state: 'evaluated' };
      this.#modules.set(name, module);
      if (moduleOf(name)) this.#modules.set(`node:${name}`, module);
    }
    for (const { file } of plan.modules) this.#instance(file);
  }

  /** A module, linked with all that it imports. */
  #instance(key: string): Module {
    const made: Module[] = [];
    const make = (key: string): Module => {
      const known = this.#modules.get(key);
      if (known) return known;
      const { imports, awaits } = this.#linked.get(fileOf(key))!;
      const module = { ...empty(key), awaits: awaits !== undefined };
      this.#modules.set(key, module);
      made.push(module);
      module.imports = imports.map(make);
      return module;
    };
    const module = make(key);
    for (const each of made) this.#begin(each);
    for (const each of made)
      for (const { as, ...its } of this.#linkedOf(each).exports)
        each.cells.set(as, this.#cellOf(its, each));
    const steps = made.map((each) => each.steps.next());
    if (made.some(({ awaits }) => awaits)) this.#wait(steps);
    return module;
  }

  #wait(steps: unknown[]): void {
    const linking = OwnPromise.all([this.#linking, ...steps]).then(() => {
      if (this.#linking === linking) this.#linking = undefined;
    });
    this.#linking = linking;
  }

  #linkedOf = ({ key }: Module): LinkedModule => this.#linked.get(fileOf(key))!;

  /** Its first step: its functions are there, and its exports can be read. */
  #begin(module: Module): void {
    const { file, bindings } = this.#linkedOf(module);
    const cells = bindings.map((binding): Cell => {
      let cell: Cell | undefined; // found when it is first read: what it is imported from may not have begun
      return () => read((cell ??= this.#cellOf(binding, module)), binding.local);
    });
    module.steps = this.#makes.get(file)!(
      (binding) => cells[binding]!(),
      Object.assign(
        (specifier: unknown, options: unknown) => this.load(specifier, module.key, options),
        { source: (specifier: unknown) => this.#loadSource(specifier, module.key) },
      ),
      this.#metaOf(module.key),
      defaultExport(),
      () => {
        throw new TypeError('Assignment to constant variable.');
      },
      () => {
        throw new ReferenceError('arguments is not defined');
      },
    )((own) => {
      for (const name of Object.keys(own)) module.own.set(name, own[name]!);
    });
    module.steps.next();
  }

  #cellOf({ from, name }: Binding, asking: Module): Cell {
    const module = from === '' ? asking : this.#modules.get(from)!;
    return name === undefined ? () => this.#namespaceOf(module) : module.own.get(name)!;
  }

  #namespaceOf = (module: Module): Exports => (module.namespace ??= namespaceOf(module.cells));

  #metaOf(key: string): object {
    const url = urlOf(key);
    const filename = `/${fileOf(key)}`;
    const [, folder] = /^(.*)\/[^/]*$/.exec(filename)!;
    const resolve = (specifier: unknown): string => {
      const wanted = `${specifier as string}`;
      if (namesFile(wanted)) return new URL(wanted, url).href;
      if (this.#modules.has(wanted) || /^\w+:/.test(wanted)) return wanted;
      throw noPackage(wanted, key);
    };
    const meta: object = Object.assign(Object.create(null), {
      dirname: folder || '/',
      filename,
      main: key === this.#plan.entry,
      resolve,
      url,
    });
    return this.#moreMeta
      ? Object.defineProperties(meta, this.#moreMeta(key === this.#plan.entry))
      : meta;
  }

  /** Evaluates a file and what it imports. A promise only where something among it awaits. */
  evaluate(file: string): void | Promise<void> {
    const module = this.#modules.get(file)!;
    if (this.#linking) {
      const { promise, resolve, reject } = withResolvers<void>();
      const settled = OwnPromise.resolve();
      // as a promise is resolved with another one, without asking the program's `then`
      whenDone(this.#linking, () => {
        const evaluation = this.#evaluation.evaluate(module);
        whenDone(settled, () => void whenDone(evaluation, resolve, reject));
      });
      return promise;
    }
    const evaluation = this.#evaluation.evaluate(module);
    if (module.state !== 'evaluated') return evaluation;
    whenDone(evaluation, undefined, () => {}); // it is thrown here
    if (module.error) throw module.error.thrown;
  }

  /** `import(specifier, options)` in a module. */
  async load(specifier: unknown, from: string, options?: unknown): Promise<Exports> {
    const wanted = `${specifier as string}`;
    const attributes = attributesIn(options);
    let module: Module;
    try {
      module = this.#wanted(wanted, from, attributes);
    } catch (error) {
      for (let step = 0; step < STEPS.toRefuse; step++) await undefined;
      throw error;
    }
    const before =
      module.state === 'linked' ? STEPS.toLink + STEPS.ofLevel * levels(module) : STEPS.ofKnown;
    for (let step = 0; step < before; step++) await undefined;
    if (this.#linking) await this.#linking;
    try {
      await this.#evaluation.evaluate(module);
    } finally {
      for (let step = 0; step < STEPS.toTell; step++) await undefined;
    }
    return this.#namespaceOf(module);
  }

  /** `import.source(specifier)`: there is none of JavaScript, nor of JSON. */
  async #loadSource(specifier: unknown, from: string): Promise<never> {
    const { key } = this.#wanted(`${specifier as string}`, from, {});
    throw new SyntaxError(`Source phase import object is not defined for module '${urlOf(key)}'`);
  }

  #wanted(specifier: string, from: string, attributes: Record<string, string>): Module {
    const builtIn = this.#modules.get(specifier);
    if (builtIn && !this.#linked.has(fileOf(specifier))) return builtIn;
    if (!namesFile(specifier)) throw noPackage(specifier, from);
    const key = keyOf(specifier, from);
    const file = fileOf(key);
    const broken = this.#plan.broken.find((other) => other.file === file);
    if (!broken && !this.#linked.has(file)) {
      const imported = `imported from /${fileOf(from)}`;
      const isFolder = /(^|\/)$/.test(file);
      throw Object.assign(
        isFolder
          ? coded(
              new Error(
                `Directory import '/${file}' is not supported resolving ES modules ${imported}`,
              ),
              'ERR_UNSUPPORTED_DIR_IMPORT',
            )
          : coded(new Error(`Cannot find module '/${file}' ${imported}`), 'ERR_MODULE_NOT_FOUND'),
        { url: urlOf(key) },
      );
    }
    if (isCommonJs(file)) throw lacking(aboutCommonJs(specifier));
    const fault = attributeFault(attributes, file);
    if (fault) throw coded(new TypeError(inNodesWords(fault, urlOf(key))), fault.code);
    if (broken) {
      const { message, inNode, at } = broken;
      const error = inNode ? Object.assign(new Error(message), inNode) : new SyntaxError(message);
      error.stack = `${error.name}: ${message}\n    at ${at.file}:${at.line}:${at.column}`;
      throw error;
    }
    return this.#instance(key);
  }
}

/** How many steps of promises Node takes for what it does in an `import()`: as it was counted. */
const STEPS = { toRefuse: 4, ofKnown: 2, toLink: 3, ofLevel: 2, toTell: 4 };

/** What `export default` puts its value into: it has none before that. */
function defaultExport(): { value: unknown; named: unknown } {
  let cell: Cell = () => {
    throw new ReferenceError();
  };
  const put = (value: unknown): void => void (cell = () => value);
  return {
    get value() {
      return cell();
    },
    set value(value) {
      put(value);
    },
    /** A function or a class without a name is called by that of its export. */
    set named(value: object) {
      const { name } = Object.getOwnPropertyDescriptors(value) as { name?: PropertyDescriptor };
      if (name?.value === '' || name?.value === DEFAULT_FUNCTION)
        Object.defineProperty(value, 'name', { value: 'default' });
      put(value);
    },
  };
}
