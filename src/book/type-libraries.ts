// TypeScript's declarations of the language and of the browser, and those of `expectTypeOf`, for the type
// checker in the page.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const folder = dirname(ts.getDefaultLibFilePath({}));

const withoutComments = (text: string): string =>
  text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/^\s*\/\/(?!\/ <).*$/gm, '')
    .replace(/^\s*\n/gm, '');

/** A library and all that it refers to. */
function collect(name: string, into: Record<string, string> = {}): Record<string, string> {
  if (name in into) return into;
  const text = readFileSync(join(folder, name), 'utf8');
  into[name] = withoutComments(text);
  for (const [, library] of text.matchAll(/<reference lib="(.+?)"/g))
    collect(`lib.${library}.d.ts`, into);
  return into;
}

/** Of the package that vitest has `expectTypeOf` from. */
function expectType(): Record<string, string> {
  const vitest = createRequire(resolve('package.json')).resolve('vitest/package.json');
  const its = dirname(createRequire(vitest).resolve('expect-type'));
  return Object.fromEntries(
    readdirSync(its)
      .filter((name) => name.endsWith('.d.ts'))
      .map((name) => [
        `node_modules/expect-type/${name}`,
        withoutComments(readFileSync(join(its, name), 'utf8')),
      ]),
  );
}

/** By name: `lib.esnext.d.ts`, `node_modules/expect-type/index.d.ts`. */
export const typeLibraries = (): Record<string, string> => ({
  ...collect('lib.esnext.d.ts'),
  ...collect('lib.dom.d.ts'),
  ...expectType(),
});
