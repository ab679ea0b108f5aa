// A file of data as a module: `import data from './data.json' with { type: 'json' }`.
import type { ModuleSyntax } from './module-syntax.ts';
import { SourceError } from './source-error.ts';

/** What is in it: editors may put a mark before that. */
export const jsonIn = (source: string): string => source.replace(/^\ufeff/, '');

/** @throws {SourceError} for what is no JSON. */
export function jsonSyntax(source: string, file: string): ModuleSyntax {
  try {
    JSON.parse(jsonIn(source));
  } catch (error) {
    const { message } = error as Error;
    // the engines count in two ways, and where the text just ends they give no place
    const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
    const lines = source.split('\n');
    throw new SourceError(message, {
      file,
      line: Number(line ?? lines.length),
      column: Number(column ?? lines.at(-1)!.length + 1),
    });
  }
  return {
    edits: [],
    instrumentation: [],
    tails: [],
    imports: [],
    exports: [{ name: 'default', local: '$$json', kind: 'value' }],
    reexports: [],
    loads: false,
  };
}
