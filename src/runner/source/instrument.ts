// Where a program can be watched that gives nothing to hold on to from outside: at its `yield`s,
// where generators stand still, where its classes make something, and behind them, where they are
// known. What it adds is there only for runs that are traced, and without a probe in the thread
// they do nothing. timeline/probe/texts.ts takes it out of functions' texts again.
import { childrenOf, type Node } from './parse.ts';
import type { Edit } from './source-edit.ts';

/** The probe of the thread, if there is one: see `Marked` in timeline/probe/host.ts. */
const TRACE = 'globalThis.$$t?.';
/** Begins what is given; the comment lets the probe take it out of a function's text again. */
const OPEN = '[/*$$t*/';

/** Something that is put into the program. */
export interface Mark extends Edit {
  text: string;
  /** Where V8 would see without it what it sees in it. */
  stands?: number;
}

export function instrument(program: Node, file: string): Mark[] {
  const edits: Mark[] = [];
  const put = (at: number, text: string, stands?: number): void =>
    void edits.push({ start: at, end: at, text, ...(stands !== undefined && { stands }) });
  const here = (name: string, node: Node, more = ''): string =>
    `${TRACE}at(${JSON.stringify(name)},${JSON.stringify(file)},${node.loc.start.line}${more})`;

  const visit = (node: Node, inside: string, called: string): void => {
    if (node.generator && !node.async && node.body) {
      inside = node.id?.name ?? nameOfKey(node) ?? called;
      put(node.body.start + 1, `${here(inside, node)};`);
    }
    const given = node.type === 'YieldExpression' ? node.argument : undefined;
    if (given) put(given.start, OPEN);
    const name =
      nameOfKey(node) ??
      (node.type === 'VariableDeclarator' ? node.id.name : undefined) ??
      (/^Call/.test(node.type) ? called : undefined);
    for (const child of childrenOf(node)) visit(child, inside, name ?? '(anonymous)');
    if (node.type !== 'YieldExpression') return;
    const mark = here(inside, node, node.delegate ? ',1' : '');
    if (given)
      put(given.end, `,${mark}][0]`, node.delegate ? placeOf(given, node) : given.start); // inner ones first
    else put(node.start + 'yield'.length, ` ${mark}`);
  };
  visit(program, '', '');

  for (const node of program.body as Node[]) {
    const declaration = /^Export(Named|Default)Declaration$/.test(node.type)
      ? node.declaration
      : node;
    if (declaration?.type !== 'ClassDeclaration' || declaration.declare || !declaration.id)
      continue;
    const { name } = declaration.id;
    watchMaking(declaration, name, put);
    put(node.end, `;${TRACE}watch(${name});`);
  }
  return edits;
}

/** Where V8 sees a `yield*`: at what is given to it, if that has a place. */
function placeOf(given: Node, node: Node): number {
  switch (given.type) {
    case 'ParenthesizedExpression':
      return placeOf(given.expression, node);
    case 'CallExpression': {
      const { callee } = given;
      return callee.type === 'MemberExpression' ? callee.property.start : given.start;
    }
    case 'MemberExpression':
      return given.computed ? given.object.end : given.property.start;
    case 'Identifier':
    case 'ThisExpression':
    case 'ArrayExpression':
    case 'ObjectExpression':
      return node.start;
    default:
      return /Literal$|Function/.test(given.type) ? node.start : given.start;
  }
}

/**
 * Marks where a class makes something: in its constructor, else where fields begin. A class that
 * has neither a constructor nor fields and makes what its base makes is left alone: with a field
 * of its own it would be in stack traces.
 */
function watchMaking(
  { superClass, body }: Node,
  name: string,
  put: (at: number, text: string, stands?: number) => void,
): void {
  const made = (body.body as Node[]).find(({ kind, body }) => kind === 'constructor' && body);
  if (!made) {
    if (!superClass) put(body.start + 1, `#$$t=${TRACE}begun(${name},this);`);
    return;
  }
  const given = `${name},new.target,arguments`;
  if (superClass && !hasWithin(made.body, isSuper)) {
    // where it fails is the place of the last thing it does, or its own
    if (!hasWithin(made.body, ({ type }) => type === 'ReturnStatement'))
      put(made.body.start + 1, `${TRACE}baseless(${given});`, made.key.end);
    return;
  }
  const [param] = made.params as Node[];
  const first = param?.type === 'AssignmentPattern' ? param.left : param;
  const making = `${TRACE}making(${given}${superClass ? '' : ',this'})`;
  put(
    made.body.start + 1,
    first?.type === 'Identifier'
      ? `${first.name}=${making}??${first.name};try{` // it may have to be another one, to be seen
      : `${making};try{`,
  );
  for (const { type, expression, end } of made.body.body as Node[])
    if (type === 'ExpressionStatement' && isSuper(expression)) put(end, `;${TRACE}made(this);`);
  put(made.body.end - 1, `}catch($$e){${TRACE}failed($$e);throw $$e}finally{${TRACE}over()}`);
}

const isSuper = ({ type, callee }: Node): boolean =>
  type === 'CallExpression' && callee.type === 'Super';
const hasWithin = (node: Node, is: (node: Node) => boolean): boolean =>
  is(node) || childrenOf(node).some((child) => hasWithin(child, is));

const nameOfKey = ({ key, computed }: Node): string | undefined => {
  if (!key) return undefined;
  const name = key.type === 'PrivateName' ? `#${key.id.name}` : (key.name ?? key.value);
  return computed
    ? `[${key.property ? `${key.object.name}.${key.property.name}` : (key.name ?? '…')}]`
    : String(name);
};
