// What `import * as` gives, and what is said where a program writes to what it imports, or reads it
// before it is there. Node says it in the same words.
import { ENGINE, useEngine } from './engine.ts';
import { askAll, type Table } from './table.ts';

useEngine();

const ALL = `export const k = 1; export let l = 6; export var v = 3;
export function f() {}
export class C {}
export default 9;
export const inc = () => { l++; };`;

/** A program that tries each of these, and prints what comes of it. */
const tries = (...all: string[]): string => `import d, { k, l, v, f, C, inc } from './all.ts';
import * as ns from './all.ts';
for (const attempt of [${all.map((code) => `() => { ${code} }`).join(', ')}] as (() => unknown)[])
  try { console.log(attempt()); } catch (error) { console.log(String(error)); }`;

const constant = 'TypeError: Assignment to constant variable.\n';
const readOnly = (what: string): string =>
  `TypeError: Cannot assign to read only property '${what}' of object '[object Module]'\n`;

const table: Table = {
  'no import can be written to': [
    tries(
      'k = 1',
      'l = 1',
      'v = 1',
      'f = 1',
      'C = 1',
      'd = 1',
      'ns = 1', // kinds of exports
      'l++',
      'l += 2',
      '[l] = [1]',
      '({ l } = { l: 1 })',
      'for (l of [1]);',
      'for (l in { a: 1 });', // kinds of writing
    ),
    { 'all.ts': ALL },
    constant.repeat(13),
  ],
  'what stands to the right of it is evaluated first, and only if it has to be': [
    tries("l = console.log('right')", 'l ||= 3; return l', 'l ??= 3; return l', 'l &&= 4'),
    { 'all.ts': ALL },
    `right\n${constant}6\n6\n${constant}`,
  ],
  'a namespace cannot be changed': [
    tries(
      'ns.l = 1',
      'ns.zz = 1',
      'delete ns.l',
      "delete ns.zz; return 'not there'",
      'ns[Symbol.toStringTag] = 1',
      'Object.assign(ns, { l: 1 })',
      "Object.defineProperty(ns, 'l', { value: 5 })",
      "Object.defineProperty(ns, 'zz', { value: 5 })",
      'Object.freeze(ns)',
      'Object.setPrototypeOf(ns, {})',
      'return Object.setPrototypeOf(ns, null) === ns',
      'return Object.seal(ns) === ns',
    ),
    { 'all.ts': ALL },
    readOnly('l') +
      'TypeError: Cannot add property zz, object is not extensible\n' +
      "TypeError: Cannot delete property 'l' of [object Module]\nnot there\n" +
      readOnly('Symbol(Symbol.toStringTag)') +
      readOnly('l') +
      'TypeError: Cannot redefine property: l\n' +
      'TypeError: Cannot redefine property: zz\n' +
      'TypeError: Cannot redefine property: C\n' +
      'TypeError: [object Module] is not extensible\ntrue\ntrue\n',
  ],
  'and Reflect says no': [
    tries(
      "return [Reflect.set(ns, 'l', 1), Reflect.deleteProperty(ns, 'l'), Reflect.deleteProperty(ns, 'zz'), Reflect.defineProperty(ns, 'l', { value: 1 }), Reflect.defineProperty(ns, 'l', { value: 6, writable: true, enumerable: true, configurable: false }), Reflect.setPrototypeOf(ns, {}), Reflect.preventExtensions(ns)]",
    ),
    { 'all.ts': ALL },
    '[\n  false, false,\n  true,  false,\n  true,  false,\n  true\n]\n',
  ],
  'its properties say that they could be': [
    tries(
      "return Object.getOwnPropertyDescriptor(ns, 'l')",
      'return Object.getOwnPropertyDescriptor(ns, Symbol.toStringTag)',
      "return Object.getOwnPropertyDescriptor(ns, 'zz')",
      'return [Object.isExtensible(ns), Object.isSealed(ns), Object.isFrozen(ns), Object.getPrototypeOf(ns), typeof ns]',
    ),
    { 'all.ts': ALL },
    '{ value: 6, writable: true, enumerable: true, configurable: false }\n' +
      "{\n  value: 'Module',\n  writable: false,\n  enumerable: false,\n  configurable: false\n}\n" +
      "undefined\n[ false, true, false, null, 'object' ]\n",
  ],
  'it is read like an object, in the order of the names': [
    tries(
      'return Reflect.ownKeys(ns).map(String).join()',
      "let names = ''; for (const name in ns) names += name + ' '; return names",
      'return JSON.stringify(ns)',
      'return Object.entries({ ...ns }).length',
      "return ['l' in ns, 'zz' in ns, 'toString' in ns, Object.hasOwn(ns, 'l'), (ns as any).zz, (ns as any).hasOwnProperty]",
      'return String(ns)',
      'return Object.prototype.toString.call(ns)',
      'inc(); return [l, ns.l, Object.values(ns).length]',
      '(ns as any)()',
      '(ns as any).zz()',
      '[...(ns as any)]',
    ),
    { 'all.ts': ALL },
    'C,default,f,inc,k,l,v,Symbol(Symbol.toStringTag)\nC default f inc k l v \n' +
      '{"default":9,"k":1,"l":6,"v":3}\n7\n[ true, false, false, true, undefined, undefined ]\n' +
      'TypeError: Cannot convert object to primitive value\n[object Module]\n[ 7, 7, 7 ]\n' +
      'TypeError: ns is not a function\nTypeError: ns.zz is not a function\nTypeError: ns is not iterable\n',
  ],
  'it is printed as what it is, and is one only': [
    "import * as a from './a.ts';\nimport * as main from './main.ts';\nimport { a as again } from './hub.ts';\nconsole.log(a, again === a, (await import('./a.ts')) === a, main);\nexport { a };",
    {
      'a.ts':
        "export const z = 1;\nexport default () => {};\nexport { z as 'a b', z as __proto__, z as B };",
      'hub.ts': "export * as a from './a.ts';",
    },
    "[Module: null prototype] {\n  B: 1,\n  ['__proto__']: 1,\n  'a b': 1,\n  default: [Function: default],\n  z: 1\n} true true [Module: null prototype] {\n  a: [Module: null prototype] {\n    B: 1,\n    ['__proto__']: 1,\n    'a b': 1,\n    default: [Function: default],\n    z: 1\n  }\n}\n",
  ],
  'what is not there yet is told by the name it has here': [
    "import './a.ts';",
    {
      'a.ts':
        "import './b.ts';\nexport class A {}\nexport const c = 1;\nexport let l = 2;\nexport var v = 3;\nexport default class {}",
      'b.ts': `import D, { A, A as Z, c, l, v } from './a.ts';
import * as ns from './a.ts';
const all = [() => A, () => Z, () => c, () => l, () => v, () => D, () => ns.A, () => ns.default, () => typeof A, () => Object.keys(ns), () => JSON.stringify(ns), () => 'A' in ns, () => ns, () => { (l as any)++; }, () => { (c as any) = 1; }, () => { (ns as any).c = 1; }];
for (const attempt of all) try { console.log(attempt()); } catch (error) { console.log(String(error)); }`,
    },
    [
      ...['A', 'Z', 'c', 'l'].map(
        (name) => `ReferenceError: Cannot access '${name}' before initialization`,
      ),
      'undefined',
      ...['D', 'A', 'default', 'A', 'A', 'A'].map(
        (name) => `ReferenceError: Cannot access '${name}' before initialization`,
      ),
      'true',
      '[Module: null prototype] {\n  A: <uninitialized>,\n  c: <uninitialized>,\n  default: <uninitialized>,\n  l: <uninitialized>,\n  v: undefined\n}',
      "ReferenceError: Cannot access 'l' before initialization",
      constant.trim(),
      readOnly('c').trim(),
      '',
    ].join('\n'),
  ],
  ...(ENGINE === 'page' && {
    'and where it is read': [
      "import './a.ts';",
      {
        'a.ts': "import './b.ts';\nexport const a = 1;",
        'b.ts': "import { a } from './a.ts';\n\n  console.log(a);",
      },
      '',
      "programs/b.ts:3:15\n  console.log(a);\n              ^\n\nReferenceError: Cannot access 'a' before initialization\n    at programs/b.ts:3:15",
    ],
    'as is the place of writing': [
      "import { a } from './a.ts';\n\n  a = 2;",
      { 'a.ts': 'export let a = 1;\na++;' },
      '',
      'programs/main.ts:3:5\n  a = 2;\n    ^\n\nTypeError: Assignment to constant variable.\n    at programs/main.ts:3:5',
    ],
  }),
};

askAll(table);
