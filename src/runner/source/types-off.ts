// Takes the TypeScript out of a program as Node does: what can be erased becomes blanks, so that
// every line and column stays that of the reader's file; what cannot be erased is refused, with
// what to write instead. Where Node leaves a semicolon or moves a bracket, so does this.
import { forbidden } from './forbidden-types.ts';
import { childrenOf, placeOf, type Node, type TypeScriptTree } from './parse.ts';
import type { Edit } from './source-edit.ts';
import { SourceError } from './source-error.ts';
import { ACCESSOR, DECORATORS, NOT_ERASABLE } from './syntax-words.ts';
import { isTypeMember, isTypeStatement } from './type-only.ts';

const TYPE_PARTS = new Set([
  'TSTypeAnnotation',
  'TSTypeParameterDeclaration',
  'TSTypeParameterInstantiation',
  'TSIndexSignature',
  'TSDeclareMethod',
]);

const LINE_BREAK = /[\n\r\u2028\u2029]/;
const PLAIN_TEMPLATE = /`(?:[^`\\$]|\\[^]|\$(?!\{))*`/y;
const WORD = /[\p{ID_Continue}$\\]+/uy;

/** @throws {SourceError} for syntax that cannot be erased. */
export function typesOff(
  source: string,
  { program, comments }: TypeScriptTree,
  file: string,
): Edit[] {
  const blanks: Edit[] = [];
  const texts = new Map<number, string>();

  const commentEnds = new Map(comments.map(({ start, end }) => [end, start]));
  const commentStarts = new Map(comments.map(({ start, end }) => [start, end]));

  const blank = (start: number, end: number): void => void blanks.push({ start, end });

  const refuse = (at: Node, why: string): never => {
    throw new SourceError(why, placeOf(at.start, source, file));
  };

  /** Where the next token begins, from the end of another on. */
  const tokenFrom = (at: number): number => {
    for (;;) {
      while (/\s/.test(source.charAt(at))) at++;
      const end = commentStarts.get(at);
      if (end === undefined) return at;
      at = end;
    }
  };
  /** Where the token before that begins ends. */
  const tokenUntil = (at: number): number => {
    for (;;) {
      while (/\s/.test(source.charAt(at - 1))) at--;
      const start = commentEnds.get(at);
      if (start === undefined) return at;
      at = start;
    }
  };
  const breaksLine = (start: number, end: number): boolean =>
    LINE_BREAK.test(source.slice(start, end));
  const wordAt = (at: number): string => {
    WORD.lastIndex = at;
    return WORD.exec(source)?.[0] ?? '';
  };

  const blankWithComma = ({ start, end, decorators }: Node): void => {
    const next = tokenFrom(end);
    blank(decorators?.[0].start ?? start, source[next] === ',' ? next + 1 : end);
  };

  /** Blanks a statement, and keeps those around it apart. */
  const statement = ({ start, end }: Node): void => {
    blank(start, end);
    const last = tokenUntil(start);
    const next = tokenFrom(end);
    if (last === 0 || !breaksLine(end, next) || !continues(next)) return;
    if (source[last - 1] === ';') texts.set(last - 1, ';');
    else texts.set(start, ';');
  };
  const continues = (at: number): boolean =>
    source[at] === '(' ||
    source[at] === '[' ||
    isPlainTemplate(at) ||
    /^(?:\+(?![+=])|-(?![-=])|\/)/.test(source.slice(at, at + 2));
  const isPlainTemplate = (at: number): boolean => {
    PLAIN_TEMPLATE.lastIndex = at;
    return PLAIN_TEMPLATE.test(source);
  };

  const assertion = (node: Node): void => {
    const { expression } = node;
    if (regroups(node)) {
      const text = source.slice(node.start, node.end);
      refuse(
        node,
        `without its type this would be computed in another order (write ${text.length < 60 ? `\`(${text})\`` : 'brackets around it'})`,
      );
    }
    blank(expression.end, node.end);
    const next = tokenFrom(node.end);
    if (node.typeAnnotation.typeName?.name === 'const' || !breaksLine(node.end, next)) return;
    if (source[next] === '(' || source[next] === '[' || isPlainTemplate(next))
      texts.set(tokenFrom(expression.end), ';');
  };
  const regroups = (node: Node): boolean => {
    let base = node;
    while (base.type === 'TSAsExpression' || base.type === 'TSSatisfiesExpression')
      base = base.expression;
    if (base.type !== 'BinaryExpression' && base.type !== 'LogicalExpression') return false;
    const next = OPERATOR.exec(source.slice(tokenFrom(node.end), tokenFrom(node.end) + 11))?.[0];
    if (next === undefined) return false;
    const [left, right] = [PRECEDENCE.get(base.operator)!, PRECEDENCE.get(next)!];
    return right > left || (right === left && next === '**');
  };

  const modifiers = (node: Node): void => {
    let at = node.start;
    while (at < node.key.start) {
      const word = wordAt(at);
      const end = at + word.length;
      const next = tokenFrom(end);
      if (breaksLine(end, next) || !/[\p{ID_Start}$_\\[{*.#'"\d]/u.test(source.charAt(next)))
        return;
      if (MODIFIERS.has(word)) blank(at, end);
      else if (word !== 'static') return;
      at = next;
    }
  };

  const member = (node: Node): void => {
    const isField = /Property$/.test(node.type);
    const isModified =
      node.accessibility !== undefined || node.override || (isField && node.readonly);
    if (isModified) modifiers(node);
    const nameEnd = node.computed ? tokenFrom(node.key.end) + 1 : node.key.end;
    if (node.optional || node.definite) blank(tokenFrom(nameEnd), tokenFrom(nameEnd) + 1);
    const name = node.computed ? undefined : node.key.name;
    if (isField && !node.value && node.typeAnnotation && /^(?:get|set|static)$/.test(name))
      texts.set(node.typeAnnotation.start, ';');
    if (
      isModified &&
      !node.static &&
      (node.computed || (!isField && node.generator) || /^(?:in|instanceof)$/.test(name))
    )
      texts.set(node.start, ';');
  };

  /** What is blanked between `)` and `=>` must not leave a line break there. */
  const returnType = ({ returnType: type }: Node): void => {
    if (!type) return;
    const close = tokenUntil(type.start) - 1;
    if (!breaksLine(close, tokenFrom(type.end))) return;
    blank(close, close + 1);
    texts.set(type.end - 1, ')');
  };
  /** Nor may there be one between `return` or `async` and `(`. */
  const typeParameters = ({ typeParameters: types }: Node, upTo: 'bracket' | 'end'): void => {
    if (!types) return;
    const open = tokenFrom(types.end);
    if (!breaksLine(types.start, upTo === 'end' ? types.end : open)) return;
    texts.set(open, ' ');
    texts.set(types.start, '(');
  };

  const visit = (node: Node): void => {
    if (TYPE_PARTS.has(node.type)) return blank(node.start, node.end);
    const isType = isTypeStatement(node);
    const wrong = forbidden((isType && node.declaration) || node);
    if (wrong) refuse(...wrong);
    if (isType) return statement(node);
    if (NOT_ERASABLE[node.type]) refuse(node, NOT_ERASABLE[node.type]!);
    if (isTypeMember(node)) return blank(node.start, node.end);
    if (node.decorators?.length) refuse(node.decorators[0], DECORATORS);

    let skip: Node[] = [];
    switch (node.type) {
      case 'ImportSpecifier':
      case 'ExportSpecifier':
        if (node.importKind === 'type' || node.exportKind === 'type') blankWithComma(node);
        return;
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
        assertion(node);
        return visit(node.expression);
      case 'TSInstantiationExpression':
        blank(node.expression.end, node.end);
        return visit(node.expression);
      case 'TSNonNullExpression':
        blank(node.end - 1, node.end);
        return visit(node.expression);
      case 'ClassDeclaration':
      case 'ClassExpression':
        if (node.abstract) {
          const at = tokenFrom(node.start);
          blank(at, at + 'abstract'.length);
        }
        if (node.implements?.length) {
          const word = tokenUntil(node.implements[0].start) - 'implements'.length;
          blank(word, node.implements.at(-1).end);
          skip = node.implements;
        }
        break;
      case 'ClassMethod':
      case 'ClassPrivateMethod':
      case 'ClassProperty':
      case 'ClassPrivateProperty':
        member(node);
        break;
      case 'ClassAccessorProperty':
        refuse(node, ACCESSOR);
        break;
      case 'ObjectMethod':
        // as Node does: what is left is no JavaScript, and says so
        if (node.kind === 'set' && node.returnType) skip = [node.returnType];
        if (node.kind === 'get') {
          const open = tokenFrom(node.computed ? tokenFrom(node.key.end) + 1 : node.key.end);
          blank(open + 1, tokenUntil(node.returnType?.start ?? node.body.start) - 1);
        }
        break;
      case 'VariableDeclarator':
        if (node.id.type === 'Identifier') {
          const mark = tokenFrom(node.id.start + wordAt(node.id.start).length);
          if (source[mark] === '!') blank(mark, mark + 1);
        }
        break;
      case 'Identifier':
      case 'ObjectPattern':
      case 'ArrayPattern':
        if (node.optional) {
          const mark = tokenUntil(node.typeAnnotation?.start ?? node.end) - 1;
          blank(mark, mark + 1);
        }
        break;
      case 'ArrowFunctionExpression':
        // as Node does with `(a as T) => …`
        for (const part of node.params)
          if (/^TS(?:As|Satisfies)Expression$|^TSTypeAssertion$/.test(part.type)) {
            blank(part.start, part.end);
            skip.push(part);
          }
        if (node.async) typeParameters(node, 'end');
        returnType(node);
        break;
      case 'ReturnStatement':
      case 'ThrowStatement':
      case 'YieldExpression':
        if (node.argument?.type === 'ArrowFunctionExpression' && !node.argument.async)
          typeParameters(node.argument, 'bracket');
        break;
      case 'IfStatement':
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        for (const body of [node.body, node.consequent, node.alternate])
          if (body && isTypeStatement(body)) texts.set(body.start, ';');
        break;
    }
    const self = node.params?.[0];
    if (self?.type === 'Identifier' && self.name === 'this' && node.kind !== 'constructor') {
      blankWithComma(self);
      skip = [self];
    }
    for (const child of childrenOf(node)) if (!skip.includes(child)) visit(child);
  };
  visit(program);
  return combine(blanks, texts, source);
}

/** Edits that do not overlap: the texts stand in what is blank around them. */
function combine(blanks: Edit[], texts: Map<number, string>, source: string): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  const put = (start: number, end: number): void => {
    if (end > start) edits.push({ start, end });
  };
  const marks = [...texts].sort(([a], [b]) => a - b);
  const write = (until: number, inside: boolean): void => {
    while (marks.length > 0 && marks[0]![0] < until) {
      const [place, text] = marks.shift()!;
      if (inside) put(at, place);
      if (inside || source[place] !== text) edits.push({ start: place, end: place + 1, text });
      at = place + 1;
    }
    if (inside) put(at, until);
    at = Math.max(at, until);
  };
  for (const { start, end } of blanks.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= at) continue;
    write(Math.max(at, start), false);
    write(end, true);
  }
  write(source.length, false);
  return edits;
}

const MODIFIERS = new Set(['public', 'protected', 'private', 'readonly', 'override']);

/** From the one that binds weakest. */
const PRECEDENCE = new Map(
  [
    ['??'],
    ['||'],
    ['&&'],
    ['|'],
    ['^'],
    ['&'],
    ['==', '!=', '===', '!=='],
    ['<', '<=', '>', '>=', 'in', 'instanceof'],
    ['<<', '>>', '>>>'],
    ['+', '-'],
    ['*', '/', '%'],
    ['**'],
  ].flatMap((operators, precedence) =>
    operators.map((operator) => [operator, precedence] as const),
  ),
);
const OPERATOR =
  /^(?:in(?:stanceof)?\b|[!=]==?|\*\*(?!=)|\?\?(?!=)|\|\|(?!=)|&&(?!=)|>>>(?!=)|>>(?![>=])|<<(?!=)|[<>]=?|[-+*/%&|^](?!=))/;
