// The id of a listing on its page, to which names lead.
import { listingsIn } from './introduced.ts';
import { written } from './written.ts';

/** @param at Where the author wrote it: chapter and line. */
export function listingId(at: string | undefined): string | undefined {
  const [, chapter, line] = /^content\/(.+)\.mdx:(\d+):\d+$/.exec(at ?? '') ?? [];
  return chapter === undefined ? undefined : listingsIn(written(chapter)).get(Number(line));
}
