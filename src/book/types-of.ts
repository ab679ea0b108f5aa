// What the names of a listing are: their types, as TypeScript tells an editor, and the first
// sentence of their comments.
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { cached, hashOf } from './cached.ts';
import type { State } from './due.ts';
import { sources } from './sources.ts';
import { ladders } from './steps.ts';
import source from './types-of.ts?raw';

export interface NamedType {
  /** Where the name is in the listing; both count from 0. */
  line: number;
  from: number;
  to: number;
  text: string;
}

const ROOT = '/code/';
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.esnext.d.ts', 'lib.dom.d.ts'],
  strict: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  types: [],
};
const libraries = dirname(ts.getDefaultLibFilePath({}));
/** Earlier states of the libraries that a listing is of: their files, as `STAGE@STEP/src/NAME`. */
const states = new Map<string, string>();
const textOf = (file: string): string | undefined => {
  const name = file.slice(ROOT.length);
  return file.startsWith(ROOT) ? (sources.get(name) ?? states.get(name)) : ts.sys.readFile(file);
};

let service: ts.LanguageService | undefined;
const languageService = (): ts.LanguageService =>
  (service ??= ts.createLanguageService({
    getCompilationSettings: () => OPTIONS,
    getScriptFileNames: () =>
      [...sources.keys(), ...states.keys()]
        .filter((file) => /\/src\/.+\.ts$/.test(file))
        .map((file) => ROOT + file),
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) =>
      textOf(file) === undefined ? undefined : ts.ScriptSnapshot.fromString(textOf(file)!),
    getCurrentDirectory: () => ROOT,
    getDefaultLibFileName: () => join(libraries, 'lib.esnext.d.ts'),
    fileExists: (file) => textOf(file) !== undefined,
    readFile: textOf,
  }));

/**
 * The names in a listing that the library itself declares, somewhere else than here: what a reader
 * would look up.
 * @param file From `code/` on.
 * @param code The listing, without its indentation.
 * @param line Where it begins in the file; counts from 1.
 * @param state The state of the library whose file it is, if it isn't the finished one.
 */
export async function typesOf(
  file: string,
  code: string,
  line: number,
  state?: State,
): Promise<NamedType[]> {
  const name = state ? bring(file, state) : file;
  const text = textOf(ROOT + name);
  if (!text || !/\/src\//.test(name)) return [];
  return cached([name, code, line, hashOfStage(name.split('/')[0]!)], {
    code: [source],
    packages: ['typescript'],
    make: () => find(name, text, code, line),
  });
}

/** Makes the files of a state known to TypeScript, and says the name that a file of it has there. */
function bring(file: string, { stage, step }: State): string {
  const root = `${stage}@${step}`;
  for (const [name, text] of Object.entries(ladders.get(stage)!.filesAt(step)))
    states.set(`${root}/src/${name}`, text);
  return root + file.slice(stage.length);
}

const hashes = new Map<string, string>();

/** A type may come from any file of the stage. */
function hashOfStage(stage: string): string {
  let hash = hashes.get(stage);
  if (!hash) {
    const files = [...sources, ...states].filter(([file]) => file.startsWith(`${stage}/src/`));
    hashes.set(stage, (hash = hashOf(...files.flat())));
  }
  return hash;
}

function find(file: string, text: string, code: string, line: number): NamedType[] {
  const whole = text.split('\n');
  const starts = whole.reduce<number[]>((all, row) => [...all, all.at(-1)! + row.length + 1], [0]);
  const names = namesIn(file, text);
  return code.split('\n').flatMap((row, at): NamedType[] => {
    const full = whole[line - 1 + at];
    if (full === undefined || !full.endsWith(row)) return [];
    const start = starts[line - 1 + at]! + full.length - row.length;
    return names
      .filter((name) => name.start >= start && name.end <= start + row.length)
      .flatMap((name) => {
        const text = describe(ROOT + file, name.start);
        return text ? [{ line: at, from: name.start - start, to: name.end - start, text }] : [];
      });
  });
}

/** Where names stand: no words of the language, which TypeScript would explain, nor of comments. */
function namesIn(file: string, text: string): { start: number; end: number }[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext);
  const found: { start: number; end: number }[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node))
      found.push({ start: node.getStart(tree), end: node.end });
    ts.forEachChild(node, walk);
  };
  walk(tree);
  return found;
}

function describe(file: string, position: number): string | undefined {
  const info = languageService().getQuickInfoAtPosition(file, position);
  if (!info || info.kind === 'parameter' || info.kind === 'local var' || info.kind === 'keyword')
    return undefined;
  const [declared] = languageService().getDefinitionAtPosition(file, position) ?? [];
  if (!declared?.fileName.startsWith(ROOT)) return undefined;
  // here it is declared itself
  if (declared.fileName === file && declared.textSpan.start === position) return undefined;
  const type = ts
    .displayPartsToString(info.displayParts)
    .replace(/^\(alias\) /, '')
    .split('\nimport ')[0]!;
  const what = ts
    .displayPartsToString(info.documentation)
    .split(/(?<=\.)\s/)[0]!
    .replace(/\s+/g, ' ');
  return what ? `${type}\n${what}` : type;
}
