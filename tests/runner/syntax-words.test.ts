// What is wrong with a program's syntax is said in Node's words, and where Node says it.
import { stripTypeScriptTypes } from 'node:module';
import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { prepare } from '../../src/runner/source/prepare.ts';
import { SourceError } from '../../src/runner/source/source-error.ts';

const BROKEN = [
  'let x = ;',
  'const o = {a: 1,, b: 2};',
  "console.log('x'))",
  'class A { const x = 1; }',
  'const a = 1 +* 2;',
  'if (x { }',
  'if x { }',
  'for (let i = 0; i < 3; i++ { }',
  'for (let i of ) { }',
  'function (a) { }',
  'function f(a,, b) { }',
  'function f(a { }',
  'const f = (a, b => a;',
  'const f = () => { return 1;',
  'let a = [1, 2;',
  'let a = [1, 2}; ',
  'foo(1 2);',
  'let a b;',
  "const x = 'abc;",
  'const x = `abc;',
  'const x = /abc;',
  'return = 5;',
  "import { a, b from './x.ts';",
  "import a b from './x.ts';",
  "import from './x.ts';",
  "import { a } './x.ts';",
  'import { a } from ./x.ts;',
  'export a;',
  'export default ;',
  'else { }',
  'switch (a) { case 1 break; }',
  'switch (a) { foo(); }',
  'while (true { }',
  'do { } while',
  'throw;',
  'class A { foo( { } }',
  'class A extends { }',
  'class { }',
  'class A { let x; }',
  'class A { function f() { } }',
  'new ;',
  'a.;',
  'a.b.(c);',
  'a = = 1;',
  'a === ;',
  'x ? 1;',
  'x ? 1 : ;',
  'async () => { await ; }',
  'function* g() { yield ] }',
  'let { a, b = 1;',
  'let { a: } = b;',
  'const x;',
  'for (const x = 1) { }',
  '}',
  ')',
  'foo(',
  '{',
  '[1, 2',
  '=> 1',
  '1 = 2;',
  "'abc' 'def';",
  'let a: = 1;',
  'let a: number string = 1;',
  'function f(a: ) { }',
  'interface A { a: ; }',
  'type A = ;',
  'let a = <string>;',
  'a as ;',
  'let a = 3in [];',
  '`${`',
  '`${a`',
  'a b c',
  'let x = { get a };',
  "let x = { 'a' };",
  'let x = { ...};',
  'f(...);',
  'let [a, = b;',
  'async function f() { for await x of y; }',
  "import * from './x.ts';",
  "import * as from './x.ts';",
  "export * form './x.ts';",
  'const a = async function;',
  'static x = 1;',
  'if (a) else b;',
  'a ? b , c : d;',
  '!;',
  'let a = {b, c)',
  '}, 5);',
  'const o = {\n  a: 1,,\n  b: 2,\n};',
  'f(a, // the first\n  b c);',
  'const a = [1, 2, 3\nconsole.log(a);',
  'if (a) {\n  b();\n}}',
  'function f() {\n  return 1 +\n}',
  'const s = "a" + ;',
  'let x = 1; /* c */ y z;',
];

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing is wrong with it');
}
const hereSays = (code: string, file: string): SourceError =>
  thrownBy(() => prepare(code, file)) as SourceError;

test.each(BROKEN)('%s', (code) => {
  const { message, stack } = thrownBy(() => stripTypeScriptTypes(`${code}\n`)) as Error;
  const here = hereSays(`${code}\n`, 'main.ts');
  expect(here.message).toBe(message);
  // at the end of a file there's no place that Node could point to
  const [, line, before] = /^:(\d+)\n.*\n( *)\^/.exec(stack!) ?? [];
  if (line !== undefined)
    expect(here.at).toMatchObject({ line: Number(line), column: before!.length + 1 });
});

/** Of many rows of Node's it is this file's own words that are better. */
test('an old attribute of an import says what to write', () => {
  expect(hereSays("import x from './x.json' assert { type: 'json' };", 'main.ts')).toMatchObject({
    message: expect.stringMatching(/^Unexpected identifier 'assert'.*write `with/),
    at: { line: 1, column: 26 },
  });
});

test.each([
  'let x = ;',
  'let a b;',
  "let a 'b';",
  'let a 5;',
  'let a `b`;',
  'if (a { }',
  'a b c',
  'const o = {a: 1,, b: 2};',
  'foo(',
  '}',
  'a => => b',
  'class A { const x = 1; }',
  'let a = # b;',
])('in JavaScript: %s', (code) => {
  expect(hereSays(code, 'main.js').message).toBe(
    (thrownBy(() => new Script(code)) as Error).message,
  );
});
