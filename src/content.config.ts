import { defineCollection, reference } from 'astro:content';
import { glob } from 'astro/loaders';
import { chapterFields, termFields } from './book/front-matter';

export const collections = {
  chapters: defineCollection({
    loader: glob({ base: './content', pattern: '**/[^_]*.mdx' }),
    schema: chapterFields,
  }),
  glossary: defineCollection({
    loader: glob({ base: './content/glossary', pattern: '*.md' }),
    schema: termFields.extend({ chapter: reference('chapters') }),
  }),
};
