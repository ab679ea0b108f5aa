// What is wrong with the modules of a program before it runs: Node refuses the same programs, and
// here they are told by the place in the reader's file, in words that say what to do.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { link } from '../../src/runner/source/link.ts';
import { prepare } from '../../src/runner/source/prepare.ts';
import { SourceError } from '../../src/runner/source/source-error.ts';
import { strip, STRIPPED } from '../stripped.ts';

type Files = Record<string, string>;

const nodeRuns = async (files: Files): Promise<boolean> => {
  const folder = mkdtempSync(join(tmpdir(), 'refused-'));
  try {
    for (const [name, text] of Object.entries({ ...files, 'package.json': '{"type":"module"}' }))
      writeFileSync(join(folder, name), text);
    strip(Object.values(files));
    return await new Promise((resolve) =>
      execFile(process.execPath, [...STRIPPED, 'main.ts'], { cwd: folder }, (error) =>
        resolve(error === null),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const refusalOf = (files: Files): SourceError | undefined => {
  try {
    link(files, 'main.ts', (file) => prepare(files[file]!, file));
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
  return undefined;
};

const A = { 'a.ts': 'export const a = 1;\nexport type T = 1;\nexport default 2;' };
const twice = (name: string): string => `'${name}' is declared twice`;

test.each<[code: string, at: string, words: string, files?: Files]>([
  // one name, declared twice
  ["import { a } from './a.ts';\nclass a {}", '2:7', twice('a'), A],
  ["import { a } from './a.ts';\nfunction a() {}", '2:10', twice('a'), A],
  ["import { a } from './a.ts';\nvar a;", '2:5', twice('a'), A],
  ["import { a } from './a.ts';\nif (1) { var a; }", '2:14', twice('a'), A],
  ["import { a } from './a.ts';\nimport { a } from './a.ts';", '2:10', twice('a'), A],
  ["import a, { a as b } from './a.ts';\nimport * as a from './a.ts';", '2:13', twice('a'), A],
  ['let a;\nlet a;', '2:5', twice('a')],
  ['var a;\nlet a;', '2:5', twice('a')],
  ['function f() {}\nfunction f() {}', '2:10', twice('f')],
  ['function f() {}\nvar f;', '2:5', twice('f')],
  ['class A {}\ninterface A {}\nconst A = 1;', '3:7', twice('A')],
  [
    "import './b.ts';",
    'b.ts:2:7',
    twice('m'),
    { 'b.ts': "import { m } from './main.ts';\nconst m = 1;" },
  ],
  // one name, exported twice
  ['export const a = 1;\nexport { a };', '2:10', "'a' is exported twice"],
  ['const a = 1;\nexport { a as b, a as b };', '2:18', "'b' is exported twice"],
  ["export { a } from './a.ts';\nexport * as a from './a.ts';", '2:8', "'a' is exported twice", A],
  ['export default 1;\nexport default 2;', '2:1', 'two default exports'],
  ['const a = 1;\nexport { a as default };\nexport default 2;', '3:1', 'two default exports'],
  ['export { nowhere };', '1:10', "'nowhere' is exported, but not declared"],
  ['interface T {}\nexport { T };', '2:10', "write 'export type { T }'"],
  // names that are not there
  [
    "import { b } from './a.ts';",
    '1:10',
    "does not export 'b' (it exports a, default; types need 'import type')",
    A,
  ],
  ["import {\n  a,\n  T,\n} from './a.ts';", '3:3', "does not export 'T'", A],
  ["export { b } from './a.ts';", '1:10', "does not export 'b'", A],
  [
    "import d from './b.ts';",
    '1:8',
    "does not export 'default'",
    { ...A, 'b.ts': "export * from './a.ts';" },
  ],
  [
    "import { both } from './b.ts';",
    '1:10',
    "exports two different 'both', of a.ts and of c.ts",
    {
      'a.ts': 'export const both = 1;',
      'b.ts': "export * from './a.ts';\nexport * from './c.ts';",
      'c.ts': 'export const both = 2;',
    },
  ],
  [
    "export { x } from './b.ts';",
    'b.ts:1:10',
    'leads in a circle',
    { 'b.ts': "export { x } from './main.ts';" },
  ],
  // files that are not there
  ["import './zz.ts';", '1:8', "there’s no file './zz.ts'"],
  ["import './a';", '1:8', "write './a.ts'", A],
  ["import './a.js';", '1:8', "write './a.ts'", A],
  ["import '.';", '1:8', "write './index.ts'", { 'index.ts': '' }],
  ["import '../main.ts';", '1:8', "there’s no file '../main.ts'"],
  ["import './a.txt';", '1:8', 'neither code nor JSON', { 'a.txt': '' }],
  [
    "import 'lodash';",
    '1:8',
    "there’s no package 'lodash' here: you can import only files of this stage, as in './future.ts'",
  ],
  ["import '#x';", '1:8', 'you can import only files of this stage'],
  ["import 'https://a.b/c.js';", '1:8', 'addresses can’t be loaded here'],
  // JSON
  ["import d from './d.json';", '1:15', "with { type: 'json' }", { 'd.json': '{}' }],
  [
    "import { a } from './d.json' with { type: 'json' };",
    '1:10',
    "does not export 'a'",
    { 'd.json': '{"a":1}' },
  ],
  [
    "import d from './d.json' with { type: 'json' };",
    'd.json:3:1',
    'JSON',
    { 'd.json': '{\n  "a": 1,\n}' },
  ],
  ["import d from './d.json' with { type: 'json' };", 'd.json:1:1', 'JSON', { 'd.json': '' }],
  [
    "import d from './d.json' with { type: 'css' };",
    '1:15',
    "type: 'css' is unknown",
    { 'd.json': '1' },
  ],
  [
    "import d from './d.json' with { kind: 'json' };",
    '1:15',
    "kind: 'json' is unknown",
    { 'd.json': '1' },
  ],
  [
    "import d from './d.json' with { type: 'json', type: 'json' };",
    '1:47',
    'given twice',
    { 'd.json': '1' },
  ],
  ["import './a.js' with { type: 'json' };", '1:8', 'isn’t JSON', { 'a.js': '' }],
  // what only scripts may have
  ['return;', '1:1', "'return' is outside a function"],
  ['new.target;', '1:1', "'new.target' is outside"],
  ['with ({}) {}', '1:1', 'modules are strict'],
  ['delete a;', '1:1', 'modules are strict'],
  ['arguments = 1;', '1:1', 'modules are strict'],
  ["import eval from './a.ts';", '1:8', 'modules are strict', A],
  ['010;', '1:1', '0o'],
  ['const await = 1;', '1:7', "'await'"],
  ['function f() {\n  await 1;\n}', '2:3', "write 'async' before the function"],
  ['break;', '1:1', "'break' is outside"],
  ['<!-- x', '1:2', 'comments of HTML'],
  ['--> x', '1:3', 'comments of HTML'],
  ['if (0<!--a) ;', '1:7', 'comments of HTML'],
  // where they stand
  ["if (1) {\n  import './a.ts';\n}", '2:3', 'top level', A],
  ['function f() {\n  export const a = 1;\n}', '2:3', 'top level'],
  ["import { 'a' } from './a.ts';", '1:10', 'as foo', A],
  ['import();', '1:1', 'one or two'],
  ["new import('./a.ts');", '1:5', 'new', A],
  ["import source x from './a.ts';", '1:1', 'WebAssembly', A],
])('%j', async (code, at, words, files = {}) => {
  const all = { ...files, 'main.ts': code };
  const refusal = refusalOf(all);
  const { file, line, column } = refusal?.at ?? {};
  expect(`${file}:${line}:${column}`).toBe(at.includes('.') ? at : `main.ts:${at}`);
  expect(refusal!.message).toContain(words);
  expect(await nodeRuns(all)).toBe(false);
});

test.each<[code: string, files?: Files]>([
  ['interface A {}\nclass A {}\ntype B = 1;\nconst B = 2;\nexport { B };\nexport type { B as C };'],
  ["import { a, type T } from './a.ts';\nconst T: T = 1;\nexport { a as T1, T };", A],
  ["import type { a } from './a.ts';\nconst a = 1;\nexport default a;", A],
  ['function f(): void;\nfunction f(x?: 1): void;\nfunction f() {}\nexport { f };'],
  ["export * from './a.ts';\nexport * from './a.ts';\nexport const a = 2;", A],
  ["export * from './a.ts';\nexport * from './b.ts';", { ...A, 'b.ts': 'export const a = 2;' }],
  ["import a from './a.ts';\n{ const a = 1; }\n((a) => a)(1);", A],
  ['let n = 3;\nwhile (n --> 0) ;'],
  ["import './d.js' with {};", { 'd.js': '' }],
])('%j runs, as in Node', async (code, files = {}) => {
  const all = { ...files, 'main.ts': code };
  expect(refusalOf(all)).toBeUndefined();
  expect(await nodeRuns(all)).toBe(true);
});
