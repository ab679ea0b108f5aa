// What stands outside of the tests: a shell's environment, and copies of the project in other folders.
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PARTS = [
  'LICENSE',
  'astro.config.mjs',
  'code',
  'content',
  'package.json',
  'public',
  'src',
  'tsconfig.json',
];

/**
 * The environment as a shell has it. What Vitest and npm add to it changes what Astro, Node and npm do;
 * what Node needs to trust the network stays.
 */
export const SHELL: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(npm_|NODE_(?!EXTRA_CA)|VITE|INIT_CWD|(TEST|DEV|PROD|MODE|SSR|BASE_URL)$)/i.test(name),
    ),
  ),
  ASTRO_TELEMETRY_DISABLED: '1',
  NO_COLOR: '1',
};

/**
 * For a command that is started in a folder again and again: Node compiles it, and takes its types off,
 * but once.
 */
export const compiledIn = (folder: string): NodeJS.ProcessEnv => ({
  ...SHELL,
  NODE_COMPILE_CACHE: join(folder, '.compiled'),
});

/** @param more What is wanted besides that of which a build is made. */
export function copyProject(folder: string, more: readonly string[] = []): void {
  for (const name of [...PARTS, ...more]) cpSync(name, join(folder, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'dir');
}

/**
 * Has the copy's builds take what was dear to make from here, and leave it here: highlighted code and
 * cards, each under a hash of all that it is made of.
 */
export function shareCache(folder: string): void {
  const name = '.cache/snippets';
  mkdirSync(name, { recursive: true });
  mkdirSync(join(folder, '.cache'), { recursive: true });
  symlinkSync(resolve(name), join(folder, name), 'dir');
}
