// Modules behave as in Node: cycles, live bindings, order, top-level await, import().
import { expect, test } from 'vitest';
import { ENGINE, runCode, useEngine } from './engine.ts';

useEngine();

const cases: Record<string, [main: string, files: Record<string, string>, stdout: string]> = {
  'files are evaluated once, depth first': [
    "import './a.ts';\nimport './b.ts';\nconsole.log('main');",
    {
      'a.ts': "import './c.ts';\nconsole.log('a');",
      'b.ts': "import './c.ts';\nconsole.log('b');",
      'c.ts': "console.log('c');",
    },
    'c\na\nb\nmain\n',
  ],
  'bindings are live': [
    "import { count, increase } from './a.ts';\nincrease();\nincrease();\nconsole.log(count);",
    { 'a.ts': 'export let count = 0;\nexport const increase = () => void count++;' },
    '2\n',
  ],
  'functions of a cycle can call each other': [
    "import { even } from './even.ts';\nconsole.log(even(10), even(7));",
    {
      'even.ts':
        "import { odd } from './odd.ts';\nexport function even(n: number): boolean { return n === 0 || odd(n - 1); }",
      'odd.ts':
        "import { even } from './even.ts';\nexport function odd(n: number): boolean { return n !== 0 && even(n - 1); }",
    },
    'true false\n',
  ],
  'a constant of a cycle that is not there yet is a ReferenceError': [
    "import './a.ts';",
    {
      'a.ts': "import './b.ts';\nexport const a = 1;",
      'b.ts':
        "import { a } from './a.ts';\ntry { a; } catch (error) { console.log((error as Error).name); }",
    },
    'ReferenceError\n',
  ],
  'names can be exported again, renamed and gathered': [
    "import def, { two, hub } from './hub.ts';\nimport * as all from './hub.ts';\nconsole.log(def, two, hub.one, Object.keys(all).sort());",
    {
      'hub.ts':
        "export { one as two, default } from './a.ts';\nexport * as hub from './a.ts';\nexport * from './b.ts';",
      'a.ts': 'export const one = 1;\nexport default class A {}',
      'b.ts': 'export const b = 3;\nexport default 4;',
    },
    "[class A] 1 1 [ 'b', 'default', 'hub', 'two' ]\n",
  ],
  'types leave no import behind': [
    "import { type T, v } from './a.ts';\nimport type { U } from './nowhere.ts';\nconst t: T = v; const u: U | undefined = undefined;\nconsole.log(t, u);",
    { 'a.ts': 'export type T = number;\nexport const v: T = 1;' },
    '1 undefined\n',
  ],
  'a module waits for what it imports': [
    "import { value } from './a.ts';\nconsole.log(value);",
    { 'a.ts': 'export const value = await new Promise<number>((ok) => setTimeout(ok, 10, 5));' },
    '5\n',
  ],
  'import() gives a module, once': [
    "const [a, b] = await Promise.all([import('./a.ts'), import(String('./a.ts'))]);\nconsole.log(a === b, a.value);",
    { 'a.ts': "console.log('evaluated');\nexport const value = 1;" },
    'evaluated\ntrue 1\n',
  ],
  'import() of what is broken or missing is refused then': [
    "for (const file of ['./broken.ts', './missing.ts']) await import(file).catch((error) => console.log(error.name));",
    { 'broken.ts': 'const = 1;' },
    'SyntaxError\nError\n',
  ],
  'import.meta knows its file': [
    "console.log(import.meta.url.endsWith('/programs/main.ts'), import.meta.resolve('./a.ts').endsWith('/programs/a.ts'));",
    {},
    'true true\n',
  ],
  'modules are strict, and their names are their own': [
    "import './a.ts';\nconst name = 'main';\nconsole.log(typeof (globalThis as any).mine, this, name);",
    { 'a.ts': "const name = 'a';\nvar mine = 1;" },
    'undefined undefined main\n',
  ],
  'names that the linker uses may be used': [
    'const $m = 1, $d = 2, $load = 3, $meta = 4, $star = 5, $exports = 6;\nconsole.log($m + $d + $load + $meta + $star + $exports);',
    {},
    '21\n',
  ],
};

test.each(Object.entries(cases))('%s', async (_, [main, files, expected]) => {
  const inFolder = Object.fromEntries(
    Object.entries(files).map(([name, code]) => [`programs/${name}`, code]),
  );
  const { stdout, stderr, outcome } = await runCode(main, inFolder);
  expect({ stdout, stderr, outcome }).toEqual({
    stdout: expected,
    stderr: '',
    outcome: { type: 'done', exitCode: 0 },
  });
});

test.each([
  ['./a.js', 'export const a: number = 1;'],
  ['./a.js', 'export default 1 as number;'],
  ['./a.mjs', 'interface A {}\nexport default 1;'],
])('types come off of no JavaScript: %s, %s', async (specifier, code) => {
  const { stdout, stderr, outcome } = await runCode(
    `import '${specifier}';\nconsole.log('never');`,
    { [`programs/${specifier.slice(2)}`]: code },
  );
  expect([stdout, outcome]).toEqual(['', { type: 'done', exitCode: 1 }]);
  expect(stderr).toContain('SyntaxError');
});

test
  .runIf(ENGINE === 'page')
  .each([
    "import './a.cjs';",
    "import './a.cts';",
    "await import('./a.cjs');",
    "const name = './a.cts'; await import(name);",
  ])('CommonJS needs Node: %s', async (code) => {
  const files = { 'programs/a.cjs': 'exports.a = 1;', 'programs/a.cts': 'exports.a = 1;' };
  const { stderr, outcome } = await runCode(code, files);
  expect(stderr).toMatch(/'\.\/a\.c[jt]s' is CommonJS, as its ending says, and needs Node/);
  expect(outcome).toEqual({ type: 'done', exitCode: 1, needsNode: true });
});
