// The page takes types off as Node does: Node's own stripping is the judge.
import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { expect, test } from 'vitest';
import { parse } from '../../src/runner/source/parse.ts';
import { applyEdits } from '../../src/runner/source/source-edit.ts';
import { SourceError } from '../../src/runner/source/source-error.ts';
import { typesOff } from '../../src/runner/source/types-off.ts';

const off = (source: string): string =>
  applyEdits(source, typesOff(source, parse(source, 'a.ts'), 'a.ts'));
// Both may leave a semicolon where a type stood, to keep statements apart; where exactly is their
// own affair.
const alike = (code: string): string => code.replace(/;/g, ' ');

const CASES: Record<string, string> = {
  annotations:
    'const a: number = 1; function f(x?: string, ...rest: any[]): x is string { return true }',
  'type statements':
    'interface A { b: 1 }\ntype B<T> = T | A;\ndeclare const c: B<1>;\ndeclare function d(): void;\ndeclare class E {}\nlet f = 1',
  'imports and exports of types':
    "import type { A } from './a.ts';\nimport { type B, c, type D } from './b.ts';\nexport type { A };\nexport { c, type D };\nexport type E = B;\nexport interface F {}",
  classes:
    'abstract class A<T> extends Map<T, T> implements B, C<T> {\n  private readonly x?: number = 1;\n  declare y: string;\n  z!: T;\n  static override s = 1;\n  abstract m(): void;\n  protected abstract n: number;\n  [key: string]: any;\n  readonly #p: number = 2;\n  constructor(a: number) { super(); }\n  public get g(): number { return 1 }\n  async *gen<U>(this: A<T>, u: U): AsyncGenerator<U> {}\n}',
  overloads:
    'function f(a: string): void;\nfunction f(a: number): void;\nfunction f(a: any) {}\nclass A { m(a: 1): void; m(a: any) {} }',
  expressions:
    'const a = b as const; const c = d satisfies E; const f = g!; const h = (i as any)!.j; k<string>(1); new L<M>(); const n = o<string>; p?.q!.r; s![0];',
  arrows:
    'const a = async <T,>(x: T): Promise<T> => x; const b = (x?: number) => x; const c = <T>(x: T) => x;',
  patterns:
    'const { a, b: [c] }: { a: 1; b: [2] } = d; for (const x of y as any[]) {} try {} catch (e: unknown) {}',
  'the type of this': 'function f(this: Window, a: number) {} function g(this: Window) {}',
  'definite variables': 'let a!: number; let b!: string, c: boolean;',
  'using and accessors of objects':
    'using a: B = c; const d = { get e(): number { return 1 }, async f<T>(x: T): Promise<void> {} };',
  'empty namespace': 'namespace A { export type B = 1 }\nlet c = 1',
};

test.each(Object.entries(CASES))('%s', (_, source) => {
  const ours = off(source);
  expect(ours.length).toBe(source.length);
  expect(alike(ours)).toBe(alike(stripTypeScriptTypes(source)));
});

test('every file of code/', () => {
  for (const file of globSync('code/*/{src,programs,tests}/**/*.ts')) {
    const source = readFileSync(file, 'utf8');
    expect(alike(off(source)), file).toBe(alike(stripTypeScriptTypes(source)));
  }
});

test.each([
  ['an assertion at the end of a line', 'const a = b as T\n(c)', 'const a = b;'],
  ['a type after an unfinished line', 'let a = b\ntype C = D\n(e)', '\n;'],
  ['a modifier before a computed name', 'class A {\n  a = 1\n  private [b] = 2\n}', '\n  ;'],
  ['a modifier before a generator', 'class A {\n  a = 1\n  public *b() {}\n}', '\n  ;'],
])('what is left of %s does not run into the next line', (_, source, kept) => {
  expect(off(source)).toContain(kept);
  expect(
    off(source)
      .split('\n')
      .map((line) => line.length),
  ).toEqual(source.split('\n').map((line) => line.length));
});

test.each([
  ['return <\nT>(a) => a', 'return (\n'],
  ['const f = (a): {\n  b: 1 } => a', ') => a'],
])('a type that spans lines in %j leaves code that still runs', (source, part) => {
  const code = off(`function x() {\n${source}\n}`);
  expect(code).toContain(part);
  expect(() => new Function(code)).not.toThrow();
});

test.each([
  ['enum A { B }', 1, 1],
  ['\n  namespace A { export const b = 1 }', 2, 3],
  ['class A { constructor(private a: number) {} }', 1, 23],
  ['const a = <any>b;', 1, 11],
  ['import a = require("b");', 1, 1],
  ['const enum A { B }', 1, 1],
])('%j is refused, as Node refuses it', (source, line, column) => {
  expect(() => stripTypeScriptTypes(source)).toThrow();
  const refusal = (() => {
    try {
      off(source);
    } catch (error) {
      return error;
    }
    return undefined;
  })();
  expect(refusal).toBeInstanceOf(SourceError);
  expect((refusal as SourceError).at).toEqual({ file: 'a.ts', line, column });
});
