// Where a program can be watched that gives nothing to hold on to from outside: at its `yield`s,
// where generators stand still, and behind its classes, whose name can be given to one that is
// watched. What it adds is there only for runs that are traced, and without a probe in the thread
// they do nothing.
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
      put(given.end, `,${mark}][0]`, given.start); // inner ones first
    else put(node.start + 'yield'.length, ` ${mark}`);
  };
  visit(program, '', '');

  for (const node of program.body as Node[]) {
    const declaration = /^Export(Named|Default)Declaration$/.test(node.type)
      ? node.declaration
      : node;
    const name =
      declaration?.type === 'ClassDeclaration' && !declaration.declare
        ? declaration.id?.name
        : undefined;
    if (name) put(node.end, `;${name}=${TRACE}watch(${name})??${name};`);
  }
  return edits;
}

const nameOfKey = ({ key, computed }: Node): string | undefined => {
  if (!key) return undefined;
  const name = key.type === 'PrivateName' ? `#${key.id.name}` : (key.name ?? key.value);
  return computed
    ? `[${key.property ? `${key.object.name}.${key.property.name}` : (key.name ?? '…')}]`
    : String(name);
};
