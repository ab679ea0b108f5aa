// From modules to scripts. Neither import maps nor relative imports work in a sandboxed worker, so
// each module becomes a generator function, as a plain script: its first step declares its
// functions and registers its exports (linking), its second step runs the body (evaluation). That
// is what an engine does with modules, cycles and live bindings included.
import { isNodes, isPackage, moduleOf } from '../node-face/names.ts';
import { CHOOSE_NODE, needsNode } from '../node-face/needs-node.ts';
import type { ModuleSyntax } from './module-syntax.ts';
import { SOURCE_ROOT, type BrokenModule, type LinkedModule, type Plan } from './plan.ts';
import { applyEdits } from './source-edit.ts';
import { SourceError } from './source-error.ts';

/**
 * Where a name that a file exports is declared, and whether its binding may get another value
 * later.
 */
interface Origin {
  file: string;
  changes: boolean;
}

/** What can be imported without being a file of the job, and which names it exports. */
export type BuiltIns = Readonly<Record<string, readonly string[]>>;

/** The file that `specifier` names in `from`: both are paths from the stage's root. */
function resolve(specifier: string, from: string): string {
  const { pathname } = new URL(specifier, `file:///${from}`);
  try {
    return decodeURIComponent(pathname.slice(1));
  } catch {
    return pathname.slice(1); // a lone % names no file anyway
  }
}

/** The files of the job that a file imports. */
export const importsOf = ({ imports }: ModuleSyntax, file: string): string[] =>
  imports
    .filter(({ specifier }) => isRelative(specifier))
    .map(({ specifier }) => resolve(specifier, file));

export const isRelative = (specifier: string): boolean => /^\.{1,2}\//.test(specifier);

/**
 * Makes the scripts of a program: what can be known to be wrong with its imports before it runs is
 * found here.
 * @param syntaxOf What is known of a file; throws where the file itself is broken.
 * @param isTraced Whether it is instrumented for the probe.
 * @throws {SourceError} for files and exports that do not exist.
 */
export function link(
  files: Readonly<Record<string, string>>,
  entry: string,
  syntaxOf: (file: string) => ModuleSyntax,
  builtIns: BuiltIns = {},
  isTraced = false,
): Plan {
  /** What a file exports, `export … from` included, with the file that each name is declared in. */
  const exportsOf = (file: string, seen = new Set<string>()): Map<string, Origin> => {
    const names = new Map<string, Origin>();
    if (Object.hasOwn(builtIns, file))
      return new Map(builtIns[file]!.map((name) => [name, { file, changes: false }]));
    if (seen.has(file) || !Object.hasOwn(files, file)) return names;
    seen.add(file);
    const { exports, reexports, imports } = syntaxOf(file);
    for (const { name, changes } of exports) names.set(name, { file, changes });
    for (const { name, imported, through } of reexports) {
      const theirs = exportsOf(dependencyOf(imports[through]!.specifier, file), new Set(seen));
      if (name !== '*') names.set(name, theirs.get(imported) ?? { file, changes: false });
      else
        for (const [inner, origin] of theirs)
          if (inner !== 'default' && !names.has(inner)) names.set(inner, origin);
    }
    return names;
  };
  const dependencyOf = (specifier: string, file: string): string =>
    Object.hasOwn(builtIns, specifier) ? specifier : resolve(specifier, file);

  const modules: LinkedModule[] = [];
  const broken: BrokenModule[] = [];
  const visited = new Set<string>(Object.keys(builtIns));
  // on the way from the entry to here: importing one of these closes a cycle
  const open = new Set<string>();
  let awaits = false;
  let loads = false;
  let needsFace = false;

  const visit = (file: string): void => {
    visited.add(file);
    open.add(file);
    const module = syntaxOf(file);
    awaits ||= module.awaits !== undefined;
    loads ||= module.loads;
    needsFace ||= module.nodeNames !== undefined;

    const constants: string[] = [];
    const lookups: string[] = []; // for bindings that may change, or are not there yet: looked up each time, by `with`
    const imports = module.imports.map(({ specifier, at, names, namespaces }, index) => {
      const fail = (message: string, needsNode?: true): never => {
        throw new SourceError(message, at, needsNode);
      };
      const dependency = dependencyOf(specifier, file);
      if (!visited.has(dependency)) {
        if (isNodes(specifier)) fail(needsNode(`'${specifier}'`), true);
        if (isPackage(specifier)) fail(needsNode(`the package '${specifier}'`), true);
        if (!isRelative(specifier))
          fail(
            `cannot import '${specifier}' here: only files of this stage can be imported, as in './future.ts'`,
          );
        if (!Object.hasOwn(files, dependency))
          fail(`there is no file '${specifier}' (looked for ${dependency})`);
      }
      const why = broken.find((other) => other.file === dependency)?.message;
      if (why !== undefined) fail(`'${specifier}' cannot be imported: ${why}`);
      const known = exportsOf(dependency);
      for (const { imported } of names)
        if (!known.has(imported) && moduleOf(specifier))
          fail(`'${imported}' of '${specifier}' is not here: if Node has it, ${CHOOSE_NODE}`, true);
        else if (!known.has(imported))
          fail(
            `'${specifier}' does not export '${imported}' (it exports ${[...known.keys()].join(', ') || 'nothing'}; types need 'import type')`,
          );
      if (!visited.has(dependency)) visit(dependency);
      for (const { imported, local } of names) {
        if (!local) continue;
        const from = `$$m[${index}][${JSON.stringify(imported)}]`;
        const origin = known.get(imported)!;
        if (origin.changes || open.has(origin.file)) lookups.push(`get ${local}(){return ${from}}`);
        else constants.push(`${local}=${from}`);
      }
      for (const local of namespaces) constants.push(`${local}=$$m[${index}]`);
      return dependency;
    });

    const getters = module.exports.map(({ name, local }) => `${JSON.stringify(name)}:()=>${local}`);
    for (const { name, imported, through } of module.reexports) {
      if (name === '*') getters.push(`...$$star($$m[${through}])`);
      else
        getters.push(
          `${JSON.stringify(name)}:()=>$$m[${through}]${imported === '*' ? '' : `[${JSON.stringify(imported)}]`}`,
        );
    }
    // $$ before our own names: what the reader declares must not meet them
    const head =
      `$define(${JSON.stringify(file)},($$m,$$star,$$load,$$meta)=>{` +
      (lookups.length ? `with({__proto__:null,${lookups}})` : '') +
      `return ${module.awaits ? 'async ' : ''}function*($$exports){"use strict";const $$d={};$$exports({${getters}});yield;` +
      (constants.length ? `const ${constants};` : '');
    const code = applyEdits(
      files[file]!,
      isTraced ? [...module.edits, ...module.instrumentation] : module.edits,
    );
    modules.push({
      file,
      imports,
      shift: head.length,
      ...(isTraced && { instrumentation: module.instrumentation }),
      script: `${head}${code}\n}});\n//# sourceURL=${SOURCE_ROOT}${file}`,
      ...(module.awaits && { awaits: module.awaits }),
      ...(module.using && { using: module.using }),
    });
    open.delete(file);
  };
  if (!Object.hasOwn(files, entry))
    throw new SourceError(`there is no file ${entry}`, { file: entry, line: 1, column: 1 });
  visit(entry);
  // Which files import() asks for is only known while the program runs: all are made ready, and
  // what is wrong with one is told then.
  if (loads)
    for (const file of Object.keys(files)) {
      if (visited.has(file) || !isCode(file)) continue;
      try {
        visit(file);
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        open.clear();
        broken.push({ file, message: error.message });
      }
    }
  return { entry, awaits, needsFace, modules, broken };
}

/** True for the names of files that can be parsed. */
export const isCode = (file: string): boolean => /\.[cm]?[jt]s$/.test(file);
