// Sätteri plugin: tells each component of a chapter where the author wrote it, so that its errors
// can say so.
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineMdastPlugin } from 'satteri';
import { isComponent } from './mdx.ts';

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
    context.replaceNode(node, {
      ...node,
      attributes: [...node.attributes, { type: 'mdxJsxAttribute', name: 'at', value: at }],
    });
  };
  return defineMdastPlugin({
    name: 'tasque:author-line',
    options: { position: true },
    mdxJsxFlowElement: tell,
    mdxJsxTextElement: tell,
  });
};
