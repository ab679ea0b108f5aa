// What is made of the finished pages, as an integration of Astro: the index that is searched, and
// the service worker.
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { createIndex } from 'pagefind';
import type { Build, Hashes } from '../offline/build.ts';
import { HASHED } from '../offline/hashed.ts';
import { asScript } from '../runner/script-text.ts';
import { BOOK_SIZE } from './book-size.ts';
import { base } from './site-address.ts';

/**
 * What no page loads: pictures for other sites' previews, the parts of Pagefind that are not used here, and
 * the editions, which readers keep by themselves.
 */
const NEVER_KEPT =
  /^(sw\.js|_headers|_redirects|card\/.*|editions\/.*|pagefind\/(pagefind-(ui|modular-ui|component-ui|highlight)\..*|wasm\.unknown\.pagefind))$/;

/** Large, and kept when it is asked for: the checker of types, and what formats. */
const KEPT_WHEN_ASKED = /^_astro\/(types|format)-worker-/;

/** What any page may need, and what is said where one isn't kept: kept from the first visit on. */
const CORE = /^(_astro\/|runner\/sandbox\/|(index|404|offline\/index)\.html$)/;

/**
 * What is kept later: what only tests, timelines, questions, faults, knobs, what tries every order or lays two
 * states side by side, programs that name something of Node's, the terminal, Node itself, what is taken
 * home, a reader who comes back to the start page, and one with a library of their own need.
 */
const LATER = [
  'addon-',
  'all-work.',
  'asking.',
  'break-it.',
  'bundle.',
  'carrying.',
  'debugging.',
  'every-order.',
  'fault-bench.',
  'from-step-to-step.',
  'install.',
  'kept.',
  'likeness.',
  'links.',
  'measured.',
  'own-bench.',
  'own-version.',
  'part-before.',
  'probe.',
  'putting.',
  'questions.',
  'share.',
  'so-far.',
  'step-to-step.',
  'stop-lines.',
  'stops.',
  'tried.',
  'turning.',
  'types-on-hover.',
  'watch.',
  'way-back.',
  'webcontainer.',
  'what-you-built.',
  'with-part-before.',
  'xterm.',
  'zip.',
].map((begin) => `_astro/${begin}`);

/**
 * The rest in this order, since the room in a browser may run out: what pages load, pages, and then
 * the copies to take along.
 */
const FIRST = [/^(_astro|pagefind|code\/.+\.json$)/, /\.html$/];

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
            .digest()
            .subarray(0, HASHED)
            .toString('base64'),
        ] as const,
    );
  const those = (belongs: (path: string) => boolean): Hashes =>
    Object.fromEntries(files.filter(([path]) => belongs(path)));
  const isAsked = (path: string): boolean => KEPT_WHEN_ASKED.test(path);
  const isCore = (path: string): boolean =>
    !isAsked(path) && CORE.test(path) && !LATER.some((begin) => path.startsWith(begin));
  return {
    id: createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16),
    core: those(isCore),
    rest: those((path) => !isCore(path) && !isAsked(path)),
    asked: those(isAsked),
  };
}

/** As most hosts would send them, in bytes. */
const sizeOf = (dir: string, paths: string[]): number =>
  paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(dir, path))).length, 0);

/** Writes into each page how large the whole book is. */
function tellSize(dir: string): string {
  const { core, rest } = built(dir);
  const size = `${(sizeOf(dir, Object.keys({ ...core, ...rest })) / 1e6).toFixed(1)} MB`;
  for (const path of globSync('**/*.html', { cwd: dir })) {
    const html = readFileSync(join(dir, path), 'utf8');
    writeFileSync(join(dir, path), html.replace(BOOK_SIZE, size));
  }
  return size;
}

/**
 * Writes the service worker of a finished site. Whatever changes a file after this has to write it
 * again.
 * @param dir Where the site is.
 */
export async function makeWorker(dir: string): Promise<void> {
  const { code } = await asScript('src/offline/worker.ts');
  writeFileSync(join(dir, 'sw.js'), `const BUILD=${JSON.stringify(built(dir))};\n${code}`);
}

/** For hosts that read it: they lead on before a page is loaded. */
function redirects(dir: string, moved: ReadonlyMap<string, string>): void {
  const lines = [...moved].flatMap(([was, now]) => [
    `${base}${was}/* ${base}${now}/:splat 301`,
    `${base}${was}.md ${base}${now}.md 301`,
  ]);
  if (lines.length > 0) writeFileSync(join(dir, '_redirects'), `${lines.join('\n')}\n`);
}

/** @param moved Where chapters were before, and are now, from the book's root. */
export function postBuild(moved: ReadonlyMap<string, string>): AstroIntegration {
  return {
    name: 'tasque:post-build',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const path = fileURLToPath(dir);
        redirects(path, moved);
        await index(path);
        const size = tellSize(path);
        await makeWorker(path);
        logger.info(`search, and a service worker that keeps the book (${size})`);
      },
    },
  };
}
