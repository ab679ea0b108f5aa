// What is above the text of a chapter, and of a term of the glossary.
import { z } from 'astro/zod';

export const chapterFields = z
  .object({
    title: z.string().min(1).max(60),
    /** One sentence: what the reader will be able to do. */
    description: z.string().min(1).max(160),
    /** Its number in its part, which is the folder that it is in. */
    chapter: z.int().min(0),
    /** What Python calls the names of this chapter. */
    python: z.record(z.string(), z.string()).default({}),
    /** When it came out, for who follows the feed: `2026-11-23`. */
    published: z.coerce.date().optional(),
    /** Addresses at which it was before, from the book's root: `part-1-generators/a-name`. */
    was: z
      .array(
        z
          .string()
          .regex(
            /^[a-z\d-]+(\/[a-z\d-]+)*$/,
            'an address has small letters, digits, hyphens and slashes between them',
          ),
      )
      .optional(),
    draft: z.boolean().default(false),
  })
  .strict();

/**
 * A file a term: its name is the term's anchor, its text the definition, one or two sentences
 * without markup but `code`.
 */
export const termFields = z
  .object({
    term: z.string().min(1),
    /** Other forms in which chapters may write it. */
    also: z.array(z.string()).default([]),
    /** Where it is introduced: a chapter's path in content/, without `.mdx`. */
    chapter: z.string(),
  })
  .strict();
