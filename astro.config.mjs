// @ts-check
import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { authorLine } from './src/book/author-line.ts';
import { scriptText } from './src/runner/script-text.ts';

/** What makes a page cross-origin isolated, and so gives its programs threads and blocking waits. Hosts: public/_headers. */
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export default defineConfig({
  ...(process.env.SITE && { site: process.env.SITE }),
  base: process.env.BASE ?? '/',
  trailingSlash: 'always',
  cacheDir: './.cache/astro',
  integrations: [mdx()],
  markdown: { processor: satteri({ mdastPlugins: [authorLine()] }), syntaxHighlight: false },
  server: { headers: isolation },
  devToolbar: { enabled: false },
  vite: {
    plugins: [scriptText()],
    worker: { format: 'es', plugins: () => [scriptText()] },
    build: {
      // Astro marks every chapter with "use astro:head-inject", and Rolldown warns of each
      rolldownOptions: { onLog: (level, log, next) => log.code === 'MODULE_LEVEL_DIRECTIVE' || next(level, log) },
    },
  },
});
