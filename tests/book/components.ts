// What authors wrote: the components of all chapters, with their places.
import { elementsIn, isComponent, readMdx, shows, type Mdx } from '../../src/book/mdx.ts';
import { readText } from '../../src/plain-text.ts';
import { paths } from '../paths.ts';

export interface Component {
  name: string;
  /** Chapter and line. */
  at: string;
  chapter: string;
  props: Record<string, string>;
  /** What a reader can run in it. */
  shows: ReturnType<typeof shows>;
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
    .map((element) => ({
      name: element.name,
      at: `${mdx.file}:${element.line}`,
      chapter,
      props: Object.fromEntries(
        Object.entries(element.attributes).map(([name, value]) => [name, String(value)]),
      ),
      shows: shows(element),
      text: mdx.text.slice(element.inside.start, element.inside.end).replace(/\s+/g, ' '),
    })),
);

export const showing = (what: 'program' | 'exercise'): Component[] =>
  components.filter(({ shows }) => shows === what);
export const named = (...names: string[]): Component[] =>
  components.filter(({ name }) => names.includes(name));
