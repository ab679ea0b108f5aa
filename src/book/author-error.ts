/** An author's mistake in a chapter. Components add the chapter's file and line. */
export class AuthorError extends Error {
  override name = 'AuthorError';
}
