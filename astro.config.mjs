// @ts-check
import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { authorLine } from './src/book/author-line.ts';
import { finish } from './src/hosting/finish.ts';
import { EVERYWHERE } from './src/hosting/headers.ts';
import { base, site } from './src/hosting/place.ts';
import { fonts } from './src/styles/fonts.ts';
import { scriptText } from './src/runner/script-text.ts';

export default defineConfig({
  site,
  base,
  trailingSlash: 'always',
  cacheDir: './.cache/astro',
  integrations: [fonts(), mdx(), sitemap({ filter: (page) => !page.includes('/runner/') }), finish()],
  markdown: { processor: satteri({ mdastPlugins: [authorLine()] }), syntaxHighlight: false },
  server: { headers: EVERYWHERE },
  devToolbar: { enabled: false },
  vite: {
    plugins: [scriptText()],
    worker: { format: 'es', plugins: () => [scriptText()] },
    build: {
      assetsInlineLimit: (file) => (file.endsWith('.css') ? undefined : false), // the pages' policy knows no inline scripts but one
      // Astro marks every chapter with "use astro:head-inject", and Rolldown warns of each
      rolldownOptions: {
        onLog: (level, log, next) => log.code === 'MODULE_LEVEL_DIRECTIVE' || next(level, log),
      },
    },
  },
});
