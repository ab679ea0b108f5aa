// The project in another folder, for builds of books that differ from it.
import { cpSync, symlinkSync } from 'node:fs';
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

/** @param more What is wanted besides that of which a build is made. */
export function copyProject(folder: string, more: readonly string[] = []): void {
  for (const name of [...PARTS, ...more]) cpSync(name, join(folder, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'dir');
}
