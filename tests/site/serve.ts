// Builds the site as `npm run build` does and serves it as `npm start` does, once for all tests of the folder.
import { build, preview } from 'astro';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    site: string;
  }
}

export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production'; // Vitest's "test" would publish drafts
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  await build({ logLevel: 'error', outDir: './.cache/site' });
  process.env.NODE_ENV = before;
  const server = await preview({ outDir: './.cache/site', server: { port: 4390 }, logLevel: 'error' });
  project.provide('site', `http://localhost:${server.port}`);
  return () => server.stop();
}
