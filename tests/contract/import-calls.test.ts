// import(), import.meta and files of JSON.
import { useEngine } from './engine.ts';
import { askAll, type Table } from './table.ts';

useEngine();

const json = "{ with: { type: 'json' } }";
/** Imports each of these, and prints what comes of it: errors by what Node says of them, too. */
const imports = (...calls: string[]): string =>
  `for (const call of [${calls.map((args) => `() => import(${args})`)}])
  console.log(await call().then(
    (ns: any) => ns.default ?? Object.keys(ns),
    (error) => [error.name, error.code, error instanceof Error, Object.keys(error)].join(' '),
  ));`;

const table: Table = {
  'what cannot be imported says why by its code': [
    imports(
      "'./zz.ts'",
      "'./zz.ts?x'",
      "'./'",
      "'.'",
      "'../../zz.ts'",
      "'/zz.ts'",
      "'file:///zz.ts'",
      "'zz'",
      "'@zz/y/x'",
      "''",
      "'./name.ts'",
      "'./leads.ts'",
    ),
    { 'name.ts': "import { zz } from './a.ts';", 'leads.ts': "import './zz.ts';", 'a.ts': '' },
    [
      ...Array<string>(2).fill('Error ERR_MODULE_NOT_FOUND true code,url'),
      ...Array<string>(2).fill('Error ERR_UNSUPPORTED_DIR_IMPORT true code,url'),
      ...Array<string>(3).fill('Error ERR_MODULE_NOT_FOUND true code,url'),
      ...Array<string>(3).fill('Error ERR_MODULE_NOT_FOUND true code'),
      'SyntaxError  true ',
      'Error ERR_MODULE_NOT_FOUND true code,url',
      '',
    ].join('\n'),
  ],
  'what it is given may be anything that is a text': [
    imports(
      "'./' + 'a.ts'",
      "new URL('./a.ts', import.meta.url)",
      "import.meta.resolve('./a.ts')",
      "{ toString: () => './a.ts' } as any",
      "Symbol('x') as any",
      '{ toString() { throw new RangeError(); } } as any',
    ),
    { 'a.ts': 'export const a = 1;' },
    "[ 'a' ]\n[ 'a' ]\n[ 'a' ]\n[ 'a' ]\nTypeError  true \nRangeError  true \n",
  ],
  'options have to be some': [
    imports(
      ...[
        'undefined',
        '{}',
        '{ with: undefined }',
        '{ with: {} }',
        '1',
        'null',
        "'x'",
        '{ with: null }',
        '{ with: 1 }',
        '{ with: { type: 1 } }',
        "{ with: { type: 'css' } }",
        "{ with: { some: 'thing', type: 'json' } }",
        '{ get with() { throw new RangeError(); } }',
      ].map((options) => `'./a.js', ${options} as any`),
    ),
    { 'a.js': 'export const a = 1;' },
    `${"[ 'a' ]\n".repeat(4)}${'TypeError  true \n'.repeat(6)}${'TypeError ERR_IMPORT_ATTRIBUTE_UNSUPPORTED true code\n'.repeat(2)}RangeError  true \n`,
  ],
  'JSON has to be called so': [
    imports(
      `'./d.json', ${json}`,
      `'./text.json', ${json}`,
      "'./d.json'",
      `'./bad.json', ${json}`,
      `'./code.js', ${json}`,
    ),
    {
      'd.json': '{"a":[1],"__proto__":2}',
      'text.json': '"text"',
      'bad.json': '{"a":1,',
      'code.js': 'export const a = 1;',
    },
    "{ a: [ 1 ], ['__proto__']: 2 }\ntext\nTypeError ERR_IMPORT_ATTRIBUTE_MISSING true code\nSyntaxError  true \nTypeError ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE true code\n",
  ],
  'JSON may stand anywhere among the files': [
    "import pkg from '../package.json' with { type: 'json' };\nimport { name } from './name.ts';\nconsole.log(pkg.name, name);",
    {
      '../package.json': '{ "name": "mine", "type": "module" }',
      'name.ts': `export const { name } = (await import('../package.json', ${json})).default;`,
    },
    'mine mine\n',
  ],
  'JSON is one value for all': [
    `import d from './d.json' with { type: 'json' };\nimport { default as e } from './d.json' with { 'type': "json", };\nimport * as ns from './d.json' with { type: 'json' };\nd.a = 2;\nconsole.log(d === e, ns, (await import('./d.json', ${json})).default === d);`,
    { 'd.json': '\ufeff{ "a": 1, "b": "\u2028\\n" }' },
    "true [Module: null prototype] { default: { a: 2, b: '\u2028\\n' } } true\n",
  ],
  'a module is evaluated once, and fails the same way each time': [
    "for (let i = 0; i < 2; i++) await import('./a.ts').catch((error) => console.log(error.message, error === globalThis.first));",
    {
      'a.ts':
        "console.log('once');\nglobalThis.first = new Error('a fails');\nthrow globalThis.first;",
    },
    'once\na fails true\na fails true\n',
  ],
  'a query makes it another one': [
    "import { n as a } from './a.ts?1';\nimport { n as b } from './a.ts?2#x';\nimport { n as c } from './a.ts';\nconsole.log(a, b, c, (await import('./a.ts?3')).n, (await import('./a.ts?1')).n, (await import('./a.ts')).url.slice(-5));",
    {
      'a.ts':
        'declare global { var count: number; }\nglobalThis.count ??= 0;\nexport const n = ++globalThis.count;\nexport const { url } = import.meta;',
    },
    '1 2 3 4 1 /a.ts\n',
  ],
  'it goes on while its importer does': [
    "console.log(1);\nconst p = import('./a.ts');\nconsole.log(2, p instanceof Promise);\nvoid p.then((ns) => console.log(ns));\nconsole.log(3);\nawait p;\nconsole.log(4);",
    { 'a.ts': "console.log('a');\nexport const x = 1;" },
    '1\n2 true\n3\na\n[Module: null prototype] { x: 1 }\n4\n',
  ],
  'it takes as many steps as in Node': [
    `let n = 0;
const count = () => { if (++n < 100) queueMicrotask(count); };
for (const load of [() => import('./a.ts'), () => import('./a.ts'), () => import('./b.ts'), () => import('./d.ts'), () => import('./throws.ts'), () => import('./throws.ts'), () => import('./none.ts'), () => import('./known.ts'), () => import('./d.json', ${json})]) {
  n = 0;
  globalThis.steps = () => n;
  queueMicrotask(count);
  await load().then(() => console.log('loaded', n), () => console.log('failed', n));
  n = 100;
  await new Promise((ok) => setTimeout(ok, 1));
}`,
    {
      'a.ts': "console.log('a', globalThis.steps());",
      'b.ts': "import './c.ts'; console.log('b', globalThis.steps());",
      'c.ts': "import './d.ts'; console.log('c', globalThis.steps());",
      'd.ts': "console.log('d', globalThis.steps());",
      'throws.ts': "console.log('throws', globalThis.steps()); throw 1;",
      'known.ts': "import './b.ts'; console.log('known', globalThis.steps());",
      'd.json': '1',
    },
    'a 5\nloaded 11\nloaded 8\nd 9\nc 9\nb 9\nloaded 15\nloaded 8\nthrows 5\nfailed 11\nfailed 8\nfailed 5\nknown 11\nloaded 17\nloaded 11\n',
  ],
  'it may come late, from elsewhere, and meet who awaits': [
    "import { load } from './deep/b.ts';\nsetTimeout(async () => console.log(await load('./c.ts'), await load('../c.ts')), 5);\nconsole.log('first');",
    {
      'deep/b.ts': 'export const load = (file: string) => import(file).then(({ x }) => x);',
      'deep/c.ts': "export const x = await Promise.resolve('deep');",
      'c.ts': "export const x = 'shallow';",
    },
    'first\ndeep shallow\n',
  ],
  'a namespace with a then is waited for': [
    "console.log(await import('./a.ts'));",
    { 'a.ts': "export function then(ok: (value: string) => void) { ok('then'); }" },
    'then\n',
  ],
  'import.meta is an object of its own': [
    "console.log(Object.keys(import.meta), Object.getPrototypeOf(import.meta), import.meta === import.meta, Object.isExtensible(import.meta));\nimport './deep/a.ts';",
    {
      'deep/a.ts':
        "const { url, filename, dirname, main, resolve } = import.meta;\nconst ends = (text: string) => text.slice(text.indexOf('/programs/'));\nconsole.log(ends(url), ends(filename), ends(dirname), main, url.startsWith('file:///'), ends(resolve('./b.ts')), ends(resolve('../c.ts?x#y')), resolve('node:fs'), resolve('http://a/b'));\ntry { resolve('zz'); } catch (error) { console.log(error.code); }",
    },
    "/programs/deep/a.ts /programs/deep/a.ts /programs/deep false true /programs/deep/b.ts /programs/c.ts?x#y node:fs http://a/b\nERR_MODULE_NOT_FOUND\n[ 'dirname', 'filename', 'main', 'resolve', 'url' ] null true true\n",
  ],
};

askAll(table);
