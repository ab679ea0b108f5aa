// When what a module declares is there, which name leads to what, and in which order modules run.
import { useEngine } from './engine.ts';
import { askAll, type Table } from './table.ts';

useEngine();

const defaults: [what: string, name: string][] = [
  ['() => 1', 'default'],
  ['(() => 1)', 'default'],
  ['async (x) => x', 'default'],
  ['function () {}', 'default'],
  ['function* () {}', 'default'],
  ['async function () {}', 'default'],
  ['async /* ( */ function /* ( */ * /* ( */ () {}', 'default'],
  ['(function () {})', 'default'],
  ['class {}', 'default'],
  ['(class {})', 'default'],
  ['class extends Map {}', 'default'],
  ["class { static name = 'own'; }", 'own'],
  ['class A {}', 'A'],
  ['function f() {}', 'f'],
  ['(0, () => {})', ''],
  ['[() => {}][0]', ''],
  ['{ name: 5 }', '5'],
  ['"text"', 'undefined'],
];

const texts = [
  'function () { return 1; }',
  'function() {}',
  'function* () { yield import("./a.ts"); }',
  'async function () { return import.meta.url; }',
  'async function* () {}',
  'function f() { return typeof arguments; }',
  '() => [typeof arguments, import.meta]',
  'class { static a = import.meta; }',
];

const table: Table = {
  'a default export without a name is called default': [
    `${defaults.map((_, i) => `import d${i} from './d${i}.ts';`).join('\n')}\nfor (const d of [${defaults.map((_, i) => `d${i}`)}] as any[]) console.log(String(d.name));`,
    Object.fromEntries(defaults.map(([what], i) => [`d${i}.ts`, `export default ${what}\n`])),
    `${defaults.map(([, name]) => name).join('\n')}\n`,
  ],
  'a default function is there before its module runs': [
    "import f from './a.ts';\nconsole.log(f(1), f);",
    {
      'a.ts':
        "import './b.ts';\nexport\ndefault function\n(x: number) { return x + y; }\nvar y = 1;",
      'b.ts': "import f from './a.ts';\nconsole.log(f(1), f.name, typeof f);",
    },
    'NaN default function\n2 [Function: default]\n',
  ],
  'what is exported reads as it was written': [
    `${texts.map((_, i) => `import t${i} from './t${i}.ts';`).join('\n')}\nfor (const t of [${texts.map((_, i) => `t${i}`)}] as any[]) console.log(String(t));`,
    Object.fromEntries(texts.map((text, i) => [`t${i}.ts`, `export default ${text}\n`])),
    `${texts.join('\n')}\n`,
  ],
  'functions of a cycle have no this, and need nothing that runs': [
    "import { a } from './a.ts';\nconsole.log(a());",
    {
      'a.ts': "import { b } from './b.ts';\nexport function a() { return `a${this}${b()}`; }",
      'b.ts':
        "import { a } from './a.ts';\nimport { c } from './c.ts';\nexport function b() { return `b${this}${c}`; }\nconsole.log(a());",
      'c.ts': "export const c = 'c';",
    },
    'aundefinedbundefinedc\naundefinedbundefinedc\n',
  ],
  'what a function of a cycle imports is there as soon as its own module has run': [
    "import './a.ts';",
    {
      'a.ts': "import { k } from './k.ts';\nimport './b.ts';\nexport function a() { return k; }",
      'b.ts': "import { a } from './a.ts';\nconsole.log(a());",
      'k.ts': "export const k = 'already';",
    },
    'already\n',
  ],
  'bindings are live through other files, under other names, and whoever writes': [
    "import d, { f, x, y, z, set } from './hub.ts';\nconsole.log(f(), x, y, z, d);\nset();\nconsole.log(f(), x, y, z, d);",
    {
      'hub.ts': "export * from './a.ts';\nexport { y, default } from './a.ts';",
      'a.ts':
        "export let x = 1, y = 2, z = 3;\nexport function f() { return 'f'; }\nexport { x as default };\nexport const set = () => { x = 10; ({ y } = { y: 20 }); eval('z = 30'); (f as any) = () => 'g'; };",
    },
    'f 1 2 3 1\ng 10 20 30 10\n',
  ],
  'a default expression is no binding': [
    "import d, { x } from './a.ts';\nconsole.log(d, x);",
    { 'a.ts': 'let x = 1;\nexport default x;\nexport { x };\nx = 2;' },
    '1 2\n',
  ],
  'patterns export all their names': [
    "import { a, b, c, rest, d, e } from './a.ts';\nconsole.log(a, b, c, rest, d, e);",
    {
      'a.ts':
        'export const { a, q: { b }, c = 3, ...rest } = { a: 1, q: { b: 2 }, z: 9 } as any;\nexport let [d, , e = 5] = [4] as any;',
    },
    '1 2 3 { z: 9 } 4 5\n',
  ],
  'a name may be any text': [
    "import { 'a b' as x, default as y, __proto__ as p, constructor as c } from './a.ts';\nimport * as ns from './a.ts';\nconsole.log(x, y, p, c, Object.keys(ns));",
    {
      'a.ts':
        "const x = 1;\nexport { x as 'a b', x as default, x as __proto__, x as constructor, x as '10', x as '9' };",
    },
    "1 1 1 1 [ '9', '10', '__proto__', 'a b', 'constructor', 'default' ]\n",
  ],
  'stars that disagree give nothing, and the own name wins': [
    "import * as hub from './hub.ts';\nimport { same, own } from './hub.ts';\nconsole.log(Object.keys(hub), same, own);",
    {
      'hub.ts': "export * from './a.ts';\nexport * from './b.ts';\nexport const own = 'hub';",
      'a.ts':
        "export { same } from './c.ts';\nexport const differs = 1, own = 1;\nexport default 1;",
      'b.ts': "export * from './c.ts';\nexport const differs = 2, own = 2;",
      'c.ts': "export const same = 'c';",
    },
    "[ 'own', 'same' ] c hub\n",
  ],
  'stars may lead in a circle': [
    "import * as a from './a.ts';\nimport { b } from './a.ts';\nconsole.log(Object.keys(a), b);",
    {
      'a.ts': "export * from './b.ts';\nexport const a = 1;",
      'b.ts': "export * from './a.ts';\nexport const b = 2;",
    },
    "[ 'a', 'b' ] 2\n",
  ],
  'a module may import itself': [
    "import * as self from './main.ts';\nimport { later } from './main.ts';\nexport function later_() { return later; }\nexport { later_ as later };\nconsole.log(self.later === later, later_() === later);",
    {},
    'true true\n',
  ],
  'eval sees what is imported': [
    "import { x, y, up } from './a.ts';\nup();\nconsole.log(eval('x + y'), new Function('return typeof x')());",
    { 'a.ts': 'export const x = 1;\nexport let y = 1;\nexport const up = () => void y++;' },
    '3 undefined\n',
  ],
  'a name inside hides one that is imported': [
    "import { x } from './a.ts';\nconst f = (x: number) => x;\n{\n  const x = 3;\n  console.log(x, f(2));\n}\nconsole.log(x);",
    { 'a.ts': 'export let x = 1;\nx++;' },
    '3 2\n2\n',
  ],
  'a module has no arguments': [
    `const seen = (read: () => unknown) => { try { return read(); } catch (error) { return String(error); } };
console.log(typeof arguments, typeof (arguments), seen(() => arguments), seen(() => ({ arguments })), seen(() => arguments.length));
console.log((function () { return arguments.length; })(), { arguments: 1 }.arguments, new (class { arguments = 2; })().arguments);`,
    {},
    'undefined undefined ReferenceError: arguments is not defined ReferenceError: arguments is not defined ReferenceError: arguments is not defined\n0 1 2\n',
  ],
  'who awaits keeps nobody waiting that does not import it': [
    "import './a.ts';\nimport './b.ts';\nimport './c.ts';\nconsole.log('main');",
    {
      'a.ts':
        "console.log('a begins');\nawait new Promise((ok) => setTimeout(ok, 20));\nconsole.log('a ends');",
      'b.ts': "console.log('b');",
      'c.ts': "import './a.ts';\nconsole.log('c');",
    },
    'a begins\nb\na ends\nc\nmain\n',
  ],
  'who awaits in a cycle keeps all of it waiting': [
    "import './a.ts';\nconsole.log('main');",
    {
      'a.ts': "import './b.ts';\nconsole.log('a');",
      'b.ts': "import './c.ts';\nconsole.log('b begins');\nawait 0;\nconsole.log('b ends');",
      'c.ts': "import './a.ts';\nconsole.log('c begins');\nawait 0;\nconsole.log('c ends');",
    },
    'c begins\nc ends\nb begins\nb ends\na\nmain\n',
  ],
  'they go on in the order in which they began to wait': [
    "import './a.ts';\nimport './b.ts';\nconsole.log('main');",
    {
      'a.ts': "import './x.ts';\nconsole.log('a');",
      'b.ts': "import './y.ts';\nconsole.log('b');",
      'x.ts': "console.log('x1');\nawait 0;\nawait 0;\nconsole.log('x2');",
      'y.ts': "console.log('y1');\nawait 0;\nconsole.log('y2');",
    },
    'x1\ny1\ny2\nx2\nb\na\nmain\n',
  ],
  'what a module leaves for later comes after all that is imported': [
    "import './a.ts';\nPromise.resolve().then(() => console.log('later, main'));\nconsole.log('main');",
    { 'a.ts': "Promise.resolve().then(() => console.log('later, a'));\nconsole.log('a');" },
    'a\nmain\nlater, a\nlater, main\n',
  ],
  'awaits may stand in odd places': [
    "class A { async [await import('./a.ts').then(({ k }) => k)]() { return 'method'; } }\nfor await (const x of [1, Promise.resolve(2)]) console.log(x);\nconsole.log(await new A().m());",
    { 'a.ts': "export const k = 'm';" },
    '1\n2\nmethod\n',
  ],
  'what fails while others wait ends the program': [
    "import './a.ts';\nimport './b.ts';",
    { 'a.ts': "await 0;\nthrow new RangeError('a fails');", 'b.ts': "console.log('b');" },
    'b\n',
    'RangeError: a fails',
  ],
};

askAll(table);
