// What authors wrote: the components of all chapters, with their places.
import { elementsIn, isComponent, readMdx, type Mdx } from '../../src/book/mdx.ts';
import { readText } from '../../src/plain-text.ts';
import { paths } from '../paths.ts';

export interface Component {
  name: string;
  /** Chapter and line. */
  at: string;
  chapter: string;
  props: Record<string, string>;
  /** What stands between its tags. */
  text: string;
}

/** By their paths in content/, without `.mdx`. */
export const chapters: ReadonlyMap<string, Mdx> = new Map(
  paths('content/**/*.mdx')
    .map((file) => file.slice('content/'.length, -'.mdx'.length))
    .map((id) => [id, readMdx(readText(`content/${id}.mdx`), `content/${id}.mdx`)]),
);

export const components: readonly Component[] = [...chapters].flatMap(([chapter, mdx]) =>
  elementsIn(mdx)
    .filter(({ name }) => isComponent(name))
    .map(({ name, line, attributes, inside }) => ({
      name,
      at: `${mdx.file}:${line}`,
      chapter,
      props: Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [name, String(value)]),
      ),
      text: mdx.text.slice(inside.start, inside.end).replace(/\s+/g, ' '),
    })),
);

export const named = (...names: string[]): Component[] =>
  components.filter(({ name }) => names.includes(name));
