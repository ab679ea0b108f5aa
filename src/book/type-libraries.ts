// TypeScript's declarations of the language and of the browser, for the type checker in the page.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const folder = dirname(ts.getDefaultLibFilePath({}));

/** A library and all that it refers to, without comments. */
function collect(name: string, into: Record<string, string> = {}): Record<string, string> {
  if (name in into) return into;
  const text = readFileSync(join(folder, name), 'utf8');
  into[name] = text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/^\s*\/\/(?!\/ <).*$/gm, '')
    .replace(/^\s*\n/gm, '');
  for (const [, library] of text.matchAll(/<reference lib="(.+?)"/g))
    collect(`lib.${library}.d.ts`, into);
  return into;
}

/** By name: `lib.esnext.d.ts`. */
export const typeLibraries = (): Record<string, string> => ({
  ...collect('lib.esnext.d.ts'),
  ...collect('lib.dom.d.ts'),
});
