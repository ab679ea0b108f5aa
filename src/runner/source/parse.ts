import { parse as babelParse, type ParserOptions } from '@babel/parser';
import type { Position } from '../contract.ts';
import { SourceError } from './source-error.ts';
import { JSX, placeFor, wordsFor, type Trouble } from './syntax-words.ts';

/** A node of Babel's tree, as loosely as the walks here need it. */
export interface Node {
  type: string;
  start: number;
  end: number;
  loc: { start: { line: number; column: number } };
  [key: string]: any;
}

export interface TypeScriptTree {
  program: Node;
  comments: Node[];
}

const OPTIONS = {
  sourceType: 'module',
  plugins: ['sourcePhaseImports'],
  createParenthesizedExpressions: true,
  attachComment: false,
} satisfies ParserOptions;
const PLUGINS = [
  ...OPTIONS.plugins,
  'typescript',
  'decorators-legacy',
  'decoratorAutoAccessors',
] satisfies ParserOptions['plugins'];

/**
 * What TypeScript forbids, and Node blanks out all the same: by Babel's names. What is wrong in
 * what is left of it is found when that is parsed.
 */
const TOLERATED = new Set([
  'DeclarationMissingInitializer',
  'DeclaratorDefiniteAssertionRequiresTypeAnnotation',
  'DeclaratorDefiniteAssertionWithInitializer',
  'DeclareAccessor',
  'DeclareClassFieldHasInitializer',
  'DecoratorAbstractMethod',
  'EmptyHeritageClauseType',
  'EmptyTypeParameters',
  'ExportAssignmentInTSNamespace',
  'ExportInTSNamespace',
  'ImportAliasHasImportType',
  'ImportCallNotNewExpression',
  'ImportInTSNamespace',
  'InitializerNotAllowedInAmbientContext',
  'InvalidLhs',
  'InvalidPropertyAccessAfterInstantiationExpression',
  'ModuleExportUndefined',
  'PatternIsOptional',
  'SetAccessorCannotHaveOptionalParameter',
  'SetAccessorCannotHaveRestParameter',
  'StaticPrototype',
  'StrictEvalArgumentsBinding',
  'TupleOptionalAfterType',
  'TypeImportCannotSpecifyDefaultAndNamed',
  'UnexpectedKeyword',
  'UnexpectedReadonly',
  'UnexpectedReservedWord',
  'UnexpectedTypeCastInParameter',
  'UnexpectedTypeDeclaration',
  'UnsupportedParameterDecorator',
  'VarRedeclaration',
]);

/** @throws {SourceError} for what Node cannot read, either. */
export function parseTypeScript(source: string, file: string): TypeScriptTree {
  const { errors, ...tree } = parseWith(loosened(source), source, file, {
    ...OPTIONS,
    errorRecovery: true,
    plugins: PLUGINS,
  });
  const [first] = errors
    .filter((error) => !isTolerated(error, source, tree.program))
    .sort((a, b) => a.pos - b.pos);
  if (first) throw told(first, source, file, true);
  return tree;
}

function isTolerated(
  { reasonCode, message, pos }: Trouble,
  source: string,
  program: Node,
): boolean {
  switch (reasonCode) {
    case 'EmptyTypeArguments':
      return !hasEmptyArguments(program);
    case 'IncompatibleModifiers':
      return message.includes("'static'") && message.includes("'abstract'");
    case 'InvalidHeritageClauseType':
      return source.startsWith('this', pos);
    case 'InvalidModifiersOrder':
      return /^static\s*\[/.test(source.slice(pos));
    case 'OptionalTypeBeforeRequired':
      return /^[\w$]+\s*\??:/.test(source.slice(pos));
    default:
      return TOLERATED.has(reasonCode);
  }
}

/** Node takes `f<>()`, and not `let a: B<>`. */
const hasEmptyArguments = (node: Node): boolean =>
  (/^TS(?:TypeReference|TypeQuery|ImportType)$/.test(node.type) &&
    node.typeArguments?.params.length === 0) ||
  [...childrenOf(node)].some(hasEmptyArguments);

/**
 * What Node's parser takes and Babel's does not, made such that both take it. All else stays where
 * it is, and what this makes of strings and comments does no harm: only the places of types are
 * taken from it.
 */
function loosened(source: string): string {
  return source
    .replace(BROKEN_DECLARATION, (all) => all.replace(GAPS, (gap) => ' '.repeat(gap.length)))
    .replace(DEFINITE_WITHOUT_TYPE, (all) => all.replace('!', ' '))
    .replace(IMPORT_OPTIONS, (all, before: string) => before.padEnd(all.length))
    .replace(OLD_ATTRIBUTES, '$1with  ')
    .replace(/\bintrinsic(?=\[)/g, 'intrinsi_')
    .replace(NAMED_TYPE, 'typ_ as ');
}
const GAP = String.raw`(?:\s|\/\/.*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)+`;
const GAPS = new RegExp(GAP, 'g');
/** A declaration with a line break after one of its first words. */
const BROKEN_DECLARATION = new RegExp(
  [
    `(?:export[ \\t]+|declare[ \\t]+)+(?:abstract|type|interface|namespace|module)${GAP}(?=[\\w$"'{*])(?:[\\w$]+${GAP}\\{)?`,
    `(?:export[ \\t]+)?declare${GAP}(?=(?:abstract|class|const|enum|function|global|interface|let|namespace|type|var)\\b)`,
    `namespace${GAP}[\\w$.]+${GAP}\\{`,
    `global${GAP}\\{`,
  ]
    .map((pattern) => `^(?:[^\\n'"\`/]*[{;})])?[ \\t]*${pattern}`)
    .join('|'),
  'gm',
);
/** `let a! = b` */
const DEFINITE_WITHOUT_TYPE = /\b(?:const|let|var)\s+[\w$]+!(?=\s*(?:[,;\n]|$)|\s+(?:=[^=]|of\b))/g;
/** What follows the address in `typeof import('a', …)`, unless there are types in it. */
const IMPORT_OPTIONS =
  /(\bimport\(\s*(["'])[^"'\n]*\2)\s*,(?:\s*\{(?:(?!\bas\b|\bsatisfies\b)[^()!])*\}\s*,?)?\s*(?=\))/g;
/** `import type a from 'b' assert { … }` */
const OLD_ATTRIBUTES = /(\bfrom\s*(["'])[^"'\n]*\2\s*)assert(?=\s*\{)/g;
/** `{ type as if }`: here `type` is a name. */
const NAMED_TYPE = /\btype as (?!as\b)(?=\w+\s*[,}])/g;

/**
 * For what is left when the types are off: JavaScript's early errors are found here.
 * @throws {SourceError}
 */
export function parseJavaScript(source: string, file: string): Node {
  const { program } = parseWith(source, source, file, OPTIONS);
  checkPatterns(program, file);
  return program;
}

/**
 * Babel does not look into regular expressions. A bad one would only be found when the script is
 * loaded, without its place.
 */
function checkPatterns(node: Node, file: string): void {
  if (node.type === 'RegExpLiteral') {
    try {
      new RegExp(node.pattern, node.flags);
    } catch (error) {
      throw new SourceError((error as Error).message, positionOf(node, file));
    }
  }
  for (const child of childrenOf(node)) checkPatterns(child, file);
}

function parseWith(
  text: string,
  source: string,
  file: string,
  options: ParserOptions,
): TypeScriptTree & { errors: Trouble[] } {
  try {
    return babelParse(text, options) as unknown as TypeScriptTree & { errors: Trouble[] };
  } catch (error) {
    throw told(error as Trouble, source, file, options !== OPTIONS);
  }
}

/** @param isTyped Whether it's read as TypeScript: Node has two parsers, and each has its words. */
function told(trouble: Trouble, source: string, file: string, isTyped: boolean): SourceError {
  const jsx = startOfJsx(source);
  return jsx === undefined
    ? new SourceError(
        wordsFor(trouble, source, isTyped),
        placeOf(placeFor(trouble, source) ?? 0, source, file),
      )
    : new SourceError(JSX, placeOf(jsx, source, file));
}

/** Where JSX begins, in a file that would be right if JSX were known. */
function startOfJsx(source: string): number | undefined {
  try {
    const { program } = babelParse(source, {
      ...OPTIONS,
      errorRecovery: true,
      plugins: [...PLUGINS, 'jsx'],
    });
    return firstJsx(program as unknown as Node)?.start;
  } catch {
    return undefined;
  }
}
const firstJsx = (node: Node): Node | undefined =>
  /^JSX/.test(node.type) ? node : [...childrenOf(node)].map(firstJsx).find(Boolean);

/** Lines and columns as the reader's editor counts them. */
export function placeOf(at: number, source: string, file: string): Position {
  const lines = source.slice(0, at).split(/\r\n|[\n\r\u2028\u2029]/);
  return { file, line: lines.length, column: lines.at(-1)!.length + 1 };
}

export const positionOf = (node: Node, file: string): Position => ({
  file,
  line: node.loc.start.line,
  column: node.loc.start.column + 1,
});

const NOT_CHILDREN = new Set(['loc', 'extra', 'errors']);

export function* childrenOf(node: Node): Generator<Node, void> {
  for (const key in node) {
    const value = node[key];
    if (typeof value !== 'object' || value === null || NOT_CHILDREN.has(key)) continue;
    if (!Array.isArray(value)) {
      if (typeof value.type === 'string') yield value;
    } else for (const child of value) if (typeof child?.type === 'string') yield child;
  }
}
