// TypeScript's language service over the files of one stage, as strict as the stages themselves
// are. It knows no worker.
import ts from 'typescript';
import type { TypeMistake } from './types.ts';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  // a program without an import is no script, whose names would clash with the browser's
  moduleDetection: ts.ModuleDetectionKind.Force,
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

const VITEST =
  'afterAll afterEach aroundAll aroundEach assert beforeAll beforeEach chai createExpect describe expect inject it onTestFailed onTestFinished recordArtifact should suite test vi vitest';

/**
 * What of Node and vitest the stages mention: enough for their own types, not the whole of theirs. What
 * vitest has for types alone has them.
 */
const AROUND = `
declare var process: any;
declare module 'node:worker_threads' { export type Worker = any; }
declare module 'vitest' {
  export const ${VITEST.split(' ')
    .map((name) => `${name}: any`)
    .join()};
  export { expectTypeOf } from 'expect-type';
  export function assertType<T>(value: T): void;
}
interface Worker { unref?(): void }
interface ErrorConstructor {
  stackTraceLimit: number;
  captureStackTrace(target: object, constructor?: Function): void;
}
`;

/** Checks files of a stage, again and again. */
export class TypeChecker {
  #files = new Map<string, { text: string; version: number }>();
  readonly #service: ts.LanguageService;

  /** @param libraries What book/type-libraries.ts has, by name: `lib.esnext.d.ts`. */
  constructor(libraries: Readonly<Record<string, string>>) {
    const read = (name: string): string | undefined =>
      this.#files.get(name)?.text ?? libraries[name.replace(/^\/(lib\/)?/, '')];
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => OPTIONS,
      getScriptFileNames: () => [...this.#files.keys()],
      getScriptVersion: (name) => String(this.#files.get(name)?.version ?? 1),
      getScriptSnapshot: (name) => {
        const text = read(name);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => '/',
      getDefaultLibFileName: () => '/lib/lib.esnext.d.ts',
      fileExists: (name) => read(name) !== undefined,
      readFile: read,
    });
  }

  /** @param wanted Whose mistakes are wanted, of all these files. */
  mistakesIn(texts: Readonly<Record<string, string>>, wanted: readonly string[]): TypeMistake[] {
    this.#update(texts);
    return wanted.flatMap((file) =>
      [
        ...this.#service.getSyntacticDiagnostics(`/${file}`),
        ...this.#service.getSemanticDiagnostics(`/${file}`),
      ].map(({ file: source, start = 0, messageText, code }) => {
        const { line, character } = source!.getLineAndCharacterOfPosition(start);
        return {
          at: { file, line: line + 1, column: character + 1 },
          message: `${ts.flattenDiagnosticMessageText(messageText, '\n')} (TS${code})`,
        };
      }),
    );
  }

  #update(texts: Readonly<Record<string, string>>): void {
    const next = new Map<string, { text: string; version: number }>();
    for (const [name, text] of Object.entries({ ...texts, 'around.d.ts': AROUND })) {
      const before = this.#files.get(`/${name}`);
      const isSame = before?.text === text;
      next.set(`/${name}`, isSame ? before : { text, version: (before?.version ?? 0) + 1 });
    }
    this.#files = next;
  }
}
