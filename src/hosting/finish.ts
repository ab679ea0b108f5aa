// What is made of the finished pages, as an integration of Astro: the index that is searched, and the service worker.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { createIndex } from 'pagefind';
import { injectManifest } from 'workbox-build';
import { asScript } from '../runner/script-text.ts';

/** Kept when it is asked for, or not at all: see src/offline/worker.ts. */
const NOT_KEPT = [
  'sw.js', '_headers', '**/*.{zip,png,md,xml,txt}', 'fork/*.json', '_astro/types-worker-*',
  'pagefind/pagefind-{ui,modular-ui,highlight}*', 'pagefind/wasm.unknown.pagefind',
]; // prettier-ignore

/** @param dir Where the site was built. */
async function index(dir: string): Promise<void> {
  const { index, errors } = await createIndex();
  if (!index) throw new Error(`Pagefind did not start: ${errors.join('; ')}`);
  const added = await index.addDirectory({ path: dir });
  const written = await index.writeFiles({ outputPath: `${dir}pagefind` });
  await index.deleteIndex();
  const failed = [...added.errors, ...written.errors];
  if (failed.length > 0) throw new Error(`Pagefind: ${failed.join('; ')}`);
}

async function keep(dir: string, base: string, swSrc: string): Promise<{ count: number; size: number }> {
  const { code } = await asScript('src/offline/worker.ts', { base, define: { 'process.env.NODE_ENV': '"production"' } });
  mkdirSync(dirname(swSrc), { recursive: true });
  writeFileSync(swSrc, code);
  const { count, size, warnings } = await injectManifest({
    swSrc,
    swDest: `${dir}sw.js`,
    globDirectory: dir,
    globPatterns: ['**/*'],
    globIgnores: NOT_KEPT,
    modifyURLPrefix: { '': base },
    dontCacheBustURLsMatching: /\/_astro\/|\/pagefind\/(fragment|index)\//, // their names have their content's hash
    maximumFileSizeToCacheInBytes: 4_000_000,
  });
  if (warnings.length > 0) throw new Error(`Workbox: ${warnings.join('; ')}`);
  return { count, size };
}

export function finish(): AstroIntegration {
  let base = '/';
  let cache = '';
  return {
    name: 'tasque:finish',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
        cache = fileURLToPath(config.cacheDir);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const path = fileURLToPath(dir);
        await index(path);
        const { count, size } = await keep(path, base, `${cache}sw.js`);
        logger.info(`search, and a service worker that keeps ${count} files (${(size / 1e6).toFixed(1)} MB)`);
      },
    },
  };
}
