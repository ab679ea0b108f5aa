import { AuthorError } from './author-error.ts';

/**
 * Runs a component's own work; an author's mistake in it is reported with the chapter's file and
 * line.
 */
export async function atAuthor<T>(
  at: string | undefined,
  component: string,
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AuthorError)
      throw new AuthorError(`${at ?? 'a page'}: <${component}> ${error.message}`);
    throw error;
  }
}
