// @ts-check
import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { moved } from './src/author/moved.ts';
import { proofreader } from './src/author/proofreader.ts';
import { authorLine } from './src/book/author-line.ts';
import { chunks } from './src/hosting/chunks.ts';
import { postBuild } from './src/hosting/post-build.ts';
import { EVERYWHERE } from './src/hosting/headers.ts';
import { base, site } from './src/hosting/site-address.ts';
import { rawText } from './src/plain-text.ts';
import { fonts } from './src/styles/fonts.ts';
import { scriptText } from './src/runner/script-text.ts';

const old = moved();
/** Whether a page only leads on to where a chapter is now. @param {string} page */
const isOld = (page) => {
  const path = new URL(page).pathname.slice(base.length).replace(/(\/code-so-far)?\/$/, '');
  return old.has(path);
};

export default defineConfig({
  site,
  base,
  trailingSlash: 'always',
  cacheDir: './.cache/astro',
  integrations: [
    proofreader(),
    fonts(),
    mdx(),
    sitemap({ filter: (page) => !/\/(runner|offline)\//.test(page) && !isOld(page) }),
    postBuild(old),
  ],
  markdown: { processor: satteri({ mdastPlugins: [authorLine()] }), syntaxHighlight: false },
  server: { headers: EVERYWHERE },
  devToolbar: { enabled: false },
  vite: {
    plugins: [rawText(), scriptText(), chunks],
    worker: { format: 'es', plugins: () => [rawText(), scriptText()] },
    build: {
      assetsInlineLimit: (file) => (file.endsWith('.css') ? undefined : false), // the pages' policy knows no inline scripts but one
      // Astro marks every chapter with "use astro:head-inject", and Rolldown warns of each
      rolldownOptions: {
        onLog: (level, log, next) => log.code === 'MODULE_LEVEL_DIRECTIVE' || next(level, log),
      },
    },
  },
});
