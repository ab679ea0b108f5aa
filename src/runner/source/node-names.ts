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
  const names = new Set<string>();
  const asked = new Set<string>();
  const visit = (node: Node, parent?: Node): void => {
    if (/^(Optional)?MemberExpression$/.test(node.type)) {
      const { name } = node.object;
      if (/^(globalThis|self|global)$/.test(name)) {
        const key = node.computed ? node.property.value : node.property.name;
        if (!GLOBALS.has(key)) return;
        const goesOn = parent?.type === 'OptionalMemberExpression' && parent.optional;
        return void (goesOn ? asked : names).add(key);
      }
      visit(node.object, node);
      if (node.computed) visit(node.property, node);
      return;
    }
    if (node.type === 'Identifier' && GLOBALS.has(node.name)) names.add(node.name);
    if (node.type === 'ImportExpression' && mayNameNodes(node.source))
      names.add(node.source.value ?? 'import()');
    if (node.type === 'ImportDeclaration' || node.source?.type === 'StringLiteral') {
      if (moduleOf(node.source.value)) names.add(node.source.value);
      if (node.type === 'ImportDeclaration') return;
    }
    for (const child of childrenOf(node)) {
      const isKey = node.key === child && !node.computed && !node.shorthand;
      if (!isKey) visit(child, node);
    }
  };
  visit(program);
  for (const name of asked) names.delete(name);
  for (const name of declaredIn(program)) names.delete(name);
  return [...names];
}

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

/** Whether it makes threads of files, whose names are only known while it runs. */
export function startsThreads(program: Node): boolean {
  let makes = false;
  let knowsPlace = false;
  const visit = (node: Node): void => {
    makes ||= node.type === 'NewExpression' && node.callee.name === 'Worker';
    knowsPlace ||= node.type === 'MetaProperty' && node.meta.name === 'import';
    for (const child of childrenOf(node)) visit(child);
  };
  visit(program);
  return makes && knowsPlace;
}
