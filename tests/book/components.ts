// What authors wrote: the components of all chapters, with their places.
import { globSync, readFileSync } from 'node:fs';
import { mdxToMdast } from 'satteri';

export interface Component {
  name: string;
  /** Chapter and line. */
  at: string;
  chapter: string;
  props: Record<string, string>;
  /** What stands between its tags, without markup. */
  text: string;
}

export const chapterFiles = globSync('content/**/*.mdx').sort();
export const idOf = (file: string): string => file.slice('content/'.length, -'.mdx'.length);

const textOf = (node: any): string => node.value ?? (node.children ?? []).map(textOf).join('');

export const components: readonly Component[] = chapterFiles.flatMap((file) => {
  const found: Component[] = [];
  const visit = (node: any): void => {
    if (/^mdxJsx/.test(node.type) && node.name)
      found.push({
        name: node.name,
        at: `${file}:${node.position?.start.line}`,
        chapter: idOf(file),
        props: Object.fromEntries(node.attributes.map(({ name, value }: { name: string; value: string }) => [name, value])),
        text: textOf(node).replace(/\s+/g, ' ').trim(),
      });
    node.children?.forEach(visit);
  };
  visit(mdxToMdast(readFileSync(file, 'utf8'), { features: { frontmatter: true } }));
  return found;
});

export const named = (...names: string[]): Component[] => components.filter(({ name }) => names.includes(name));
