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
  /** Whether the line itself asks them, the test above that line, or all of the test. */
  where: 'line' | 'before' | 'test';
}

/** So many are told of one line, or of what is above it: which of these is wrong isn't known. */
const MOST = 3;
/** And of a test that doesn't end, of which no line is known. */
const MOST_OF_TEST = 6;

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
  const shared = parsed(kit);
  const theirs = new Set([...methodsIn(shared), ...methodsIn(source)]);
  const places = (calls: readonly Call[]): Asked[] =>
    calls.flatMap((call) => {
      const found = placesOf(call, own, theirs);
      return found.length > 0 ? [{ name: call.name, places: found }] : [];
    });
  const helpers = new Map(
    [...functionsIn(shared), ...functionsIn(source)].map(([name, calls]) => [name, places(calls)]),
  );
  const askedIn = (from: number, to: number): Asked[] =>
    callsIn(source, from, to).flatMap((call) => {
      const asked = places([call]);
      return asked.length > 0 || call.isMethod ? asked : (helpers.get(call.name) ?? []);
    });
  const isWhole = outermost(statement).from === statement.from;
  const onLine = askedIn(statement.from, statement.to);
  const all = onLine.length > 0 ? onLine : askedIn(outermost(statement).from, statement.from);
  const where = onLine.length === 0 ? 'before' : isWhole ? 'test' : 'line';
  const told =
    where === 'line'
      ? once(all).slice(0, MOST)
      : once(all.toReversed())
          .slice(0, where === 'test' ? MOST_OF_TEST : MOST)
          .toReversed();
  return told.length === 0 ? undefined : { asked: told, where };
}

/** Each as it's met first. */
const once = (all: readonly Asked[]): Asked[] =>
  all.filter(({ name }, at) => all.findIndex((one) => one.name === name) === at);

interface OwnPlace extends Position {
  /** The class that it's a method of. */
  of?: string;
}
/** By name; functions and classes are no methods. */
type Own = ReadonlyMap<string, readonly OwnPlace[]>;

/** What arrays, maps and the like have: of what's called by that name, nothing is known. */
const BUILT_IN = [Array, Map, Set, String, Promise, Function];
const isBuiltIn = (name: string): boolean => BUILT_IN.some((one) => name in one.prototype);

/**
 * Where the reader has what is called. A method is one of the class that its object is made of, if the text
 * says so; it's none where the object is something else, or may well be.
 * @param theirs The methods that the tests have.
 */
function placesOf({ name, isMethod, on }: Call, own: Own, theirs: ReadonlySet<string>): Position[] {
  const all = own.get(name) ?? [];
  const fit = all.filter(({ of }) => isMethod === (of !== undefined));
  if (!isMethod) return plain(fit);
  if (on === OTHER) return [];
  if (on === undefined) return isBuiltIn(name) || theirs.has(name) ? [] : plain(fit);
  if (!own.has(on)) return [];
  const its = fit.filter(({ of }) => of === on);
  return plain(its.length > 0 ? its : fit); // it may have it from another class
}
const plain = (places: readonly OwnPlace[]): Position[] =>
  places.map(({ file, line, column }) => ({ file, line, column }));

/** The reader's public functions: what `index.ts` exports, and the methods of its classes. */
function ownIn(library: Files): Own {
  const own = new Map<string, OwnPlace[]>();
  const index = Object.entries(library).find(([file]) => file.endsWith('/index.ts'))?.[1] ?? '';
  const isPublic = (name: string): boolean =>
    /\bexport \*/.test(index) ||
    new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(index);
  for (const [file, text] of Object.entries(library)) {
    const source = parsed(text);
    const note = (name: string, { from }: SyntaxNode, of?: string): void => {
      const lines = text.slice(0, from).split('\n');
      const place = {
        file,
        line: lines.length,
        column: lines.at(-1)!.length + 1,
        ...(of && { of }),
      };
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
        if (its && textIn(source, its) !== 'constructor')
          note(textIn(source, its), its, textIn(source, name));
      }
    }
  }
  return own;
}

/** What is called in each function that is at the top of a file. */
function functionsIn(source: Source): [name: string, calls: Call[]][] {
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

/** The methods of the classes and objects in a text. */
function methodsIn(source: Source): string[] {
  const names: string[] = [];
  source.tree.iterate({
    enter({ node, name }) {
      const its =
        /^(MethodDeclaration|Property)$/.test(name) && node.getChild('PropertyDefinition');
      if (its) names.push(textIn(source, its));
    },
  });
  return names;
}

interface Call {
  name: string;
  isMethod: boolean;
  /** The name of the class whose object has the method, `OTHER` for what's no object of the library; else it isn't known. */
  on?: string | undefined;
}
const OTHER = '';

/** What is called between two places, in the order in which it is there. */
function callsIn(source: Source, from: number, to: number): Call[] {
  const calls: [at: number, call: Call][] = [];
  source.tree.iterate({
    from,
    to,
    enter({ node, name }) {
      if (node.from < from || node.to > to || !/^(Call|New)Expression$/.test(name)) return;
      const callee = name === 'CallExpression' ? node.firstChild : node.getChild('VariableName');
      const isMethod = callee?.name === 'MemberExpression';
      const said = isMethod ? callee.getChild('PropertyName') : callee;
      if (!said || !/^(VariableName|PropertyName)$/.test(said.name)) return;
      const on = isMethod ? madeOf(source, callee.firstChild!) : undefined;
      calls.push([said.from, { name: textIn(source, said), isMethod, on }]);
    },
  });
  return calls.toSorted(([a], [b]) => a - b).map(([, call]) => call);
}

/** What an expression is an object of, as far as the text says. */
function madeOf(source: Source, node: SyntaxNode): string | undefined {
  if (/^(Array|Object)Expression$|^(String|TemplateString|Number|RegExp)$/.test(node.name))
    return OTHER;
  if (node.name === 'NewExpression') {
    const made = node.getChild('VariableName');
    return made ? textIn(source, made) : undefined;
  }
  return node.name === 'VariableName'
    ? declared(source, textIn(source, node), node.from)
    : undefined;
}

/** Of a variable, by its declaration that is the nearest above. */
function declared(source: Source, variable: string, before: number): string | undefined {
  let on: string | undefined;
  source.tree.iterate({
    to: before,
    enter({ node, name }) {
      if (name !== 'VariableDefinition' || node.from >= before) return;
      if (textIn(source, node) !== variable) return;
      on = undefined;
      for (let next = node.nextSibling; next && next.name !== ','; next = next.nextSibling) {
        if (next.name === 'TypeAnnotation') on = typeOf(textIn(source, next));
        if (next.name === 'Equals' && next.nextSibling) on = madeOf(source, next.nextSibling) ?? on;
      }
    },
  });
  return on;
}
function typeOf(annotation: string): string | undefined {
  const type = annotation.replace(/^:\s*/, '');
  if (/\]$|^(readonly |Array|Map|Set|string|number)/.test(type)) return OTHER;
  return /^[A-Z]\w*/.exec(type)?.[0];
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
