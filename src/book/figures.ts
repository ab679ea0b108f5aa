// What the pictures of src/figures/ are of, in the words that each gives to its <Drawing>.
import { parse } from '@astrojs/compiler-rs';

const sources = import.meta.glob<string>('/src/figures/*.astro', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/**
 * The title and the description of a picture; of one that isn't there, nothing.
 * @param of Its file name, without `.astro`.
 */
export function inWords(of: string): string {
  const source = sources[`/src/figures/${of}.astro`];
  if (source === undefined) return '';
  const { body } = parse(source).ast as any;
  const { attributes } = body.find(
    ({ openingElement }: any) => openingElement?.name.name === 'Drawing',
  ).openingElement;
  return ['title', 'description']
    .map((wanted) => attributes.find(({ name }: any) => name.name === wanted).value.value)
    .join('. ');
}
