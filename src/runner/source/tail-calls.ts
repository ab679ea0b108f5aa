// Calls that are the last thing a function does. WebKit takes the function off the stack before such
// a call, as the standard has it, and no other browser does: its line is in no trace then, the timeline
// takes that of its caller, and a recursion without end goes on for ever.
import { childrenOf, type Node } from './parse.ts';

/** Where each of them begins and ends, one after the other. */
export function tailCalls(program: Node): number[] {
  const found: number[] = [];
  const take = (last: Node): void => {
    switch (last.type) {
      case 'CallExpression':
      case 'OptionalCallExpression':
      case 'TaggedTemplateExpression':
        if (!/^(Super|Import)$/.test(last.callee?.type ?? '')) found.push(last.start, last.end);
        return;
      case 'ParenthesizedExpression':
        return take(last.expression);
      case 'ConditionalExpression':
        take(last.consequent);
        return take(last.alternate);
      case 'LogicalExpression':
        return take(last.right);
      case 'SequenceExpression':
        return take(last.expressions.at(-1));
    }
  };
  const visit = (node: Node): void => {
    if (node.type === 'ReturnStatement' && node.argument) take(node.argument);
    if (node.type === 'ArrowFunctionExpression') take(node.body);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(program);
  return found;
}
