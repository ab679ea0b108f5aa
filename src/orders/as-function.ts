// Makes a function of a module, to be called once for each order, so that nothing of it is left from one
// to the next. Its lines stay where they are. In between, it tells what its steps do (in-the-run/anew.ts).
import { typescriptLanguage } from '@codemirror/lang-javascript';
import type { SyntaxNode } from '@lezer/common';
import { assignedTo } from '../timeline/assigned.ts';
import { ALONG } from './along.ts';
import { Edits } from './edits.ts';
import { childrenOf, isFunction, Scopes, targetOf } from './scopes.ts';

/** Why a program can't be tried. */
export class NotTriedError extends Error {
  override name = 'NotTriedError';
}

export const treeOf = (text: string): SyntaxNode => typescriptLanguage.parser.parse(text).topNode;

/** The files of the job that a file imports, with what it takes from them. */
export function importsOf(file: string, text: string): { file: string; names: string[] }[] {
  return [...childrenOf(treeOf(text))]
    .filter((node) => node.name === 'ImportDeclaration' && !isOfTypes(node))
    .flatMap((node) => {
      const from = pathIn(node, text, file);
      return from === undefined ? [] : [{ file: from, names: namesOf(node, text) }];
    });
}

const isOfTypes = (node: SyntaxNode): boolean => node.firstChild?.nextSibling?.name === 'type';

function pathIn(node: SyntaxNode, text: string, file: string): string | undefined {
  const specifier = node.getChild('String');
  if (!specifier) return undefined;
  const path = text.slice(specifier.from + 1, specifier.to - 1);
  return path.startsWith('.') ? new URL(path, `file:///${file}`).pathname.slice(1) : undefined;
}

/** What is between the braces of an import or an export, without types. */
const inGroup = (group: SyntaxNode, text: string): { name: string; as: string }[] =>
  text
    .slice(group.from + 1, group.to - 1)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('type '))
    .map((part) => {
      const [name = '', as = name] = part.split(/\s+as\s+/);
      return { name, as };
    });

/** What is imported by name. */
function namesOf(node: SyntaxNode, text: string): string[] {
  const group = node.getChild('ImportGroup');
  return group ? inGroup(group, text).map(({ name }) => name) : [];
}

const relative = (from: string, to: string): string =>
  `${'../'.repeat(from.split('/').length - 1) || './'}${to}`;

/**
 * @param isFresh Whether a file is made a function of, too: the others are evaluated once.
 * @throws {NotTriedError} for what can't be in a function.
 */
export function asFunction(file: string, text: string, isFresh: (file: string) => boolean): string {
  const tree = treeOf(text);
  const edits = new Edits(text);
  const hoisted: string[] = [];
  const fresh: string[] = [];
  const exported: { name: string; local: string }[] = [];
  const slice = (node: SyntaxNode): string => text.slice(node.from, node.to);
  for (const node of childrenOf(tree))
    if (node.name === 'ImportDeclaration') {
      edits.blank(node.from, node.to);
      const from = pathIn(node, text, file);
      if (from !== undefined && isFresh(from) && !isOfTypes(node))
        fresh.push(`const ${boundBy(node, text)}=$$fresh(${JSON.stringify(from)});`);
      else
        hoisted.push(
          slice(node)
            .replace(/\/\/.*|\n/g, ' ')
            .replace(/;?\s*$/, ';'),
        );
    } else if (node.name === 'ExportDeclaration') exported.push(...exportsOf(node, text, edits));
  const telling = new Telling(file, text, tree, edits);
  telling.tell();
  const along = JSON.stringify(relative(file, `${ALONG}/anew.ts`));
  const getters = exported.map(({ name, local }) => `get ${name}(){return ${local}}`);
  return (
    `${hoisted.join('')}import{of as $$of,fresh as $$fresh}from${along};` +
    `const $$o=$$of(${JSON.stringify(file)});export default()=>{${fresh.join('')}${telling.ahead.join('')}` +
    `${edits.text}\nreturn{${getters.join()}}};\n`
  );
}

/** As a pattern: what an import brings. */
function boundBy(node: SyntaxNode, text: string): string {
  const star = node.getChild('Star');
  const own = node.getChild('VariableDefinition');
  if (star) return text.slice(own!.from, own!.to);
  const group = node.getChild('ImportGroup');
  const parts = group ? inGroup(group, text).map(({ name, as }) => `${name}:${as}`) : [];
  if (own) parts.unshift(`default:${text.slice(own.from, own.to)}`);
  return `{${parts.join()}}`;
}

function exportsOf(
  node: SyntaxNode,
  text: string,
  edits: Edits,
): { name: string; local: string }[] {
  const inner = node.lastChild!;
  const names = (within: SyntaxNode): string[] =>
    within.getChildren('VariableDefinition').map(({ from, to }) => text.slice(from, to));
  if (node.getChild('String'))
    throw new NotTriedError('a file that it imports passes on what another one exports');
  if (node.getChild('ExportGroup')) {
    const group = node.getChild('ExportGroup')!;
    edits.blank(node.from, node.to);
    return inGroup(group, text).map(({ name, as }) => ({ name: as, local: name }));
  }
  const declared = [...childrenOf(node)].find(({ name }) => /Declaration$/.test(name));
  if (node.getChild('default')) {
    const name = declared && names(declared)[0];
    if (name === undefined) {
      edits.blank(node.from, node.firstChild!.to);
      const word = node.getChild('default')!;
      edits.blank(word.from, word.to);
      edits.insert(word.to, ' const $$default=');
      return [{ name: 'default', local: '$$default' }];
    }
    edits.blank(node.from, declared!.from);
    return [{ name: 'default', local: name }];
  }
  edits.blank(node.from, (declared ?? inner).from);
  if (declared?.name === 'VariableDeclaration' && text.startsWith('let', declared.from))
    throw new NotTriedError('a file that it imports exports a variable that may change');
  return declared && !/Type|Interface/.test(declared.name)
    ? names(declared).map((name) => ({ name, local: name }))
    : [];
}

/** Puts into a text what it tells. */
class Telling {
  readonly #text: string;
  readonly #tree: SyntaxNode;
  readonly #edits: Edits;
  readonly #scopes: Scopes;
  readonly #imported: ReadonlySet<string>;
  readonly #starts: number[];
  /** Where a statement would begin with a bracket, which the line before could take for its own. */
  readonly #bracketed = new Set<number>();

  constructor(file: string, text: string, tree: SyntaxNode, edits: Edits) {
    this.#text = text;
    this.#tree = tree;
    this.#edits = edits;
    this.#scopes = new Scopes(tree, text);
    this.#starts = [...text.matchAll(/^/gm)].map(({ index }) => index);
    this.#imported = new Set(
      [...childrenOf(tree)]
        .filter((node) => node.name === 'ImportDeclaration')
        .filter((node) => pathIn(node, text, file)?.startsWith('src/'))
        .flatMap((node) => namesOf(node, text)),
    );
  }

  /** What is said before all else. */
  readonly ahead: string[] = [];

  tell(): void {
    this.#visit(this.#tree);
  }

  #visit(node: SyntaxNode): void {
    if (/^(ImportDeclaration|InterfaceDeclaration|ExportGroup|Type\w+)$/.test(node.name)) return;
    if (isFunction(node)) this.#begins(node);
    this.#tellOf(node);
    const target = targetOf(node, this.#text);
    for (const child of childrenOf(node)) {
      const isTarget = target !== null && isSame(child, target);
      // what gets a value is told of as a whole
      if (isTarget && !/^(Member|Call)Expression$/.test(child.name)) continue;
      this.#visit(child);
    }
  }

  #lineOf(node: SyntaxNode): number {
    return this.#starts.findLastIndex((start) => start <= node.from) + 1;
  }
  #slice({ from, to }: SyntaxNode): string {
    return this.#text.slice(from, to);
  }

  #begins(node: SyntaxNode): void {
    const block = node.getChild('Block');
    if (!block) return;
    const isGenerator = node.getChild('Star') !== null;
    const name = this.#nameOf(node) ?? `the function in line ${this.#lineOf(node)}`;
    const said = JSON.stringify(name);
    if (!isGenerator) return this.#edits.insert(block.from + 1, `$$o.in(${said});`);
    this.#edits.around(
      block.from + 1,
      block.to - 1,
      `const $$t=$$o.begins(${said});try{`,
      '}catch($$e){$$o.any();throw $$e}finally{$$o.ends($$t)}',
    );
    this.#isOwn(node);
  }
  /** Only where its name stays what it is. */
  #isOwn(node: SyntaxNode): void {
    const { parent } = node;
    if (node.name === 'FunctionExpression' && parent?.name === 'ArgList')
      return this.#edits.around(node.from, node.to, '$$o.own(', ')');
    const around = parent?.name === 'ExportDeclaration' ? parent.parent : parent;
    const name = node.getChild('VariableDefinition');
    if (node.name !== 'FunctionDeclaration' || !name) return;
    const says = `$$o.own(${this.#slice(name)});`;
    if (around?.name === 'Script') this.ahead.push(says);
    else if (around?.name === 'Block') this.#edits.insert(around.from + 1, says);
  }
  #nameOf(node: SyntaxNode): string | undefined {
    const own = node.getChild('VariableDefinition') ?? node.getChild('PropertyDefinition');
    if (own && node.name !== 'ArrowFunction') return this.#slice(own);
    const { parent } = node;
    if (parent && /^(VariableDeclaration|Property|PropertyDeclaration)$/.test(parent.name)) {
      for (let before = node.prevSibling; before; before = before.prevSibling)
        if (/^(Variable|Property)Definition$/.test(before.name)) return this.#slice(before);
    }
    return undefined;
  }

  #around(node: SyntaxNode, says: string): void {
    const statement = this.#statementAt(node);
    if (statement && !this.#bracketed.has(node.from)) {
      this.#bracketed.add(node.from);
      this.#edits.insert(node.from, 'void 0,');
    }
    this.#edits.around(node.from, node.to, `(${says},`, ')');
  }
  /** The statement that begins with it. */
  #statementAt(node: SyntaxNode): SyntaxNode | undefined {
    for (let at = node.parent; at && at.from === node.from; at = at.parent)
      if (at.name === 'ExpressionStatement') return at;
    return undefined;
  }

  #tellOf(node: SyntaxNode): void {
    switch (node.name) {
      case 'AwaitExpression':
      case 'await':
      case 'async':
        throw new NotTriedError('it awaits promises, and the host decides when they are settled');
      case 'DynamicImport':
        throw new NotTriedError('it imports while it runs');
      case 'VariableName':
        if (this.#slice(node) === 'yield') return this.#around(node, `$$o.at(${this.#lineOf(node)},true)`); // prettier-ignore
        if (this.#scopes.isShared(node, this.#slice(node))) this.#around(node, this.#seen(node));
        return;
      case 'YieldExpression':
        this.#goesInto(node);
        return this.#around(node, `$$o.at(${this.#lineOf(node)},false)`);
      case 'AssignmentExpression':
      case 'PostfixExpression':
      case 'UnaryExpression': {
        const target = targetOf(node, this.#text);
        if (!target) return;
        if (target.name !== 'VariableName') return this.#around(node, '$$o.any()');
        if (this.#scopes.isShared(target, this.#slice(target))) this.#around(node, this.#seen(target)); // prettier-ignore
        return;
      }
      case 'ObjectExpression':
        for (const property of node.getChildren('Property')) {
          const name = property.firstChild;
          if (name && name.to === property.to && this.#scopes.isShared(name, this.#slice(name)))
            return this.#around(node, this.#seen(name));
        }
        return;
      case 'NewExpression':
        return this.#tellOfNew(node);
      case 'TaggedTemplateExpression':
        return this.#around(node, '$$o.any()');
      case 'CallExpression':
      case 'MemberExpression':
        return this.#tellOfChain(node);
      case 'ForOfSpec': {
        // it may go through a generator, of the library's too: nothing is known of that
        const iterable = node.getChild('of')?.nextSibling;
        if (iterable) this.#edits.around(iterable.from, iterable.to, '($$o.any(),', ')');
        return;
      }
    }
  }

  #goesInto(node: SyntaxNode): void {
    const what = node.getChild('Star')?.nextSibling;
    if (!what) return;
    const called = /^(\w+)\(/.exec(this.#slice(what))?.[1] ?? '';
    const isSleep = called === 'sleep' && this.#imported.has(called);
    this.#edits.around(what.from, what.to, '$$o.into(', isSleep ? ',true)' : ')');
  }

  #seen(name: SyntaxNode): string {
    return `$$o.sees(${JSON.stringify(this.#slice(name))})`;
  }

  #tellOfNew(node: SyntaxNode): void {
    this.#around(node, '$$o.any()');
    const of = /^new\s+(\w+)/.exec(this.#slice(node))?.[1] ?? '';
    if (!this.#imported.has(of) || /Loop|Clock|Error|Executor|Future|Task$/.test(of)) return;
    const { parent } = node;
    const isNamed = parent?.name === 'ArgList' && /^shared\b/.test(this.#slice(parent.parent!));
    if (isNamed) return;
    const before = parent?.name === 'VariableDeclaration' && node.prevSibling?.prevSibling;
    const variable = before && before.name === 'VariableDefinition' ? this.#slice(before) : of;
    this.#edits.around(node.from, node.to, '$$o.made(', `,${JSON.stringify(variable)})`);
  }

  /** `a.b?.c(d).e` as a whole: it may end in the middle. */
  #tellOfChain(node: SyntaxNode): void {
    const { parent } = node;
    if (parent && isChain(parent, this.#text) && isSame(parent.firstChild!, node)) return;
    let calls = 0;
    for (let at: SyntaxNode | null = node; at && isChain(at, this.#text); at = at.firstChild)
      if (at.name === 'CallExpression') calls++;
    if (calls === 0) return;
    const target = parent && targetOf(parent, this.#text);
    if (target && isSame(target, node)) return;
    const callee = node.firstChild!;
    if (calls === 1 && node.name === 'CallExpression') {
      if (callee.name === 'VariableName' && this.#scopes.isOwnFunction(this.#slice(callee))) return;
      if (/^console\.\w+$/.test(this.#slice(callee))) return this.#around(node, '$$o.prints()');
    }
    this.#around(node, '$$o.any()');
    if (node.name !== 'CallExpression' || !/\.addTask$/.test(this.#slice(callee))) return;
    const variable = assignedTo(this.#text.split('\n')[this.#lineOf(node) - 1]);
    if (variable !== undefined) this.#edits.around(node.from, node.to, '$$o.task(', `,${JSON.stringify(variable)})`); // prettier-ignore
  }
}

const isSame = (a: SyntaxNode, b: SyntaxNode): boolean => a.from === b.from && a.to === b.to;

/** `a.b`, `a()` or `a!`, which others may go on from. */
const isChain = ({ name, to }: SyntaxNode, text: string): boolean =>
  /^(Call|Member)Expression$/.test(name) || (name === 'PostfixExpression' && text[to - 1] === '!');
