// Sätteri plugin: tells each component of a chapter where the author wrote it, so that its errors
// can say so; and those that are parts of another one, which part.
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineMdastPlugin } from 'satteri';
import { isComponent } from './mdx.ts';

/** The parts of a `<Predict>`. */
const SLOTS: Readonly<Record<string, string>> = { Answer: 'answer', Guess: 'guesses' };

export const authorLine = () => {
  const tell = (node: any, context: any): void => {
    if (
      !isComponent(node.name ?? '') ||
      node.attributes.some((attribute: object) => 'name' in attribute && attribute.name === 'at')
    )
      return;
    const file = context.fileURL
      ? relative(process.cwd(), fileURLToPath(context.fileURL)).replaceAll('\\', '/')
      : 'a chapter';
    const { line = '?', column = '?' } = node.position?.start ?? {};
    const at = `${file}:${line}:${column}`;
    const slot = SLOTS[node.name];
    const set = (name: string, value: string) => ({ type: 'mdxJsxAttribute', name, value });
    context.replaceNode(node, {
      ...node,
      attributes: [...node.attributes, set('at', at), ...(slot ? [set('slot', slot)] : [])],
    });
  };
  return defineMdastPlugin({
    name: 'tasque:author-line',
    options: { position: true },
    mdxJsxFlowElement: tell,
    mdxJsxTextElement: tell,
  });
};
