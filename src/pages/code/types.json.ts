// TypeScript's declarations of the language and of the browser, for the type checker in the page: loaded when it is first asked.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { APIRoute } from 'astro';
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
  for (const [, library] of text.matchAll(/<reference lib="(.+?)"/g)) collect(`lib.${library}.d.ts`, into);
  return into;
}

export const GET: APIRoute = () => Response.json({ ...collect('lib.esnext.d.ts'), ...collect('lib.dom.d.ts') });
