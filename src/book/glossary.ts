// The glossary: a file a term in content/glossary/, and the words by which chapters name it.
import { getCollection, type CollectionEntry } from 'astro:content';
import { AuthorError } from './author-error.ts';
import { url } from './url.ts';

export type Term = CollectionEntry<'glossary'>;

/** In the order of the alphabet. */
export const glossary = async (): Promise<Term[]> =>
  (await getCollection('glossary')).sort((a, b) => a.data.term.localeCompare(b.data.term, 'en'));

export const termUrl = ({ id }: Term): string => url(`glossary/#${id}`);

/** The definition as plain text. */
export const definition = ({ body = '' }: Term): string =>
  body.trim().replace(/\s+/g, ' ').replaceAll('`', '');

/**
 * @param word A term's file name, the term itself, or another form of it.
 * @throws {AuthorError} naming the terms that there are.
 */
export async function findTerm(word: string): Promise<Term> {
  const all = await glossary();
  const wanted = word.toLowerCase();
  const found = all.find(({ id, data: { term, also } }) =>
    [id, term, ...also].some((name) => name.toLowerCase() === wanted),
  );
  if (!found)
    throw new AuthorError(
      `"${word}" is not in content/glossary/; known: ${all.map(({ data }) => data.term).join(', ')}`,
    );
  return found;
}
