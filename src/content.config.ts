import { defineCollection, reference } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

export const collections = {
  chapters: defineCollection({
    loader: glob({ base: './content', pattern: '**/[^_]*.mdx' }),
    schema: z
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
        draft: z.boolean().default(false),
      })
      .strict(),
  }),
  /**
   * A file a term: its name is the term's anchor, its text the definition, one or two sentences
   * without markup but `code`.
   */
  glossary: defineCollection({
    loader: glob({ base: './content/glossary', pattern: '*.md' }),
    schema: z
      .object({
        term: z.string().min(1),
        /** Other forms in which chapters may write it. */
        also: z.array(z.string()).default([]),
        /** Where it is introduced. */
        chapter: reference('chapters'),
      })
      .strict(),
  }),
};
