// Everything about a file that needs a parser. What is not edited is prepared when the site is
// built, so that a first run loads none.
import { instrument } from './instrument.ts';
import { jsonSyntax } from './json-syntax.ts';
import { moduleSyntax, type ModuleSyntax } from './module-syntax.ts';
import { nodeNames, threadsOf } from './node-names.ts';
import { parseJavaScript, parseTypeScript } from './parse.ts';
import { applyEdits } from './source-edit.ts';
import { isJson } from './specifiers.ts';
import { tailCalls } from './tail-calls.ts';
import { typesOff } from './types-off.ts';

/**
 * What a file imports and exports, and the edits that leave a script: types and module syntax are
 * blanked out.
 * @throws {SourceError} for syntax errors, and for TypeScript that cannot be erased.
 */
export function prepare(source: string, file: string): ModuleSyntax {
  if (isJson(file)) return jsonSyntax(source, file);
  // Node takes types off of TypeScript only
  const isTyped = !/\.m?js$/.test(file);
  const typed = isTyped ? parseTypeScript(source, file) : undefined;
  const types = typed ? typesOff(source, typed, file) : [];
  // what TypeScript allows twice, a name for instance, is only seen without the types
  const script = applyEdits(source, types);
  const program = parseJavaScript(script, file);
  const { edits, ...syntax } = moduleSyntax(program, script, file);
  const names = nodeNames(program);
  const threads = threadsOf(program);
  return {
    ...syntax,
    loads: syntax.loads || threads === 'any',
    ...(threads !== 'any' && threads.length > 0 && { threads }),
    ...(names.length > 0 && { nodeNames: names }),
    edits: [...types, ...edits],
    // Node runs the file as it is, and so its marks must stand in TypeScript
    instrumentation: instrument(typed?.program ?? program, file),
    tails: tailCalls(program),
  };
}

/** The same for many files. */
export const prepareAll = (files: Readonly<Record<string, string>>): Record<string, ModuleSyntax> =>
  Object.fromEntries(Object.entries(files).map(([file, source]) => [file, prepare(source, file)]));
