// What a file names of what Node has: globals, and modules that it imports. Programs that name
// nothing of it are spared the weight.
import { GLOBALS, moduleOf } from '../node-face/names.ts';
import { childrenOf, type Node } from './parse.ts';

/**
 * @param program What is left of a file without its types.
 * @returns The names; none for a file that asks `globalThis.process?.` first, since it has another
 *   way where there is none.
 */
export function nodeNames(program: Node): string[] {
  const modules = new Set<string>();
  const free = new Set<string>(); // unless the file declares them
  const ofGlobal = new Set<string>();
  const asked = new Set<string>();
  const said = new Set<string>(); // what may be asked of the global object, where that has another name
  let isPassedOn = false;
  const visit = (node: Node, parent?: Node): void => {
    if (/^(Optional)?MemberExpression$/.test(node.type)) {
      const key = node.computed ? node.property.value : node.property.name;
      if (node.computed) visit(node.property, node);
      if (!isGlobal(node.object)) visit(node.object, node);
      else if (GLOBALS.has(key)) {
        const goesOn = parent?.type === 'OptionalMemberExpression' && parent.optional;
        return void (goesOn ? asked : ofGlobal).add(key);
      }
      return void said.add(key);
    }
    if (isGlobal(node)) isPassedOn = true;
    if (node.type === 'Identifier') free.add(node.name);
    if (node.type === 'StringLiteral') said.add(node.value);
    if (node.type === 'ObjectPattern')
      for (const { key } of node.properties) if (key) said.add(key.name ?? key.value);
    if (isOfText(node)) for (const name of namesInTexts(node.arguments)) ofGlobal.add(name);
    if (node.type === 'ImportExpression' && mayNameNodes(node.source))
      modules.add(node.source.value ?? 'import()');
    if (node.type === 'ImportDeclaration' || node.source?.type === 'StringLiteral') {
      if (moduleOf(node.source.value)) modules.add(node.source.value);
      if (node.type === 'ImportDeclaration') return;
    }
    for (const child of childrenOf(node)) {
      const isKey = node.key === child && !node.computed && !node.shorthand;
      if (!isKey) visit(child, node);
    }
  };
  visit(program);
  for (const name of declaredIn(program)) free.delete(name);
  const globals = [...free, ...ofGlobal, ...(isPassedOn ? said : [])].filter(
    (name) => GLOBALS.has(name) && !asked.has(name),
  );
  return [...new Set([...modules, ...globals])];
}

const isGlobal = (node: Node): boolean =>
  node.type === 'Identifier' && /^(globalThis|self|global)$/.test(node.name);

/** Whether it runs a text, as `eval` does, by whatever way. */
function isOfText({ type, callee }: Node): boolean {
  if (!/^(Optional)?(Call|New)Expression$/.test(type)) return false;
  const its: Node = callee.expressions?.at(-1) ?? callee;
  return /^(eval|Function)$/.test(its.name ?? its.property?.name);
}
const namesInTexts = (texts: readonly Node[]): string[] =>
  texts
    .flatMap(({ value, quasis = [] }) => [value, ...quasis.map((its: Node) => its.value.cooked)])
    .flatMap((text) => (typeof text === 'string' ? (text.match(/[\w$]+/g) ?? []) : []));

/** Whether the specifier of an `import()` is, or may turn out to be, that of a module of Node's. */
function mayNameNodes(specifier: Node): boolean {
  let first = specifier;
  while (first.type === 'BinaryExpression') first = first.left;
  const text: unknown = first.value ?? first.quasis?.[0].value.cooked;
  if (typeof text !== 'string' || text === '') return true;
  return first === specifier && first.type === 'StringLiteral'
    ? moduleOf(text) !== undefined
    : !/^[./]/.test(text);
}

/** What stands for something of the file's own, in all of it. */
const declaredIn = (program: Node): string[] =>
  (program.body as Node[]).flatMap((node) => {
    const declaration = node.declaration ?? node;
    const parts: Node[] = declaration.declarations ?? node.specifiers ?? [declaration];
    return parts.flatMap(({ id, local }) => id?.name ?? local?.name ?? []);
  });

/**
 * The files that it makes threads of, as it names them.
 * @returns `'any'` where that is only known while it runs.
 */
export function threadsOf(program: Node): string[] | 'any' {
  const named: string[] = [];
  let makes = false;
  let knowsPlace = false;
  const visit = (node: Node): void => {
    makes ||= node.type === 'NewExpression' && node.callee.name === 'Worker';
    const name = besideItself(node);
    if (name !== undefined) return void named.push(name);
    knowsPlace ||= node.type === 'MetaProperty' && node.meta.name === 'import';
    for (const child of childrenOf(node)) visit(child);
  };
  visit(program);
  if (!makes) return [];
  return knowsPlace ? 'any' : named;
}

/** `./thread.ts`, of `new URL('./thread.ts', import.meta.url)`. */
function besideItself({ type, callee, arguments: given = [] }: Node): string | undefined {
  if (type !== 'NewExpression' || callee.name !== 'URL') return undefined;
  const [name, place] = given;
  const isPlace = place?.object?.type === 'MetaProperty' && place.property.name === 'url';
  return isPlace && name.type === 'StringLiteral' && /^\.{1,2}\//.test(name.value)
    ? name.value
    : undefined;
}
