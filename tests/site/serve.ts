// Builds the site as `npm run build` does, once to live at the root of an origin and once to live
// under a path, for all tests of the folder; and only if what it is made of has changed. The first
// is served as `npm start` does; tests of the other bring a host of their own (host.ts).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { preview } from 'astro';
import type { TestProject } from 'vitest/node';
import { SHELL } from '../project.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    site: string;
  }
}

export const ROOT = '.cache/site';
export const UNDER = { root: '.cache/site-under', base: '/tasque/' };

/** Beside a built site: what it was made of. */
const MADE_OF = '.cache/site.made-of';

const build = (outDir: string, env: Record<string, string>): void =>
  void execFileSync('astro', ['build', '--silent', '--outDir', outDir], {
    env: {
      ...SHELL,
      SITE: 'https://book.example',
      REPOSITORY: 'https://github.com/example/tasque',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });

/** One text for all that a build reads. */
function inputs(): string {
  const hash = createHash('sha256').update(process.version);
  const folders = globSync('{src,content,code,public}/**', {
    withFileTypes: true,
    exclude: ({ name }) => name === 'node_modules',
  });
  const files = folders.filter((entry) => entry.isFile()).map((e) => join(e.parentPath, e.name));
  const others = [
    'package-lock.json',
    'astro.config.mjs',
    'tsconfig.json',
    'LICENSE',
    import.meta.filename,
  ];
  for (const file of [...files.sort(), ...others])
    hash.update(`${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

function buildBoth(): void {
  const now = inputs();
  if (existsSync(MADE_OF) && readFileSync(MADE_OF, 'utf8') === now) return;
  rmSync(MADE_OF, { force: true }); // what a build left that was broken off is no site
  build(UNDER.root, { BASE: UNDER.base });
  build(ROOT, {});
  writeFileSync(MADE_OF, now);
}

export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  buildBoth();
  const server = await preview({ outDir: ROOT, server: { port: 4390 }, logLevel: 'error' });
  project.provide('site', `http://localhost:${server.port}`);
  return () => server.stop();
}
