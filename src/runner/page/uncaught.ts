// What ends a program, in Node's words.
import { inspect } from 'node-inspect-extracted';
import { NEEDS_NODE } from '../node-face/needs-node.ts';
import { uncurry } from '../primordials.ts';

const { max } = Math;
const slice = uncurry(''.slice);
const search = uncurry(RegExp.prototype.exec);

/** What there is in the modules that Node had first; WebKit says otherwise that it isn't here. */
const OF_OTHER_MODULES =
  /^ReferenceError: (?:Can't find variable: )?(require|module|exports|__filename|__dirname)(?: is not defined)?$/m;
export function inModuleScope(text: string): string {
  const found = search(OF_OTHER_MODULES, text);
  if (!found) return text;
  const name = found[1]!;
  const instead = name === 'require' ? ', you can use import instead' : '';
  return `${slice(text, 0, found.index)}ReferenceError: ${name} is not defined in ES module scope${instead}${slice(text, found.index + found[0].length)}`;
}

/** How Node shows what ends a program, whatever that says of itself. */
export const atTheEnd = (): { customInspect: false; depth: number } => ({
  customInspect: false,
  depth: max(inspect.defaultOptions.depth ?? Infinity, 5),
});

/** Whether it is one of what the page says where only Node will do. */
export function asksForNode(thrown: unknown): true | undefined {
  try {
    return (thrown as { code?: unknown }).code === NEEDS_NODE || undefined;
  } catch {
    return undefined;
  }
}
