// Where chapters were before, as their authors say, for what is made beside the pages.
import { globSync } from 'node:fs';
import { AuthorError } from '../book/author-error.ts';
import { readMdx } from '../book/mdx.ts';
import { readText } from '../plain-text.ts';
import { addressOf } from './proofread.ts';

/** Addresses from the book's root, without slashes around them: before, and now. */
export function moved(): ReadonlyMap<string, string> {
  const all = globSync('content/**/*.mdx').map((file) => file.replaceAll('\\', '/'));
  return new Map(
    all.flatMap((file) => {
      try {
        const { was } = readMdx(readText(file), file).frontMatter;
        return Array.isArray(was) ? was.map((one) => [String(one), addressOf(file)] as const) : [];
      } catch (error) {
        if (error instanceof AuthorError) return []; // the proofreader says so
        throw error;
      }
    }),
  );
}
