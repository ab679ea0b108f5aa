// Builds the site as `npm run build` does, once to live at the root of an origin and once to live under a path, for all tests
// of the folder. The first is served as `npm start` does; tests of the other bring a host of their own (../static-host.ts).
import { execFileSync } from 'node:child_process';
import { preview } from 'astro';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    site: string;
  }
}

export const ROOT = '.cache/site';
export const UNDER = { root: '.cache/site-under', base: '/tasque/' };

const build = (outDir: string, env: Record<string, string>): void =>
  void execFileSync('astro', ['build', '--silent', '--outDir', outDir], {
    // not Vitest's NODE_ENV, which would publish drafts
    env: { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1', SITE: 'https://book.example', REPOSITORY: 'https://github.com/example/tasque', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });

export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  build(UNDER.root, { BASE: UNDER.base });
  build(ROOT, {});
  const server = await preview({ outDir: ROOT, server: { port: 4390 }, logLevel: 'error' });
  project.provide('site', `http://localhost:${server.port}`);
  return () => server.stop();
}
