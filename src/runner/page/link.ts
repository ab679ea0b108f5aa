// From modules to scripts. Neither import maps nor relative imports work in a sandboxed worker, so each module becomes
// a generator function, as a plain script: its first step declares its functions and registers its exports (linking),
// its second step runs the body (evaluation). That is what an engine does with modules, cycles and live bindings included.
import { moduleSyntax, type ModuleSyntax } from './module-syntax.ts';
import { parse, SourceError } from './parse.ts';
import { SOURCE_ROOT, type LinkedModule, type Plan } from './protocol.ts';
import { applyEdits } from './source-edit.ts';
import { typesOff } from './types-off.ts';

interface Module extends ModuleSyntax {
  code: string;
}

/** Where a name that a file exports is declared, and whether its binding may get another value later. */
interface Origin {
  file: string;
  changes: boolean;
}

/** The last version of each file that was parsed: between two runs a reader changes one. */
export type ModuleCache = Map<string, { source: string; module: Module }>;

/** The file that `specifier` names in `from`: both are paths from the stage's root. */
export function resolve(specifier: string, from: string): string {
  const { pathname } = new URL(specifier, `file:///${from}`);
  try {
    return decodeURIComponent(pathname.slice(1));
  } catch {
    return pathname.slice(1); // a lone % names no file anyway
  }
}

/**
 * Prepares a program to be run: everything that can be known to be wrong before it runs is found here.
 * @throws {SourceError} for syntax errors, for TypeScript that cannot be erased, for files and exports that do not exist.
 */
export function link(files: Readonly<Record<string, string>>, entry: string, cache: ModuleCache = new Map()): Plan {
  const moduleOf = (file: string): Module => {
    const source = files[file]!;
    const cached = cache.get(file);
    if (cached?.source === source) return cached.module;
    const program = parse(source, file);
    const syntax = moduleSyntax(program, file);
    const module = { ...syntax, code: applyEdits(source, [...typesOff(source, program, file), ...syntax.edits]) };
    cache.set(file, { source, module });
    return module;
  };

  /** What a file exports, `export … from` included, with the file that each name is declared in. */
  const exportsOf = (file: string, seen = new Set<string>()): Map<string, Origin> => {
    const names = new Map<string, Origin>();
    if (seen.has(file) || !Object.hasOwn(files, file)) return names;
    seen.add(file);
    const { exports, reexports, imports } = moduleOf(file);
    for (const { name, changes } of exports) names.set(name, { file, changes });
    for (const { name, imported, through } of reexports) {
      const theirs = exportsOf(resolve(imports[through]!.specifier, file), new Set(seen));
      if (name !== '*') names.set(name, theirs.get(imported) ?? { file, changes: false });
      else for (const [inner, origin] of theirs) if (inner !== 'default' && !names.has(inner)) names.set(inner, origin);
    }
    return names;
  };

  const modules: LinkedModule[] = [];
  const visited = new Set<string>();
  const open = new Set<string>(); // on the way from the entry to here: importing one of these closes a cycle
  let awaits = false;

  const visit = (file: string): void => {
    visited.add(file);
    open.add(file);
    const module = moduleOf(file);
    awaits ||= module.awaits;

    const constants: string[] = [];
    const lookups: string[] = []; // for bindings that may change, or are not there yet: looked up each time, by `with`
    const imports = module.imports.map(({ specifier, at, names, namespaces }, index) => {
      const fail = (message: string): never => {
        throw new SourceError(message, at);
      };
      if (!/^\.{1,2}\//.test(specifier)) fail(`cannot import '${specifier}' here: only files of this stage can be imported, as in './future.ts'`);
      const dependency = resolve(specifier, file);
      if (!Object.hasOwn(files, dependency)) fail(`there is no file '${specifier}' (looked for ${dependency})`);
      const known = exportsOf(dependency);
      for (const { imported } of names)
        if (!known.has(imported)) fail(`'${specifier}' does not export '${imported}' (it exports ${[...known.keys()].join(', ') || 'nothing'}; types need 'import type')`);
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
      else getters.push(`${JSON.stringify(name)}:()=>$$m[${through}]${imported === '*' ? '' : `[${JSON.stringify(imported)}]`}`);
    }
    // $$ before our own names: what the reader declares must not meet them
    const head =
      `$define(${JSON.stringify(file)},($$m,$$star,$$load,$$meta)=>{` +
      (lookups.length ? `with({__proto__:null,${lookups}})` : '') +
      `return ${module.awaits ? 'async ' : ''}function*($$exports){"use strict";const $$d={};$$exports({${getters}});yield;` +
      (constants.length ? `const ${constants};` : '');
    modules.push({ file, imports, shift: head.length, script: `${head}${module.code}\n}});\n//# sourceURL=${SOURCE_ROOT}${file}` });
    open.delete(file);
  };
  if (!Object.hasOwn(files, entry)) throw new SourceError(`there is no file ${entry}`, { file: entry, line: 1, column: 1 });
  visit(entry);
  return { entry, awaits, modules };
}
