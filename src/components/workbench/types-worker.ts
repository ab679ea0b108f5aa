// TypeScript's language service over the files of one stage, as strict as the stages themselves are.
import ts from 'typescript';
import type { TypeMistake, TypesReply, TypesRequest } from './types.ts';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.esnext.d.ts', 'lib.dom.d.ts'],
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  exactOptionalPropertyTypes: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};

/** What of Node and vitest the stages mention: enough for their own types, not the whole of theirs. */
const AROUND = `
declare var process: any;
declare module 'node:worker_threads' { export type Worker = any; }
declare module 'vitest' {
  export const afterAll: any, afterEach: any, beforeAll: any, beforeEach: any, describe: any, expect: any, expectTypeOf: any, it: any, suite: any, test: any, vi: any;
}
interface Worker { unref?(): void }
`;

let libraries: Promise<Record<string, string>> | undefined;
let files = new Map<string, { text: string; version: number }>();
let service: ts.LanguageService | undefined;

function update(texts: Readonly<Record<string, string>>): void {
  const next = new Map<string, { text: string; version: number }>();
  for (const [name, text] of Object.entries(texts)) {
    const before = files.get(`/${name}`);
    next.set(`/${name}`, before?.text === text ? before : { text, version: (before?.version ?? 0) + 1 });
  }
  next.set('/around.d.ts', files.get('/around.d.ts') ?? { text: AROUND, version: 1 });
  files = next;
}

const makeService = (libs: Record<string, string>): ts.LanguageService => {
  const read = (name: string): string | undefined => files.get(name)?.text ?? libs[name.replace(/^\/lib\//, '')];
  return ts.createLanguageService({
    getCompilationSettings: () => OPTIONS,
    getScriptFileNames: () => [...files.keys()],
    getScriptVersion: (name) => String(files.get(name)?.version ?? 1),
    getScriptSnapshot: (name) => {
      const text = read(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => '/lib/lib.esnext.d.ts',
    fileExists: (name) => read(name) !== undefined,
    readFile: read,
  });
};

self.onmessage = async ({ data: { id, files: texts, wanted, libraries: url } }: MessageEvent<TypesRequest>) => {
  libraries ??= fetch(url).then((response) => {
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return response.json() as Promise<Record<string, string>>;
  });
  try {
    const libs = await libraries;
    update(texts);
    const checker = (service ??= makeService(libs));
    const mistakes = wanted.flatMap((file): TypeMistake[] =>
      [...checker.getSyntacticDiagnostics(`/${file}`), ...checker.getSemanticDiagnostics(`/${file}`)].map(({ file: source, start = 0, messageText, code }) => {
        const { line, character } = source!.getLineAndCharacterOfPosition(start);
        return { at: { file, line: line + 1, column: character + 1 }, message: `${ts.flattenDiagnosticMessageText(messageText, '\n')} (TS${code})` };
      }),
    );
    self.postMessage({ id, mistakes } satisfies TypesReply);
  } catch (error) {
    libraries = undefined;
    self.postMessage({ id, failed: String(error) } satisfies TypesReply);
  }
};
