// What is made of the finished pages, as an integration of Astro: the index that is searched, and
// the service worker.
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { createIndex } from 'pagefind';
import type { Build, Hashes } from '../offline/worker.ts';
import { asScript } from '../runner/script-text.ts';

/**
 * What nobody comes to by a link: pictures for other sites' previews, and the parts of Pagefind
 * that are not used here.
 */
const NEVER_KEPT =
  /^(sw\.js|_headers|card\/.*|pagefind\/(pagefind-(ui|modular-ui|component-ui|highlight)\..*|wasm\.unknown\.pagefind))$/;

/** Large, and kept when it is asked for: the checker of types. */
const KEPT_WHEN_ASKED = /^_astro\/types-worker-/;

/**
 * In this order, since the room in a browser may run out: scripts and what they load, pages, and
 * then the copies to take along.
 */
const FIRST = [/^(_astro|pagefind|code\/[^/]+\.json$|runner)/, /\.html$/];

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

/** Names and hashes of what the service worker may give out. */
function built(dir: string): Build {
  const rank = (path: string): number =>
    FIRST.findIndex((pattern) => pattern.test(path)) + 1 || FIRST.length + 1;
  const files = globSync('**/*', { cwd: dir, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !NEVER_KEPT.test(path))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(
      (path) =>
        [
          path,
          createHash('sha256')
            .update(readFileSync(join(dir, path)))
            .digest('base64'),
        ] as const,
    );
  const [asked, kept] = [true, false].map((isAsked) =>
    Object.fromEntries(files.filter(([path]) => KEPT_WHEN_ASKED.test(path) === isAsked)),
  ) as [Hashes, Hashes];
  return {
    id: createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16),
    kept,
    asked,
  };
}

/**
 * Writes the service worker of a finished site. Whatever changes a file after this has to write it
 * again.
 * @param dir Where the site is.
 */
export async function makeWorker(dir: string): Promise<{ count: number; size: number }> {
  const build = built(dir);
  const { code } = await asScript('src/offline/worker.ts');
  writeFileSync(join(dir, 'sw.js'), `const BUILD=${JSON.stringify(build)};\n${code}`);
  const kept = Object.keys(build.kept);
  return {
    count: kept.length,
    size: kept.reduce((sum, path) => sum + statSync(join(dir, path)).size, 0),
  };
}

export function postBuild(): AstroIntegration {
  return {
    name: 'tasque:post-build',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const path = fileURLToPath(dir);
        await index(path);
        const { count, size } = await makeWorker(path);
        logger.info(
          `search, and a service worker that keeps ${count} files (${(size / 1e6).toFixed(1)} MB)`,
        );
      },
    },
  };
}
