// Finds the TypeScript in a program, so that it can be blanked out. Only syntax that can be erased
// is accepted, as in `node program.ts`; what remains is JavaScript in which every line and column
// is that of the reader's file.
import { childrenOf, positionOf, type Node } from './parse.ts';
import type { Edit } from './source-edit.ts';
import { SourceError } from './source-error.ts';

/**
 * Syntax that means something at run time and so cannot be blanked out, with what to write instead.
 */
const NOT_ERASABLE: Record<string, string> = {
  TSEnumDeclaration: 'an enum (write a const object)',
  TSModuleDeclaration: 'a namespace (write a module)',
  TSParameterProperty: 'a parameter property (declare the field and assign it in the constructor)',
  TSImportEqualsDeclaration: '`import x = …` (write `import x from …`)',
  TSExportAssignment: '`export =` (write `export default`)',
  TSTypeAssertion: 'a `<T>value` assertion (write `value as T`)',
  ClassAccessorProperty: 'an accessor field, which no engine runs yet',
};

const TYPE_STATEMENTS = new Set([
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSDeclareFunction',
  'TSNamespaceExportDeclaration',
]);
const TYPE_MEMBERS = new Set(['TSDeclareMethod', 'TSIndexSignature']);
const TYPE_PARTS = new Set([
  'TSTypeAnnotation',
  'TSTypeParameterDeclaration',
  'TSTypeParameterInstantiation',
]);
const MODIFIER = /\b(?:public|private|protected|readonly|override|abstract|declare)\b/y;

/** @throws {SourceError} for syntax that cannot be erased. */
export function typesOff(source: string, program: Node, file: string): Edit[] {
  const edits: Edit[] = [];
  // Where a statement or field ends without a semicolon: what is blanked there must leave one, or
  // the next line joins it.
  const openEnds = new Set<number>();

  const blank = (start: number, end: number, text?: string): void => {
    if (end > start) edits.push(text === undefined ? { start, end } : { start, end, text });
  };

  /** The next `char` from `from` on that is not in a comment. */
  const next = (char: string, from: number): number => {
    let at = from;
    while (source[at] !== char) {
      if (source.startsWith('//', at)) at = source.indexOf('\n', at);
      else if (source.startsWith('/*', at)) at = source.indexOf('*/', at) + 1;
      at++;
    }
    return at;
  };

  const blankWithComma = (node: Node): void => {
    const comma = /^\s*,/.exec(source.slice(node.end));
    blank(node.start, node.end + (comma?.[0].length ?? 0));
  };

  const member = (node: Node): void => {
    const nameStart = node.computed ? source.lastIndexOf('[', node.key.start) : node.key.start;
    for (let at = node.start; at < nameStart; at++) {
      MODIFIER.lastIndex = at;
      const word = MODIFIER.exec(source)?.[0];
      if (!word) continue;
      // `private [x]` or `private *x` would continue the field above it
      const rest = source.slice(at + word.length).trimStart()[0];
      blank(
        at,
        at + word.length,
        at === node.start && (rest === '[' || rest === '*') ? ';' : undefined,
      );
      at += word.length;
    }
    const nameEnd = node.computed ? next(']', node.key.end) + 1 : node.key.end;
    if (node.optional) blank(next('?', nameEnd), next('?', nameEnd) + 1);
    if (node.definite) blank(next('!', nameEnd), next('!', nameEnd) + 1);
  };

  /**
   * A line break may not come between `async` or `return` and `(`, nor between `)` and `=>`: pull
   * the bracket along.
   */
  const arrow = (node: Node): Node[] => {
    const handled: Node[] = [];
    const { typeParameters, returnType } = node;
    if (typeParameters) {
      const open = next('(', typeParameters.end);
      if (source.slice(typeParameters.start, open).includes('\n')) {
        blank(typeParameters.start, open + 1, '(');
        handled.push(typeParameters);
      }
    }
    if (returnType) {
      const close = source.lastIndexOf(')', returnType.start);
      if (source.slice(close, returnType.end).includes('\n')) {
        blank(close, returnType.end - 1);
        blank(returnType.end - 1, returnType.end, ')');
        handled.push(returnType);
      }
    }
    return handled;
  };

  const visit = (node: Node, parent: Node | undefined): void => {
    if (TYPE_PARTS.has(node.type)) return blank(node.start, node.end);
    if (TYPE_MEMBERS.has(node.type) || isTypeStatement(node))
      return blank(node.start, node.end, ';');
    if (node.type in NOT_ERASABLE)
      throw new SourceError(
        `TypeScript that cannot be erased does not run here: ${NOT_ERASABLE[node.type]}`,
        positionOf(node, file),
      );
    if (mayEndOpen(node, parent) && source[node.end - 1] !== ';') openEnds.add(node.end);

    let skip: Node[] = [];
    switch (node.type) {
      case 'ImportSpecifier':
      case 'ExportSpecifier':
        if (node.importKind === 'type' || node.exportKind === 'type') return blankWithComma(node);
        break;
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSInstantiationExpression':
        blank(node.expression.end, node.end, openEnds.has(node.end) ? ';' : undefined);
        return visit(node.expression, node);
      case 'TSNonNullExpression':
        blank(node.end - 1, node.end, openEnds.has(node.end) ? ';' : undefined);
        return visit(node.expression, node);
      case 'ClassDeclaration':
      case 'ClassExpression':
        if (node.abstract) blank(next('a', node.start), next('a', node.start) + 'abstract'.length);
        if (node.implements?.length) {
          blank(
            source.lastIndexOf('implements', node.implements[0].start),
            node.implements.at(-1).end,
          );
          skip = node.implements;
        }
        break;
      case 'ClassMethod':
      case 'ClassPrivateMethod':
      case 'ClassProperty':
      case 'ClassPrivateProperty':
        if (node.declare || node.abstract) return blank(node.start, node.end, ';');
        member(node);
        break;
      case 'VariableDeclarator':
        if (node.definite) blank(next('!', node.id.start), next('!', node.id.start) + 1);
        break;
      case 'Identifier':
      case 'ObjectPattern':
      case 'ArrayPattern':
        if (node.optional) {
          const mark = source.lastIndexOf('?', node.typeAnnotation?.start ?? node.end);
          blank(mark, mark + 1);
        }
        break;
      case 'ArrowFunctionExpression':
        skip = arrow(node);
        break;
    }
    const self = node.params?.[0];
    if (self?.type === 'Identifier' && self.name === 'this') {
      blankWithComma(self);
      skip = [...skip, self];
    }
    for (const child of childrenOf(node)) if (!skip.includes(child)) visit(child, node);
  };
  visit(program, undefined);
  return edits;
}

function isTypeStatement(node: Node): boolean {
  if (TYPE_STATEMENTS.has(node.type)) return true;
  if (/^(Class|Variable|TSEnum|TSModule)Declaration$/.test(node.type) && node.declare) return true;
  if (/^(Import|Export)(Named|Default|All)?Declaration$/.test(node.type))
    return (
      node.importKind === 'type' ||
      node.exportKind === 'type' ||
      (node.declaration != null && isTypeStatement(node.declaration))
    );
  // a namespace with nothing but types in it leaves nothing behind
  if (node.type === 'TSModuleDeclaration' && node.body.type === 'TSModuleBlock')
    return node.body.body.every(
      (child: Node) =>
        isTypeStatement(child) || (child.declaration && isTypeStatement(child.declaration)),
    );
  return false;
}

const mayEndOpen = (node: Node, parent: Node | undefined): boolean =>
  /Statement$|^VariableDeclaration$|^ExportDefaultDeclaration$|^Class(Private)?Property$/.test(
    node.type,
  ) && !/^For/.test(parent?.type ?? '');
