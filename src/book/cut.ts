// Cuts a named part out of a source file. Pure: text in, text out.
import { parseSync } from 'vite';
import { AuthorError } from './author-error.ts';

export interface Part {
  /** A path of names as in `TaskLoop.runOnce`, private ones with their `#`. */
  symbol?: string | undefined;
  /** The lines between `// #region NAME` and its `// #endregion`. */
  region?: string | undefined;
}

export interface Cut {
  code: string;
  /** Where `code` begins in the file; counts from 1. */
  line: number;
}

/** @throws {AuthorError} naming the symbols or regions that the file has. */
export function cut(source: string, file: string, { symbol, region }: Part): Cut {
  if (symbol !== undefined && region !== undefined)
    throw new AuthorError('give a symbol or a region, not both');
  if (symbol !== undefined) return cutSymbol(source, file, symbol);
  if (region !== undefined) return cutRegion(source, file, region);
  return { code: tidy(source), line: 1 };
}

export const REGION = /^[ \t]*\/\/ *#region +(\S+) *$/;
export const END_REGION = /^[ \t]*\/\/ *#endregion\b/;

function cutRegion(source: string, file: string, region: string): Cut {
  const lines = source.split('\n');
  const first = lines.findIndex((line) => REGION.exec(line)?.[1] === region);
  if (first < 0) {
    const known = lines.flatMap((line) => REGION.exec(line)?.[1] ?? []);
    throw new AuthorError(
      `there is no region ${region} in code/${file}; known: ${known.join(', ') || 'none'}`,
    );
  }
  for (let depth = 0, last = first; last < lines.length; last++) {
    if (REGION.test(lines[last]!)) depth++;
    if (END_REGION.test(lines[last]!) && --depth === 0)
      return { code: tidy(lines.slice(first + 1, last).join('\n')), line: first + 2 };
  }
  throw new AuthorError(
    `the region ${region} in code/${file}:${first + 1} is never closed: add // #endregion`,
  );
}

interface Named {
  name: string;
  start: number;
  end: number;
  members: Named[];
  /** True for what has no body: the one with it follows. */
  isOverload?: boolean;
}

/** Overloads and what they are overloads of are one. */
const together = (named: Named[]): Named[] =>
  named.reduceRight<Named[]>((rest, one) => {
    const [next] = rest;
    return one.isOverload && next?.name === one.name
      ? [{ ...next, start: one.start }, ...rest.slice(1)]
      : [one, ...rest];
  }, []);

function cutSymbol(source: string, file: string, symbol: string): Cut {
  const { program, comments, errors } = parseSync(file, source) as unknown as Parsed;
  if (errors[0]) throw new AuthorError(`code/${file} cannot be parsed: ${errors[0].message}`);
  const top = together(program.body.flatMap(namedIn));
  let wanted: Named | undefined;
  let scope = top;
  for (const name of symbol.match(/\[[^\]]*\]|[^.]+/g) ?? []) {
    wanted = scope.find((other) => other.name === name);
    scope = wanted?.members ?? [];
  }
  if (!wanted) {
    const known = top.flatMap(({ name, members }) => [
      name,
      ...members.map((member) => `${name}.${member.name}`),
    ]);
    throw new AuthorError(
      `there is no symbol ${symbol} in code/${file}; known: ${known.join(', ')}`,
    );
  }
  let { start } = wanted;
  for (const comment of comments.toReversed()) {
    // a blank line parts a comment from what it does not speak of
    const between = source.slice(comment.end, start);
    if (comment.end <= start && between.trim() === '' && !/\n\s*\n/.test(between))
      start = comment.start;
  }
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  return {
    code: tidy(source.slice(lineStart, wanted.end)),
    line: source.slice(0, lineStart).split('\n').length,
  };
}

export interface Symbol {
  /** As in `TaskLoop.runOnce`. */
  name: string;
  /** Without the comment above it, in characters. */
  start: number;
  end: number;
}

/** All that could be cut out of a file: what holds others comes before them. */
export function symbolsIn(source: string, file: string): Symbol[] {
  const { program } = parseSync(file, source) as unknown as Parsed;
  const named = (all: readonly Named[], owner: string): Symbol[] =>
    all.flatMap(({ name, start, end, members }) => [
      { name: owner + name, start, end },
      ...named(members, `${owner}${name}.`),
    ]);
  return named(together(program.body.flatMap(namedIn)), '');
}

type Tree = { type: string; start: number; end: number; [key: string]: any };
interface Parsed {
  program: { body: Tree[] };
  comments: { start: number; end: number }[];
  errors: { message: string }[];
}

/** What a statement or a class member gives a name to, with the members inside it. */
function namedIn(node: Tree): Named[] {
  if (/^Export(Named|Default)Declaration$/.test(node.type) && node.declaration)
    return namedIn(node.declaration).map((inner) => ({
      ...inner,
      start: node.start,
      end: node.end,
    }));
  const { start, end } = node;
  if (node.type === 'VariableDeclaration')
    return node.declarations.flatMap(({ id }: Tree) =>
      id.type === 'Identifier' ? [{ name: id.name, start, end, members: [] }] : [],
    );
  const id = node.id ?? node.key;
  if (!id) return [];
  const path = id.type === 'MemberExpression' ? `${id.object.name}.${id.property.name}` : id.name;
  const name = node.computed ? `[${path}]` : id.type === 'PrivateIdentifier' ? `#${id.name}` : path;
  const members =
    Array.isArray(node.body?.body) && /^(Class|TSInterface)/.test(node.type)
      ? together(node.body.body.flatMap(namedIn))
      : [];
  const isOverload =
    node.type === 'TSDeclareFunction' || node.value?.type === 'TSEmptyBodyFunctionExpression';
  return typeof name === 'string' ? [{ name, start, end, members, isOverload }] : [];
}

/** Without region marks, and without the indentation that all lines share. */
function tidy(code: string): string {
  const lines = code.split('\n').filter((line) => !REGION.test(line) && !END_REGION.test(line));
  const indent = Math.min(
    ...lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length),
  );
  return lines
    .map((line) => line.slice(indent))
    .join('\n')
    .trimEnd();
}
