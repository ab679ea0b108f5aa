// Which of the reader's functions a test asks: where an assertion fails in the test itself, the place is
// the test's, and what is wrong is in one of these. Found by their names, in the text: what calls what
// while a test runs, nobody has written down.
import type { SyntaxNode, Tree } from '@lezer/common';
import type { Position } from '../../runner/contract.ts';
import { language } from '../workbench/language.ts';

type Files = Readonly<Record<string, string>>;

/** A function of the reader's, with each place where one of its name is. */
export interface Asked {
  name: string;
  places: readonly Position[];
}

export interface AskedBy {
  asked: readonly Asked[];
  /** Whether it's the line itself that asks; else the test asked it last, above that. */
  isOnLine: boolean;
}

/** So many are told of one line. */
const MOST = 3;

interface Source {
  text: string;
  tree: Tree;
}
const parsed = (text: string): Source => ({ text, tree: language.parser.parse(text) });
const textIn = ({ text }: Source, { from, to }: SyntaxNode): string => text.slice(from, to);

/**
 * @param library The files that are the reader's own, `index.ts` among them, by their names from the stage's root.
 * @param test The text of the tests.
 * @param line Which of its lines has failed, from 1.
 * @param kit What the tests share.
 */
export function askedBy(library: Files, test: string, line: number, kit = ''): AskedBy | undefined {
  const own = ownIn(library);
  const source = parsed(test);
  const statement = statementAt(source, line);
  if (!statement) return undefined;
  const helpers = new Map([...functionsIn(parsed(kit)), ...functionsIn(source)]);
  const askedIn = (from: number, to: number): string[] =>
    callsIn(source, from, to).flatMap((name) =>
      own.has(name) ? [name] : (helpers.get(name) ?? []).filter((its) => own.has(its)),
    );
  const onLine = askedIn(statement.from, statement.to);
  const names = onLine.length > 0 ? onLine : askedIn(outermost(statement).from, statement.from);
  const told = onLine.length > 0 ? [...new Set(names)].slice(0, MOST) : names.slice(-1);
  if (told.length === 0) return undefined;
  return {
    asked: told.map((name) => ({ name: name.replace('.', ''), places: own.get(name)! })),
    isOnLine: onLine.length > 0,
  };
}

/** The reader's public functions: what `index.ts` exports, and the methods of its classes, as `.run`. */
function ownIn(library: Files): Map<string, Position[]> {
  const own = new Map<string, Position[]>();
  const index = Object.entries(library).find(([file]) => file.endsWith('/index.ts'))?.[1] ?? '';
  const isPublic = (name: string): boolean =>
    /\bexport \*/.test(index) ||
    new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(index);
  for (const [file, text] of Object.entries(library)) {
    const source = parsed(text);
    const note = (name: string, { from }: SyntaxNode): void => {
      const lines = text.slice(0, from).split('\n');
      const place = { file, line: lines.length, column: lines.at(-1)!.length + 1 };
      own.set(name, [...(own.get(name) ?? []), place]);
    };
    for (const declaration of source.tree.topNode.getChildren('ExportDeclaration')) {
      const made =
        declaration.getChild('ClassDeclaration') ?? declaration.getChild('FunctionDeclaration');
      const name = made?.getChild('VariableDefinition');
      if (!name || !isPublic(textIn(source, name))) continue;
      note(textIn(source, name), name);
      for (const method of made!.getChild('ClassBody')?.getChildren('MethodDeclaration') ?? []) {
        const its = method.getChild('PropertyDefinition');
        if (its && textIn(source, its) !== 'constructor') note(`.${textIn(source, its)}`, its);
      }
    }
  }
  return own;
}

/** What is called in each function that is at the top of a file. */
function functionsIn(source: Source): [name: string, calls: string[]][] {
  const { topNode } = source.tree;
  const declarations = [topNode, ...topNode.getChildren('ExportDeclaration')].flatMap((node) => [
    ...node.getChildren('FunctionDeclaration'),
    ...node.getChildren('VariableDeclaration'),
  ]);
  return declarations.flatMap((made) => {
    const name = made.getChild('VariableDefinition');
    return name ? [[textIn(source, name), callsIn(source, made.from, made.to)]] : [];
  });
}

/** What is called between two places, in the order in which it is there: functions, and methods as `.run`. */
function callsIn(source: Source, from: number, to: number): string[] {
  const names: [at: number, name: string][] = [];
  source.tree.iterate({
    from,
    to,
    enter({ node, name }) {
      if (node.from < from || node.to > to || !/^(Call|New)Expression$/.test(name)) return;
      const callee = name === 'CallExpression' ? node.firstChild : node.getChild('VariableName');
      const said = callee?.name === 'MemberExpression' ? callee.getChild('PropertyName') : callee;
      if (said && /^(VariableName|PropertyName)$/.test(said.name))
        names.push([said.from, (said === callee ? '' : '.') + textIn(source, said)]);
    },
  });
  return names.toSorted(([a], [b]) => a - b).map(([, name]) => name);
}

/** The statement that a line belongs to. */
function statementAt({ text, tree }: Source, line: number): SyntaxNode | undefined {
  const lines = text.split('\n');
  const said = lines[line - 1];
  if (said === undefined || said.trim() === '') return undefined;
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  let node: SyntaxNode | null = tree.resolveInner(start + said.search(/\S/), 1);
  while (node && !/^(Block|Script)$/.test(node.parent?.name ?? 'Script')) node = node.parent;
  return node ?? undefined;
}

/** The statement of the file that it is within: a test. */
function outermost(node: SyntaxNode): SyntaxNode {
  let outer = node;
  while (outer.parent && outer.parent.name !== 'Script') outer = outer.parent;
  return outer;
}
