// What authors wrote: each chapter, read once.
import { readMdx, type Mdx } from './mdx.ts';

const texts = import.meta.glob<string>('/content/**/*.mdx', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const known = new Map<string, Mdx>();

/**
 * @param id A chapter's path in content/, without `.mdx`.
 * @throws {AuthorError} with its file, line and column, if it cannot be read.
 */
export function written(id: string): Mdx {
  let mdx = known.get(id);
  if (!mdx) {
    const file = `content/${id}.mdx`;
    known.set(id, (mdx = readMdx(texts[`/${file}`]!, file)));
  }
  return mdx;
}
