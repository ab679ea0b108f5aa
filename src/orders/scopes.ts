// Which names of a file more than one function can see. By name alone, so some are taken for shared that
// aren't.
import type { SyntaxNode } from '@lezer/common';

export const isFunction = ({ name, node }: SyntaxNode): boolean =>
  /^(FunctionDeclaration|FunctionExpression|ArrowFunction|MethodDeclaration)$/.test(name) ||
  (name === 'Property' && node.getChild('ParamList') !== null);

export function* childrenOf(node: SyntaxNode): Generator<SyntaxNode> {
  for (let child = node.firstChild; child; child = child.nextSibling) yield child;
}

/** The function that a node is in; for the name of a function that's the one around it. */
function functionAround(node: SyntaxNode): number {
  let at = node.parent;
  if (at && node.name === 'VariableDefinition' && at.name === 'FunctionDeclaration') at = at.parent;
  while (at && !isFunction(at)) at = at.parent;
  return at?.from ?? -1;
}

export class Scopes {
  readonly #definedIn = new Map<string, Set<number>>();
  readonly #usedIn = new Map<string, Set<number>>();
  readonly #assigned = new Set<string>();
  /** The function around each function; -1 is the file. */
  readonly #around = new Map<number, number>();
  /** The functions that are declared by a name which means nothing else. */
  readonly #declared = new Map<string, number>();

  constructor(tree: SyntaxNode, text: string) {
    const textOf = ({ from, to }: SyntaxNode): string => text.slice(from, to);
    const visit = (node: SyntaxNode): void => {
      if (isFunction(node)) this.#around.set(node.from, functionAround(node));
      if (node.name === 'VariableDefinition')
        add(this.#definedIn, textOf(node), functionAround(node));
      if (node.name === 'VariableName') add(this.#usedIn, textOf(node), functionAround(node));
      // as in `{ seats }`
      if (node.name === 'PropertyDefinition') add(this.#usedIn, textOf(node), functionAround(node));
      if (node.name === 'FunctionDeclaration') {
        const name = node.getChild('VariableDefinition');
        if (name) this.#declared.set(textOf(name), (this.#declared.get(textOf(name)) ?? 0) + 1);
      }
      const target = targetOf(node, text);
      if (target) for (const name of namesIn(target)) this.#assigned.add(textOf(name));
      for (const child of childrenOf(node)) visit(child);
    };
    visit(tree);
  }

  /** A function of this file, which tells what it does by itself. */
  isOwnFunction(name: string): boolean {
    return (
      this.#declared.get(name) === 1 &&
      this.#definedIn.get(name)!.size === 1 &&
      !this.#assigned.has(name)
    );
  }

  /** Whether a variable may get another value while more than one function sees it. */
  isShared(node: SyntaxNode, name: string): boolean {
    if (!this.#assigned.has(name)) return false;
    const here = functionAround(node);
    const chain = this.#chain(here);
    const defined = [...(this.#definedIn.get(name) ?? [])].filter((at) => chain.includes(at));
    if (defined.length !== 1 || defined[0] !== here) return true;
    const used = [...(this.#usedIn.get(name) ?? [])];
    return used.some((at) => at !== here && this.#chain(at).includes(here));
  }

  #chain(at: number): number[] {
    const chain = [at];
    for (let next = at; next !== -1;) chain.push((next = this.#around.get(next) ?? -1));
    return chain;
  }
}

function add(map: Map<string, Set<number>>, name: string, at: number): void {
  map.set(name, (map.get(name) ?? new Set()).add(at));
}

/** What an expression gives a value to. */
export function targetOf(node: SyntaxNode, text: string): SyntaxNode | null {
  const first = node.firstChild;
  switch (node.name) {
    case 'AssignmentExpression':
      return first;
    case 'PostfixExpression': // `a!` as well
      return text[node.to - 1] === '!' ? null : first;
    case 'UnaryExpression':
      return first && /^(\+\+|--|delete)$/.test(text.slice(first.from, first.to))
        ? node.lastChild
        : null;
    case 'ForOfSpec':
    case 'ForInSpec': {
      const target = node.getChild('VariableName') ?? node.getChild('MemberExpression');
      return target && text.slice(node.from, target.from).trim() === '(' ? target : null;
    }
    default:
      return null;
  }
}

function* namesIn(node: SyntaxNode): Generator<SyntaxNode> {
  if (node.name === 'VariableName' || node.name === 'PropertyDefinition') yield node;
  for (const child of childrenOf(node)) yield* namesIn(child);
}
