import { parse as babelParse, type ParserPlugin } from '@babel/parser';
import type { Position } from '../contract.ts';
import { inOurWords, type Refusal } from './refusals.ts';
import { SourceError } from './source-error.ts';

/** A node of Babel's tree, as loosely as the walks here need it. */
export interface Node {
  type: string;
  start: number;
  end: number;
  loc: { start: { line: number; column: number } };
  [key: string]: any;
}

/** @throws {SourceError} for code that is neither TypeScript nor JavaScript. */
export const parse = (source: string, file: string): Node =>
  parseSyntax(source, file, ['typescript', 'sourcePhaseImports']);

/** @throws {SourceError} for whatever no engine would run as a module. */
export function parseJavaScript(source: string, file: string): Node {
  const program = parseSyntax(source, file, ['sourcePhaseImports']);
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

function parseSyntax(source: string, file: string, plugins: ParserPlugin[]): Node {
  try {
    return babelParse(source, {
      sourceType: 'module',
      createParenthesizedExpressions: true,
      attachComment: false,
      plugins,
    }).program as unknown as Node;
  } catch (error) {
    const { loc } = error as Refusal;
    throw new SourceError(inOurWords(error as Refusal, source), {
      file,
      line: loc?.line ?? 1,
      column: (loc?.column ?? 0) + 1,
    });
  }
}

export const positionOf = (node: Node, file: string): Position => ({
  file,
  line: node.loc.start.line,
  column: node.loc.start.column + 1,
});

const NOT_CHILDREN = new Set(['loc', 'extra', 'errors']);

export function* childrenOf(node: Node): Generator<Node, void> {
  for (const key in node) {
    if (NOT_CHILDREN.has(key)) continue;
    const value = node[key];
    for (const child of Array.isArray(value) ? value : [value])
      if (typeof child?.type === 'string') yield child;
  }
}
