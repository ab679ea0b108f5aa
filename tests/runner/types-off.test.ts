// The page takes types off as Node does: Node itself is the judge, of the text that is left and of
// what is refused.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { prepare } from '../../src/runner/source/prepare.ts';
import { applyEdits } from '../../src/runner/source/source-edit.ts';
import { nodeJudges, type Verdict } from '../suites/node-judge.ts';
import { pageJudges } from '../suites/types.ts';

const ACCEPTED: Record<string, string[]> = {
  annotations: [
    'const a: number = 1; function f(x?: string, ...rest: any[]): x is string { return true }',
    "let a: typeof import('b'), c: `x${string}`, d: [e?: 1, ...f: 2[]], g: readonly 1[]",
    'let a: { [K in keyof B as C]-?: D }, b: A extends infer C extends D ? E : F',
    'let a /* b */ : /* c */ 1 /* d */ = 2',
    'let a // b\n: 1 = 2',
    'let a:\t1 = 2;\r\nlet b: {\r\n  c: 1\r\n}\r\n',
    "let a: 'é', b: '漢', c: '😀' = d",
    'let a!: number; let b!: string, c: boolean; let d! = 1',
    'const { a, b: [c] }: { a: 1; b: [2] } = d; for (const x of y as any[]) {} try {} catch (e: unknown) {}',
    'using a: B = c; const d = { get e(): number { return 1 }, async f<T>(x: T): Promise<void> {} };',
    '#!/usr/bin/env node\nlet a: 1',
  ],
  'statements that are types': [
    'interface A { b: 1 }\ntype B<T> = T | A;\ndeclare const c: B<1>;\ndeclare function d(): void;\ndeclare class E {}\nlet f = 1',
    "interface A {}\n'use strict'\nlet b",
    'declare enum A {}\ndeclare const enum B {}\ndeclare global { interface Window {} }',
    "declare module 'a' { let b }\ndeclare namespace A { let b; enum C {} }",
    'namespace A { export type B = 1; interface C {} namespace D {} }\nnamespace E.F {}\nlet c = 1',
    'if (a) interface B {} else type C = 1\nwhile (a) declare let d\nfor (;;) declare function e(): void',
    'type string = 1; type eval = 1; interface async {}',
  ],
  'a line break after the word that declares': [
    'declare\nclass A {}',
    'declare // why\nlet a: 1',
    'declare abstract\nclass A {}',
    'export declare\nclass A {}',
    'export abstract\nclass A {}',
    'declare type\nT = 1',
    'export interface\nI {}',
    'namespace\nA\n{}',
    "declare module\n'bar'",
    '{ declare\nclass A {} }',
    // these are JavaScript: a name, and a statement
    'abstract\nclass A {}',
    'type\nT = 1',
    'declare\nx = 1',
  ],
  'imports and exports of types': [
    "import type { A } from './a.ts';\nimport { type B, c, type D } from './b.ts';\nexport type { A };\nexport { c, type D };\nexport type E = B;\nexport interface F {}",
    'import { "name with blanks" as x, type T } from \'a\'',
    'import { type "name with blanks" as T, x } from \'a\'',
    "import { type A /* , */ , b } from 'c'; import { type D, } from 'd'",
    "import type, { a } from 'b'; import { type as c } from 'b'; import { type as as d } from 'b'",
    "import type a from 'b' with { type: 'json' }; export type * as c from 'd'; export type * from 'd'",
    "import type x = require('y'); import type z = A.B; export import type w = require('y')",
    'export default interface A {}\nexport declare const a: 1\nexport abstract class B {}',
    'export default function f(): void\nexport default function f() {}',
  ],
  classes: [
    'abstract class A<T> extends Map<T, T> implements B, C<T> {\n  private readonly x?: number = 1;\n  declare y: string;\n  z!: T;\n  static override s = 1;\n  abstract m(): void;\n  protected abstract n: number;\n  [key: string]: any;\n  readonly #p: number = 2;\n  constructor(a: number) { super(); }\n  public get g(): number { return 1 }\n  async *gen<U>(this: A<T>, u: U): AsyncGenerator<U> {}\n}',
    'class A { m(a: 1): void; m(a: any) {} constructor(); constructor(a?: 1) {} }',
    'class A {\n  a = 1\n  private [b] = 2\n  public *c() {}\n  private in\n  static readonly [d] = 1\n}',
    'class A { get: number; set: string; static: boolean; x }',
    'class A { readonly public = 1; public readonly; private static; readonly get = 1 }',
    "class A { m?(): void; x?: 1; 'y'?: 2; [z]?: 3; #p?: 4; 5!: 6 }",
    'class A { declare private readonly y: 1; declare static z; static [k: string]: any }',
    'class A { @dec declare x; m(@dec this: A) {} }\nabstract class B { @dec abstract x }',
    'class A extends B { override async m() {} private override readonly y!: 2 }',
  ],
  functions: [
    'function f(a: string): void;\nfunction f(a: number): void;\nfunction f(a: any) {}',
    'function f(this: Window, a: number) {} function g(this: Window) {}',
    'function f(this: any /* c, d */, a: number) {}',
    'function f(/* ( */ this: any, /* ) */ a) {}',
    'const o = { get a(this: O): 1 { return 1 }, set a(this: O, v: 1) {} }',
    'function f<>() {} class A<> { m<>() {} } f<>(); new A<>(); const g = async <>() => 1',
    'function f<const T>() {} class A<const T> {} const g = <const T,>(a: T) => a; type T = <const U>() => 1',
    'const a = async <T,>(x: T): Promise<T> => x; const b = (x?: number) => x; const c = <T>(x: T) => x;',
    'function f() { return <\nT>(a: T) => a }\nfunction* g() { yield <\nT>(a: T) => a }',
    'const f = async <\nT\n>(a: T) => a',
    'const f = (a): {\n  b: 1 } => a; const g = (a\n: 1)\n: 2 => a',
  ],
  expressions: [
    'const a = b as const; const c = d satisfies E; const f = g!; const h = (i as any)!.j; k<string>(1); new L<M>(); const n = o<string>; p?.q!.r; s![0];',
    '(a as any) = 1; [a as any] = 1; a! = 1; a!++; delete (a as any).b; for (a as any of b);',
    'a<b>.c; a<b>?.(d); a?.b<c>(d); a<b>`c`',
    '(1 + 1 as number) * 2; 1 * 2 as number + 3; 1 + 1 as number >> 2; a && b as any || c; a - b as number - c',
    'a ? (b) : c => d; a ? (b, c) : d; x < y > z; f(a < b, c > (d))',
    'as as as; type = 1; declare(a); abstract(a); satisfies',
  ],
  'lines that would run into each other': [
    'const a = b as T\n(c)',
    'const a = b satisfies T\n[c]',
    'const a = b as T\n`c`',
    'const a = b as const\n[c]',
    'const a = b!\n(c)',
    'let a = b\ntype C = D\n(e)',
    'let a;\ntype C = D;\n(e)',
    'let a\ninterface B {}\n/c/',
    'let a\ndeclare var b\n-c',
    "let a\nimport type B from 'c'\n+d",
    'export default a as any\n(b)',
  ],
};

const ERASABLE = 'TypeScript that can’t be erased doesn’t run here: ';
const REFUSED: [source: string, line: number, column: number, message: string][] = [
  ['enum A { B }', 1, 1, `${ERASABLE}an enum`],
  ['const enum A { B }', 1, 1, `${ERASABLE}an enum`],
  ['\n  namespace A { export const b = 1 }', 2, 3, `${ERASABLE}a namespace`],
  ['namespace A { declare let b }', 1, 1, `${ERASABLE}a namespace`],
  ['declare module A {}', 1, 16, 'write `namespace`'],
  ['class A { constructor(private a: number) {} }', 1, 23, `${ERASABLE}a parameter property`],
  ['const a = <any>b;', 1, 11, 'write `value as T`'],
  ['import a = require("b");', 1, 1, 'write `import x from …`'],
  ['export = a', 1, 1, 'write `export default`'],
  ['export as namespace A', 1, 1, 'write a module'],
  // without their types these would be computed in another order
  ['console.log(1 + 1 as number * 2)', 1, 13, 'write `(1 + 1 as number)`'],
  ['1 >> 1 as number + 2', 1, 1, 'another order'],
  ['2 ** 3 as number ** 2', 1, 1, 'another order'],
  ['1 + 1 satisfies number * 2', 1, 1, 'another order'],
  ['a + b as any as number\n* c', 1, 1, 'another order'],
  // what no engine knows
  ['class A {\n  @dec m() {}\n}', 2, 3, 'decorators don’t run'],
  ['@dec class A {}', 1, 1, 'decorators don’t run'],
  ['export @dec class A {}', 1, 8, 'decorators don’t run'],
  ['class A { m(@dec a) {} }', 1, 13, 'decorators don’t run'],
  ['class A { accessor x = 1 }', 1, 11, 'an `accessor` field doesn’t run'],
  ['const a = <div>b</div>', 1, 11, 'JSX doesn’t run'],
  ['function f() { return <A b={c} /> }', 1, 23, 'JSX doesn’t run'],
  ['x = do { 1 }', 1, 5, 'a proposal that engines don’t know yet (do expressions)'],
  // TypeScript that Node does not take
  ['class A { abstract m() }', 1, 11, 'write `abstract class`'],
  ['abstract class A { abstract m() {} }', 1, 20, 'has no body'],
  ['class A { override m() {} }', 1, 11, 'leave out `override`'],
  ['class A { declare x = 1 }', 1, 23, 'leave out `declare`'],
  ['class A { private #a }', 1, 11, 'already private'],
  ['class A { constructor(): A {} }', 1, 24, 'no return type'],
  ['class A { static constructor() {} }', 1, 11, 'neither static'],
  ['class A { get a<T>() { return 1 } }', 1, 16, 'no type parameters'],
  ['class A { *a?() {} }', 1, 11, 'leave out the `?`'],
  ['class string {}', 1, 7, 'choose another name'],
  ['interface A<const T> {}', 1, 13, 'functions, methods and classes'],
  ['interface number {}', 1, 11, 'choose another name'],
  ['function f(a? = 1) {}', 1, 12, 'not both'],
  ['(a!) => b', 1, 2, 'can’t be marked'],
  ['const f = <>() => 1', 1, 11, 'leave it out'],
  ['let a: B<>', 1, 9, 'leave it out'],
  ['for (const a: number of b);', 1, 13, 'leave it out'],
  ['for ({ a } in b);', 1, 6, 'not a pattern'],
  ['for (using a = b; ; );', 1, 6, 'before the loop'],
  ['a satisfies const', 1, 13, '`const` goes with `as`'],
  ['a?.b<c>', 1, 1, 'need a call'],
  ['({ set a(v): void {} })', 1, 12, "Unexpected token ':'"],
  ['class A { constructor(this) {} }', 1, 23, "'this' is a word of the language"],
  // JavaScript's early errors
  ['let a;\nlet a', 2, 5, "'a' is declared twice in this scope"],
  ["import { a } from 'b';\nclass a {}", 2, 7, "'a' is declared twice in this scope"],
  [
    'declare let T: 1;\nexport { T }',
    2,
    10,
    "'T' is exported, but not declared in this file (for a type write 'export type { T }')",
  ],
  ['function f(a: 1, a: 2) {}', 1, 18, 'the same name'],
  ['const a: 1', 1, 7, "'const' declarations must be initialized"],
  ['break', 1, 1, "'break' is outside anything it could leave"],
  ['with (a as any) {}', 1, 1, "'with' isn’t allowed: modules are strict"],
  ['delete a', 1, 1, 'can’t be deleted'],
  ['let eval = 1', 1, 5, "'eval' can’t be declared: modules are strict"],
  ['let public = 1', 1, 5, "'public' is a word of the language, not a name"],
  ['class A { constructor() { super() } }', 1, 27, '`super()`'],
  ['a.#b', 1, 3, '#b'],
  ['a ?? b as any || c', 1, 15, 'parens'],
  ['-a as number ** 2', 1, 2, 'parentheses'],
  ['let a = /(/', 1, 9, 'Unterminated group'],
];

const accepted = Object.entries(ACCEPTED).flatMap(([what, sources]) =>
  sources.map((source) => ({ what, source })),
);
const refused = REFUSED.map(([source, line, column, message]) => ({
  source,
  place: `${line}:${column} `,
  message,
}));
const files = globSync('code/*/{src,programs,tests}/**/*.ts').map((file) =>
  readFileSync(file, 'utf8'),
);
const verdicts = new Map<string, Verdict>();
const sources = [...[...accepted, ...refused].map(({ source }) => source), ...files];
for (const [index, verdict] of (await nodeJudges(sources)).entries())
  verdicts.set(sources[index]!, verdict);

test.each(accepted)('$what: $source', ({ source }) => {
  expect(verdicts.get(source)).toHaveProperty('code');
  expect(pageJudges(source, 'a.ts')).toEqual(verdicts.get(source));
});

test('every file of code/', () => {
  for (const source of files) expect(pageJudges(source, 'a.ts')).toEqual(verdicts.get(source));
});

test.each(refused)('refused: $source', ({ source, place, message }) => {
  expect(verdicts.get(source)).toHaveProperty('refusal');
  const here = pageJudges(source, 'a.ts');
  expect(here).toHaveProperty('refusal', expect.stringContaining(message));
  expect(here).toHaveProperty('refusal', expect.stringMatching(`^${place}`));
});

// the page puts its marks into what is left, and the Node beside it into the file itself
test.each([
  'function* f(a: 1) { yield a as 1 }',
  'function* f() { yield <T>(a: T) => a }',
  'function* f() { yield <\nT>(a: T) => a }',
  'function* f(): Generator { const a: 1 = yield b!; yield* c<1>(); yield }',
  'class A<T> { *m<U>(this: A<T>): Generator { yield 1 satisfies 1 } }interface B {}',
])('a run can be watched in what is left of %j', async (source) => {
  const { edits, instrumentation } = prepare(source, 'a.ts');
  expect(instrumentation).not.toEqual([]);
  const left = applyEdits(source, [...edits, ...instrumentation]);
  const [verdict, ofLeft] = await nodeJudges([applyEdits(source, instrumentation), left]);
  expect(verdict).toHaveProperty('code');
  expect(ofLeft).toEqual({ code: left });
});
