// Everything about a file that needs a parser. What is not edited is prepared when the site is
// built, so that a first run loads none.
import { moduleSyntax, type ModuleSyntax } from './module-syntax.ts';
import { nodeNames, startsThreads } from './node-names.ts';
import { parse } from './parse.ts';
import { typesOff } from './types-off.ts';

/**
 * What a file imports and exports, and the edits that leave a script: types and module syntax are
 * blanked out.
 * @throws {SourceError} for syntax errors, and for TypeScript that cannot be erased.
 */
export function prepare(source: string, file: string): ModuleSyntax {
  const program = parse(source, file);
  const syntax = moduleSyntax(program, file);
  const names = nodeNames(program);
  return {
    ...syntax,
    loads: syntax.loads || startsThreads(program),
    ...(names.length > 0 && { nodeNames: names }),
    edits: [...typesOff(source, program, file), ...syntax.edits],
  };
}

/** The same for many files. */
export const prepareAll = (files: Readonly<Record<string, string>>): Record<string, ModuleSyntax> =>
  Object.fromEntries(Object.entries(files).map(([file, source]) => [file, prepare(source, file)]));
