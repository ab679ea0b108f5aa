// From modules to scripts. Neither import maps nor relative imports work in a sandboxed worker, so
// each module becomes a generator function, as a plain script. Its first step declares its
// functions and registers its exports, its second step takes over functions that others have
// declared (linking), its third step runs the body (evaluation). That is what an engine does with
// modules, cycles and live bindings included.
import type { Position } from '../contract.ts';
import { isOnlyInNode } from '../node-face/names.ts';
import { needsNode } from '../node-face/needs-node.ts';
import type { Mark } from './instrument.ts';
import { jsonIn } from './json-syntax.ts';
import type { Export, Import, ModuleSyntax } from './module-syntax.ts';
import {
  DEFAULT_FUNCTION,
  SOURCE_ROOT,
  type Binding,
  type BrokenModule,
  type LinkedModule,
  type Plan,
} from './plan.ts';
import { applyEdits } from './source-edit.ts';
import { SourceError } from './source-error.ts';
import { marksOf } from './tail-marks.ts';
import {
  attributeFault,
  fileOf,
  aboutCommonJs,
  isCommonJs,
  isJson,
  isModule,
  keyOf,
  namesFile,
  urlOf,
  whyNotHere,
} from './specifiers.ts';

/**
 * What can be imported without being a file of the job, and which names it exports: all that is
 * asked for where they are not known.
 */
export type BuiltIns = Readonly<Record<string, readonly string[] | 'any'>>;

/** Most modules are as they were in the run before, and each URL that's made takes its time. */
const keysIn = remembering((from: string) =>
  remembering((specifier: string) => keyOf(specifier, from)),
);
/** What is left of a module's text, and the same with the marks of each way in which it runs. */
const texts = new WeakMap<ModuleSyntax, Record<string, string>>();
function textOf(module: ModuleSyntax, text: string, marks: readonly Mark[], way: string): string {
  const known = texts.get(module) ?? {};
  texts.set(module, known);
  return (known[way] ??= applyEdits(text, [...module.edits, ...marks]));
}

/** The files of the job that a file imports. */
export const importsOf = ({ imports }: ModuleSyntax, file: string): string[] =>
  imports
    .filter(({ specifier }) => namesFile(specifier))
    .map(({ specifier }) => fileOf(keysIn(file)(specifier)));

/** The files of the job that a file makes threads of. */
export const threadsOf = ({ threads = [] }: ModuleSyntax, file: string): string[] =>
  threads.map((name) => fileOf(keysIn(file)(name)));

/** How a program will run. */
export interface Ways {
  /** It is instrumented for the probe. */
  isTraced?: boolean | undefined;
  /** CommonJS is understood. */
  isInNode?: boolean;
  /** See tail-calls.ts. */
  dropsCallers?: boolean;
}

/** Where a name leads: its module, and what is known of it there; or the modules that disagree. */
type Resolved = (Binding & { kind: Export['kind'] }) | { conflict: [string, string] };

/** Something that an import asks for is not there, or cannot be had. */
class LinkError extends SourceError {
  readonly inNode: BrokenModule['inNode'];
  constructor(message: string, at: Position, inNode?: BrokenModule['inNode'], needsNode?: true) {
    super(message, at, needsNode);
    this.inNode = inNode;
  }
}

/**
 * Makes the scripts of a program: what can be known to be wrong with its imports before it runs is
 * found here.
 * @param syntaxOf What is known of a file; throws where the file itself is broken.
 * @throws {SourceError} for files and exports that do not exist.
 */
export function link(
  files: Readonly<Record<string, string>>,
  entry: string,
  syntaxOf: (file: string) => ModuleSyntax,
  builtIns: BuiltIns = {},
  { isTraced, isInNode, dropsCallers }: Ways = {},
): Plan {
  const isBuiltIn = (name: string): boolean => Object.hasOwn(builtIns, name);
  const dependencyOf = (specifier: string, from: string): string =>
    isBuiltIn(specifier) ? specifier : keysIn(from)(specifier);
  const dependenciesOf = remembering((file: string): string[] =>
    syntaxOf(file).imports.map(({ specifier }) => dependencyOf(specifier, file)),
  );
  const filesImported = (file: string): string[] =>
    dependenciesOf(file)
      .filter((key) => !isBuiltIn(key))
      .map(fileOf);

  /** As the standard has it (ResolveExport): undefined also where names lead in a circle. */
  const resolveExport = (
    key: string,
    name: string,
    seen = new Set<string>(),
  ): Resolved | undefined => {
    if (isBuiltIn(key))
      return builtIns[key] === 'any' || builtIns[key]!.includes(name)
        ? { from: key, name, kind: 'value' }
        : undefined;
    const step = `${key}\0${name}`;
    if (seen.has(step)) return undefined;
    seen.add(step);
    const { exports, reexports } = syntaxOf(fileOf(key));
    const own = exports.find((its) => its.name === name);
    if (own) return { from: key, name, kind: own.kind };
    const through = (at: number): string => dependenciesOf(fileOf(key))[at]!;
    const passed = reexports.find((its) => its.name === name);
    if (passed)
      return passed.imported === undefined
        ? { from: through(passed.through), kind: 'function' }
        : resolveExport(through(passed.through), passed.imported, seen);
    if (name === 'default') return undefined;
    let found: Resolved | undefined;
    for (const star of reexports) {
      if (star.name !== undefined) continue;
      const its = resolveExport(through(star.through), name, seen);
      if (!its || (found && isSame(found, its))) continue;
      if ('conflict' in its) return its;
      if (found) return { conflict: [(found as Binding).from, its.from] };
      found = its;
    }
    return found;
  };

  const namesOf = (key: string, seen = new Set<string>()): Set<string> => {
    if (isBuiltIn(key)) return new Set(builtIns[key] === 'any' ? [] : builtIns[key]);
    if (seen.has(key)) return new Set();
    seen.add(key);
    const { exports, reexports } = syntaxOf(fileOf(key));
    const names = new Set(exports.map(({ name }) => name));
    for (const { name, through } of reexports)
      if (name !== undefined) names.add(name);
      else
        for (const inner of namesOf(dependenciesOf(fileOf(key))[through]!, seen))
          if (inner !== 'default') names.add(inner);
    return names;
  };
  /** In the order that the standard has for namespaces, without what stars disagree on. */
  const exportsOf = (file: string): (Binding & { as: string })[] =>
    [...namesOf(file)].sort(byCodeUnits).flatMap((as) => {
      const its = resolveExport(file, as);
      return its && !('conflict' in its) ? [{ as, ...bindingIn(file, its) }] : [];
    });

  /** @throws {LinkError} for an import of what is not there. */
  const findFile = ({ specifier, at, attributes = {} }: Import, from: string): void => {
    if (isBuiltIn(specifier)) return;
    const fail = (message: string, code: string, url?: string): never => {
      throw new LinkError(message, at, { code, ...(url !== undefined && { url }) });
    };
    if (!namesFile(specifier)) {
      const { why, needsNode, code = 'ERR_MODULE_NOT_FOUND' } = whyNotHere(specifier);
      const meant = Object.hasOwn(files, specifier) ? `: write '${pathTo(specifier, from)}'` : '';
      throw new LinkError(`${why}${meant}`, at, { code }, needsNode);
    }
    const file = fileOf(keysIn(from)(specifier));
    if (!Object.hasOwn(files, file)) {
      const isFolder = Object.keys(files).some((its) => its.startsWith(file && `${file.replace(/\/$/, '')}/`)); // prettier-ignore
      const others = [
        `${specifier}.ts`,
        specifier.replace(/js$/, 'ts'),
        specifier.replace(/\/?$/, '/index.ts'),
      ];
      const meant = others.find((other) => Object.hasOwn(files, fileOf(keyOf(other, from))));
      fail(
        (isFolder
          ? `'${specifier}' is a folder, not a file`
          : `there’s no file '${specifier}'${file && ` (looked for ${file})`}`) +
          (meant === undefined ? '' : `: write '${meant}'`),
        isFolder ? 'ERR_UNSUPPORTED_DIR_IMPORT' : 'ERR_MODULE_NOT_FOUND',
        urlOf(file),
      );
    }
    if (!isModule(file))
      fail(
        `'${specifier}' is neither code nor JSON, as its ending says`,
        'ERR_UNKNOWN_FILE_EXTENSION',
      );
    if (isCommonJs(file) && !isInNode)
      throw new LinkError(needsNode(aboutCommonJs(specifier)), at, undefined, true);
    const fault = attributeFault(attributes, file);
    if (fault?.unknown)
      fail(
        `the attribute ${fault.unknown[0]}: '${fault.unknown[1]}' is unknown: there’s only type: 'json'`,
        fault.code,
      );
    if (fault)
      fail(
        isJson(file)
          ? `'${specifier}' is JSON, and the import has to say so: import … from '${specifier}' with { type: 'json' }`
          : `'${specifier}' isn’t JSON: leave out with { type: 'json' }`,
        fault.code,
      );
  };

  /** @throws {LinkError} for a name that the module does not have. */
  const findName = ({ specifier }: Import, name: string, at: Position, from: string): Resolved => {
    const key = dependencyOf(specifier, from);
    const found = resolveExport(key, name);
    if (!found) {
      const names = namesOf(key);
      if (isBuiltIn(specifier) && isOnlyInNode(specifier, name))
        throw new LinkError(needsNode(`'${name}' of '${specifier}'`), at, undefined, true);
      throw new LinkError(
        names.has(name)
          ? `'${specifier}' has no '${name}' of its own: 'export … from' leads in a circle`
          : `'${specifier}' does not export '${name}' (it exports ${[...names].join(', ') || 'nothing'}; types need 'import type')`,
        at,
      );
    }
    if ('conflict' in found)
      throw new LinkError(
        `'${specifier}' exports two different '${name}', of ${found.conflict.join(' and of ')}: its 'export *' takes in both`,
        at,
      );
    return found;
  };

  const linked = new Set<string>();
  /** Every file that a file leads to, itself included, in order of evaluation: those that are new. */
  const graphOf = (root: string): string[] => {
    const order: string[] = [];
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file) || linked.has(file)) return;
      seen.add(file);
      const dependencies = dependenciesOf(file);
      for (const [at, it] of syntaxOf(file).imports.entries()) {
        findFile(it, file);
        if (!isBuiltIn(it.specifier)) visit(fileOf(dependencies[at]!));
      }
      order.push(file);
    };
    visit(root);
    return order;
  };
  const checkNames = (file: string): void => {
    for (const it of syntaxOf(file).imports)
      for (const { imported, at } of it.names)
        if (imported !== undefined) findName(it, imported, at, file);
  };

  const isInCycle = (file: string): boolean => {
    const seen = new Set<string>();
    const leadsBack = (from: string): boolean =>
      filesImported(from).some((next) => {
        if (next === file) return true;
        if (seen.has(next)) return false;
        seen.add(next);
        return leadsBack(next);
      });
    return leadsBack(file);
  };

  const linkedModule = (file: string): LinkedModule => {
    const module = syntaxOf(file);
    const inCycle = isInCycle(file);
    const bindings: LinkedModule['bindings'] = [];
    const functions: string[] = []; // there before anything is evaluated
    const constants: string[] = [];
    const lookups: string[] = []; // for bindings that may change, or are not there yet: looked up each time, by `with`
    for (const it of module.imports)
      for (const { imported, local, at } of it.names) {
        if (local === undefined) continue;
        const from = dependencyOf(it.specifier, file);
        const found: Resolved =
          imported === undefined ? { from, kind: 'function' } : findName(it, imported, at, file);
        const value = `$$m(${bindings.length})`;
        bindings.push({ local, ...bindingIn(file, found) });
        const { kind } = found as { kind: Export['kind'] };
        if (kind === 'function') functions.push(`${local}=${value}`);
        else if (kind === 'changes' || inCycle)
          lookups.push(`get ${local}(){return ${value}},set ${local}(_){$$const()}`);
        else constants.push(`${local}=${value}`);
      }

    const getters = module.exports.map(
      ({ name, local }) => `[${JSON.stringify(name)}]:()=>${local}`,
    );
    const declare = (names: string[]): string => (names.length ? `const ${names.join()};` : '');
    const text = files[file]!;
    // $$ before our own names: what the reader declares must not meet them
    const head =
      `$define(${JSON.stringify(file)},($$m,$$load,$$meta,$$d,$$const,$$args)=>{` +
      (isJson(file) ? `const $$json=JSON.parse(${JSON.stringify(jsonIn(text))});` : '') +
      (lookups.length ? `with({__proto__:null,${lookups}})` : '') +
      `return ${module.awaits ? 'async ' : ''}function*($$exports){"use strict";$$exports({${getters}});` +
      (module.exports.some(({ local }) => local === DEFAULT_FUNCTION)
        ? `$$d.named=${DEFAULT_FUNCTION};`
        : '') +
      `yield;${declare(functions)}yield;${declare(constants)}`;
    const marks = [
      ...(dropsCallers ? marksOf(module.tails) : []), // what ends with a call ends behind it
      ...(isTraced ? module.instrumentation : []),
    ];
    const way = `${isTraced ? 'traced' : 'plain'}${dropsCallers ? ', marked' : ''}`;
    return {
      file,
      imports: dependenciesOf(file),
      bindings,
      exports: exportsOf(file),
      shift: head.length,
      ...(marks.length > 0 && { instrumentation: marks }),
      script: `${head}${isJson(file) ? '' : textOf(module, text, marks, way)}\n}});\n//# sourceURL=${SOURCE_ROOT}${file}`,
      ...(module.awaits && { awaits: module.awaits }),
      ...(module.using && { using: module.using }),
    };
  };

  if (!Object.hasOwn(files, entry))
    throw new SourceError(`there’s no file ${entry}`, { file: entry, line: 1, column: 1 });
  const add = (root: string): void => {
    const graph = graphOf(root);
    for (const file of graph) checkNames(file);
    for (const file of graph) linked.add(file);
  };
  add(entry);
  // Which files import() asks for is only known while the program runs: all are made ready, and
  // what is wrong with one is told then.
  const broken: BrokenModule[] = [];
  const addIfWhole = (file: string): void => {
    if (linked.has(file)) return;
    try {
      add(file);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      const { message, at } = error;
      const inNode = error instanceof LinkError ? error.inNode : undefined;
      broken.push({ file, message, at, ...(inNode && { inNode }) });
    }
  };
  // what a thread is made of may make threads
  for (const file of linked)
    for (const thread of threadsOf(syntaxOf(file), file))
      if (Object.hasOwn(files, thread)) addIfWhole(thread);
  if ([...linked].some((file) => syntaxOf(file).loads))
    Object.keys(files).filter(isModule).forEach(addIfWhole);
  const needsFace = [...linked].some((file) => syntaxOf(file).nodeNames !== undefined);
  return { entry, needsFace, modules: [...linked].map(linkedModule), broken };
}

function remembering<V>(work: (key: string) => V): (key: string) => V {
  const known = new Map<string, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, work(key));
    return known.get(key)!;
  };
}

/** How a file is named in another. */
function pathTo(file: string, from: string): string {
  const up = from.split('/').length - 1;
  return `${'../'.repeat(up) || './'}${file}`;
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : 1);

const isSame = (a: Resolved, b: Resolved): boolean =>
  !('conflict' in a) && !('conflict' in b) && a.from === b.from && a.name === b.name;

/** As the module says it that asks: it may be there more than once, and then means itself. */
function bindingIn(file: string, found: Resolved): Binding {
  const { from, name } = found as Binding;
  return { from: from === file ? '' : from, ...(name !== undefined && { name }) };
}
