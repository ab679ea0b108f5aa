import { defineCollection } from 'astro:content';
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
        /** 0 is what comes before part 1. */
        part: z.int().min(0).max(3),
        chapter: z.int().min(0),
        /** What Python calls the names of this chapter. */
        python: z.record(z.string(), z.string()).default({}),
        draft: z.boolean().default(false),
      })
      .strict(),
  }),
};
