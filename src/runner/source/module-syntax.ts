// Finds what a module imports and exports. That syntax is blanked out too: link.ts does what it
// says by other means.
import type { Mark } from './instrument.ts';
import { childrenOf, positionOf, type Node } from './parse.ts';
import type { Position } from '../contract.ts';
import { DEFAULT_FUNCTION } from './plan.ts';
import { NO_HTML_COMMENT } from './syntax-words.ts';
import type { Edit } from './source-edit.ts';
import { SourceError } from './source-error.ts';

export interface Import {
  specifier: string;
  at: Position;
  /** `with { type: 'json' }` */
  attributes?: Record<string, string>;
  /**
   * `import { imported as local }`, or, without `imported`, `import * as local`. Without `local` it
   * is only passed on by an `export … from`.
   */
  names: { imported?: string; local?: string; at: Position }[];
}

export interface Export {
  name: string;
  /** The expression that reads it, inside the module. */
  local: string;
  /**
   * `function` is there before anything is evaluated, `value` once the module is; what `changes` may
   * get another value later.
   */
  kind: 'function' | 'value' | 'changes';
}

/**
 * `export { imported as name } from`; without `imported` it is `export * as name from`, without
 * both `export * from`.
 */
export interface Reexport {
  name?: string;
  imported?: string;
  /** Index of the import it comes through. */
  through: number;
}

export interface ModuleSyntax {
  edits: Edit[];
  /** For a run that is traced: see instrument.ts. */
  instrumentation: Mark[];
  /** For a browser that drops callers: see tail-calls.ts. */
  tails: number[];
  imports: Import[];
  exports: Export[];
  reexports: Reexport[];
  /** Where the module itself awaits something for the first time. */
  awaits?: Position;
  /** Where it says `using` for the first time: not every browser knows that yet. */
  using?: Position;
  /** True where it can import files whose names are only known while it runs. */
  loads: boolean;
  /** The files that it makes threads of, as it names them. */
  threads?: string[];
  /** What it names of what Node has: see node-names.ts. */
  nodeNames?: string[];
}

/** @param program What is left of a file without its types. @param source Its text. */
export function moduleSyntax(
  program: Node,
  source: string,
  file: string,
): Omit<ModuleSyntax, 'instrumentation' | 'tails'> {
  const edits: Edit[] = [];
  // `#!/usr/bin/env node` may only stand at the very beginning, where a script has more
  if (program.interpreter) edits.push(program.interpreter as Edit);
  const imports: Import[] = [];
  const exports: Export[] = [];
  const reexports: Reexport[] = [];
  const { assigned, ...seen } = walk(program, source, file, edits);
  const kinds = new Map<string, Export['kind']>();
  for (const node of program.body as Node[])
    for (const { name, kind } of declaredBy(node.declaration ?? node))
      kinds.set(name, assigned.has(name) || assigned.has('eval') ? 'changes' : kind);

  const importFrom = (node: Node): Import => {
    if (node.phase === 'source')
      throw new SourceError(
        "'import source' is for WebAssembly, and these files have none",
        positionOf(node, file),
      );
    edits.push({ start: node.start, end: node.end, text: ';' });
    const it: Import = {
      specifier: node.source.value,
      at: positionOf(node.source, file),
      names: [],
    };
    if (node.attributes?.length)
      it.attributes = Object.fromEntries(
        node.attributes.map(({ key, value }: Node) => [nameOf(key), value.value]),
      );
    imports.push(it);
    return it;
  };
  const exportAs = (name: string, local: string): void =>
    void exports.push({ name, local, kind: kinds.get(local) ?? 'changes' });

  // what is imported may be exported above that
  const passedOn: { name: string; local: string }[] = [];
  for (const node of program.body as Node[]) {
    switch (node.type) {
      case 'ImportDeclaration': {
        const it = importFrom(node);
        for (const part of node.specifiers as Node[])
          it.names.push({
            ...(part.type !== 'ImportNamespaceSpecifier' && {
              imported: part.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(part.imported),
            }),
            local: part.local.name,
            at: positionOf(part, file),
          });
        break;
      }
      case 'ExportAllDeclaration':
        importFrom(node);
        reexports.push({ through: imports.length - 1 });
        break;
      case 'ExportNamedDeclaration':
        if (node.source) {
          const it = importFrom(node);
          for (const part of node.specifiers as Node[]) {
            const imported =
              part.type === 'ExportNamespaceSpecifier' ? undefined : nameOf(part.local);
            if (imported !== undefined) it.names.push({ imported, at: positionOf(part, file) });
            reexports.push({
              name: nameOf(part.exported),
              ...(imported !== undefined && { imported }),
              through: imports.length - 1,
            });
          }
        } else if (node.declaration) {
          edits.push({ start: node.start, end: node.declaration.start });
          for (const { name } of declaredBy(node.declaration)) exportAs(name, name);
        } else {
          edits.push({ start: node.start, end: node.end, text: ';' });
          for (const part of node.specifiers as Node[])
            passedOn.push({ name: nameOf(part.exported), local: nameOf(part.local) });
        }
        break;
      case 'ExportDefaultDeclaration':
        defaultOf(node);
    }
  }
  for (const { name, local } of passedOn) {
    const through = imports.findIndex(({ names }) => names.some((its) => its.local === local));
    if (through < 0) exportAs(name, local);
    else {
      const { imported } = imports[through]!.names.find((its) => its.local === local)!;
      reexports.push({ name, through, ...(imported !== undefined && { imported }) });
    }
  }

  function defaultOf(node: Node): void {
    const { declaration } = node;
    const declares = /^(Function|Class)Declaration$/.test(declaration.type);
    if (declares && declaration.id) {
      edits.push({ start: node.start, end: declaration.start });
      return exportAs('default', declaration.id.name);
    }
    if (declaration.type === 'FunctionDeclaration') {
      const [head] = FUNCTION_HEAD.exec(source.slice(declaration.start))!;
      const end = declaration.start + head.length;
      const text = `${declaration.async ? 'async ' : ''}function${declaration.generator ? '*' : ''} ${DEFAULT_FUNCTION}`;
      edits.push(
        { start: node.start, end: end - text.length },
        { start: end - text.length, end, text },
      );
      return void exports.push({ name: 'default', local: DEFAULT_FUNCTION, kind: 'function' });
    }
    const text = isAnonymous(unwrapped(declaration)) ? '$$d.named=' : '$$d.value=';
    edits.push({ start: node.start, end: declaration.start, text });
    if (declares) edits.push({ start: node.end, end: node.end, text: ';' });
    exports.push({ name: 'default', local: '$$d.value', kind: 'value' });
  }

  return {
    edits,
    imports,
    exports,
    reexports,
    ...seen,
  };
}

/** What is before the parameters of a function that has no name. */
const FUNCTION_HEAD = /^[^]*?function(?:(?:\s|\/\*[^]*?\*\/|\/\/.*)*\*)?/;

const unwrapped = (node: Node): Node =>
  node.type === 'ParenthesizedExpression' ? unwrapped(node.expression) : node;

const isAnonymous = ({ type, id }: Node): boolean =>
  type === 'ArrowFunctionExpression' || (/^(Function|Class)/.test(type) && !id);

const nameOf = (node: Node): string => node.name ?? node.value;

function declaredBy(node: Node): { name: string; kind: Export['kind'] }[] {
  if (node.type === 'VariableDeclaration')
    return node.declarations.flatMap(({ id }: Node) =>
      // a var may be declared again, and so get another value
      namesBound(id).map((name) => ({ name, kind: node.kind === 'var' ? 'changes' : 'value' })),
    );
  if (!/^(Function|Class)Declaration$/.test(node.type) || !node.id) return [];
  return [{ name: node.id.name, kind: node.type === 'FunctionDeclaration' ? 'function' : 'value' }];
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
    case 'ParenthesizedExpression':
      return namesBound(unwrapped(pattern));
    default:
      return [];
  }
}

type Seen = Pick<ModuleSyntax, 'awaits' | 'using' | 'loads'> & {
  /** The names of all that is given a value somewhere, and `eval` where anything may be. */
  assigned: Set<string>;
};

/**
 * What has to be known of the code itself. Adds the edits without which a script is no module;
 * page/texts.ts takes them out of the text of a function again.
 */
function walk(program: Node, source: string, file: string, edits: Edit[]): Seen {
  const seen: Seen = { assigned: new Set(), loads: false };
  const assign = (target: Node): void => {
    for (const name of namesBound(target)) seen.assigned.add(name);
  };

  /** @param within Whether in some function, and in one with `arguments` of its own. */
  const visit = (node: Node, parent: Node, within: { code: boolean; args: boolean }): void => {
    const { start, end } = node;
    switch (node.type) {
      case 'MetaProperty':
        if (node.meta.name === 'import') edits.push({ start, end, text: '$$meta' });
        return;
      case 'ImportExpression':
        edits.push({ start, end: start + 'import'.length, text: '$$load' });
        seen.loads = true;
        break;
      case 'UnaryExpression': {
        const { start, end, name } = unwrapped(node.argument);
        if (node.operator !== 'typeof' || name !== 'arguments' || within.args) break;
        edits.push({ start, end, text: '$$none' }); // which is nowhere, and so is of no type
        return;
      }
      case 'Identifier':
        // a module has none, and the function that it is made to has
        if (node.name === 'arguments' && !within.args)
          edits.push({ start, end, text: `${parent.shorthand ? 'arguments:' : ''}$$args()` });
        return;
      case 'BinaryExpression':
        // a script would take it for a comment, and a module may not have it
        if (node.operator === '<' && source.startsWith('<!--', node.right.start - 1))
          throw new SourceError(NO_HTML_COMMENT, positionOf(node.right, file));
        break;
      case 'AwaitExpression':
        if (!within.code) seen.awaits ??= positionOf(node, file);
        break;
      case 'VariableDeclaration':
        if (/^(await )?using$/.test(node.kind)) seen.using ??= positionOf(node, file);
        if (node.kind === 'await using' && !within.code) seen.awaits ??= positionOf(node, file);
        break;
      case 'AssignmentExpression':
        assign(node.left);
        break;
      case 'UpdateExpression':
        assign(node.argument);
        break;
      case 'ForInStatement':
      case 'ForOfStatement':
        if (node.await && !within.code) seen.awaits ??= positionOf(node, file);
        assign(node.left);
        break;
      case 'CallExpression':
        if (node.callee.name === 'eval') seen.assigned.add('eval');
        break;
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        return;
    }
    const isFunction = /Function|Method$/.test(node.type);
    const inside = isFunction
      ? { code: true, args: within.args || node.type !== 'ArrowFunctionExpression' }
      : within;
    // names that are no references
    const names = node.computed ? [] : [node.property, node.key];
    names.push(node.label, ...(node.type === 'ExportNamedDeclaration' ? node.specifiers : []));
    for (const child of childrenOf(node))
      if (!names.includes(child)) visit(child, node, child === node.key ? within : inside);
  };
  visit(program, program, { code: false, args: false });
  return seen;
}
