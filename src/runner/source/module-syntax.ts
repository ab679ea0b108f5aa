// Finds what a module imports and exports. That syntax is blanked out too: link.ts does what it
// says by other means.
import { instrument, type Mark } from './instrument.ts';
import { childrenOf, positionOf, type Node } from './parse.ts';
import type { Position } from '../contract.ts';
import type { Edit } from './source-edit.ts';

export interface Import {
  specifier: string;
  at: Position;
  /** `import { imported as local }`; without `local` it is only passed on by an `export … from`. */
  names: { imported: string; local?: string }[];
  /** `import * as local`. */
  namespaces: string[];
}

export interface Export {
  name: string;
  /** The expression that reads it, inside the module. */
  local: string;
  /** True where the binding may get another value later. */
  changes: boolean;
}

/**
 * `export { imported as name } from`, `export * as name from` (imported is `*`), `export * from`
 * (both are `*`).
 */
export interface Reexport {
  name: string;
  imported: string;
  /** Index of the import it comes through. */
  through: number;
}

export interface ModuleSyntax {
  edits: Edit[];
  /** For a run that is traced: see instrument.ts. */
  instrumentation: Mark[];
  imports: Import[];
  exports: Export[];
  reexports: Reexport[];
  /** Where the module itself awaits something for the first time. */
  awaits?: Position;
  /** Where it says `using` for the first time: not every browser knows that yet. */
  using?: Position;
  /** True where it can import files whose names are only known while it runs. */
  loads: boolean;
  /** What it names of what Node has: see node-names.ts. */
  nodeNames?: string[];
}

export function moduleSyntax(program: Node, file: string): ModuleSyntax {
  const edits: Edit[] = [];
  // `#!/usr/bin/env node` may only stand at the very beginning, where a script has more
  if (program.interpreter) edits.push(program.interpreter as Edit);
  const imports: Import[] = [];
  const exports: Export[] = [];
  const reexports: Reexport[] = [];
  let awaits: Position | undefined;
  let using: Position | undefined;
  let loads = false;

  const importFrom = (node: Node): Import => {
    edits.push({ start: node.start, end: node.end, text: ';' });
    const it: Import = {
      specifier: node.source.value,
      at: positionOf(node.source, file),
      names: [],
      namespaces: [],
    };
    imports.push(it);
    return it;
  };

  for (const node of program.body as Node[]) {
    if (node.importKind === 'type' || node.exportKind === 'type') continue;
    switch (node.type) {
      case 'ImportDeclaration': {
        const it = importFrom(node);
        for (const part of node.specifiers as Node[]) {
          if (part.importKind === 'type') continue;
          if (part.type === 'ImportNamespaceSpecifier') it.namespaces.push(part.local.name);
          else
            it.names.push({
              imported: part.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(part.imported),
              local: part.local.name,
            });
        }
        break;
      }
      case 'ExportAllDeclaration':
        importFrom(node);
        reexports.push({ name: '*', imported: '*', through: imports.length - 1 });
        break;
      case 'ExportNamedDeclaration': {
        const parts = (node.specifiers as Node[]).filter((part) => part.exportKind !== 'type');
        if (node.source) {
          const it = importFrom(node);
          for (const part of parts) {
            const imported = part.type === 'ExportNamespaceSpecifier' ? '*' : nameOf(part.local);
            if (imported !== '*') it.names.push({ imported });
            reexports.push({ name: nameOf(part.exported), imported, through: imports.length - 1 });
          }
        } else if (node.declaration) {
          edits.push({ start: node.start, end: node.declaration.start });
          const changes =
            node.declaration.type === 'VariableDeclaration' && node.declaration.kind !== 'const';
          for (const name of namesDeclared(node.declaration))
            exports.push({ name, local: name, changes });
        } else {
          edits.push({ start: node.start, end: node.end, text: ';' });
          for (const part of parts)
            exports.push({ name: nameOf(part.exported), local: nameOf(part.local), changes: true });
        }
        break;
      }
      case 'ExportDefaultDeclaration': {
        const { declaration } = node;
        const declares = /^(Function|Class)Declaration$/.test(declaration.type);
        const name = declares ? declaration.id?.name : undefined;
        exports.push({ name: 'default', local: name ?? '$$d.value', changes: false });
        edits.push({ start: node.start, end: declaration.start, text: name ? '' : '$$d.value=' });
        if (declares && !name) edits.push({ start: node.end, end: node.end, text: ';' });
        break;
      }
    }
  }

  const visit = (node: Node, inFunction: boolean): void => {
    if (node.type === 'MetaProperty' && node.meta.name === 'import')
      edits.push({ start: node.start, end: node.end, text: '$$meta' });
    if (node.type === 'ImportExpression') {
      edits.push({ start: node.start, end: node.start + 'import'.length, text: '$$load' });
      loads = true;
    }
    if (node.kind === 'using' || node.kind === 'await using') using ??= positionOf(node, file);
    if (
      !inFunction &&
      (node.type === 'AwaitExpression' ||
        (node.type === 'ForOfStatement' && node.await) ||
        node.kind === 'await using')
    )
      awaits ??= positionOf(node, file);
    const inside = inFunction || /Function|Method$/.test(node.type);
    for (const child of childrenOf(node)) visit(child, inside);
  };
  visit(program, false);
  return {
    edits,
    instrumentation: instrument(program, file),
    imports,
    exports,
    reexports,
    loads,
    ...(awaits && { awaits }),
    ...(using && { using }),
  };
}

const nameOf = (node: Node): string => node.name ?? node.value;

function namesDeclared(declaration: Node): string[] {
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id }: Node) => namesBound(id));
  return declaration.id && !/^TS/.test(declaration.type) ? [declaration.id.name] : [];
}

function namesBound(pattern: Node): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((part: Node) => namesBound(part.value ?? part.argument));
    case 'ArrayPattern':
      return pattern.elements.filter(Boolean).flatMap(namesBound);
    case 'AssignmentPattern':
      return namesBound(pattern.left);
    case 'RestElement':
      return namesBound(pattern.argument);
    default:
      return [];
  }
}
