// A run that is watched prints what it prints when nobody looks, whatever the program asks about itself.
import { expect, test } from 'vitest';
import { inChromium } from '../browser.ts';
import { runCode, someOf, stageFiles, useEngine, type Run } from './engine.ts';
import { comparable } from './otherwise.ts';

useEngine();

const LOOP = `import { Future, Task, TaskLoop, FutureCancelledError } from '../src/index.ts';
const loop = new TaskLoop();
const boom = () => { throw new Error('boom'); };
`;
const RUN = '\nloop.runForever({ untilIdle: true });\n';
const ODD: Record<string, string> = {
  'the place of an error in a long line':
    "loop.callSoon(() => { const a = 1, b = 2, c = 3; if (a + b === c) { throw new RangeError('here'); } });",
  'the place of an error behind a yield':
    "loop.addTask((function* () { const a = yield; try { if (a === undefined) throw new RangeError('here'); } catch (error) { console.log(error.stack); } })());",
  'the frames of an error in a generator':
    "function* inner() { yield; console.log(new Error('in').stack); }\nfunction* outer() { yield* inner(); }\nloop.addTask(outer());",
  'the frames of an error that leaves a task':
    'const t = loop.addTask((function* () { yield; boom(); })());\nloop.callSoon(() => loop.callSoon(() => console.log((t.exception() as Error).stack)));',
  'the frames of an error that is thrown at once': "throw new TypeError('at once');",
  'the text of a generator function':
    'function* counts() { yield 1; yield* [2, 3]; }\nconsole.log(String(counts), counts.toString().length);',
  'the text of an arrow function':
    'const f = (a) => a + 1;\nconsole.log(String(f), f.length, f.name);',
  'the text of a method':
    'class A { *each() { yield 1; } }\nconsole.log(String(A), String(A.prototype.each));',
  'a generator as a text':
    'function* g() { yield 1; }\nconsole.log(String(g()), `${g()}`, Object.prototype.toString.call(g()));',
  'a generator, printed': 'function* g() { yield 1; }\nconsole.log(g(), g, [g()], { g: g() });',
  'the names of things':
    'console.log(loop.addTask.name, TaskLoop.name, Task.name, Future.prototype.setResult.length);',
  'a callback whose name throws':
    "const f = () => console.log('called');\nObject.defineProperty(f, 'name', { get() { throw new Error('no name'); } });\nloop.callSoon(f);",
  'a callback whose name is no text':
    "const f = () => console.log('called');\nObject.defineProperty(f, 'name', { value: { toString() { throw new Error('no'); } } });\nloop.callSoon(f);",
  'a generator whose tag throws':
    "function* g() { yield; console.log('ran'); }\nconst it = g();\nObject.defineProperty(it, Symbol.toStringTag, { get() { throw new Error('no tag'); }, configurable: true });\ntry { loop.addTask(it); } catch (error) { console.log(String(error)); }",
  'a loop, a task and a future, printed':
    'const task = loop.addTask((function* () { yield; })());\nconsole.log(task, loop.createFuture(), Object.keys(task), Object.getOwnPropertyNames(loop));',
  'what a class has':
    'console.log(Object.getOwnPropertyNames(TaskLoop.prototype).sort().join(), Object.getOwnPropertyNames(Task.prototype).sort().join());',
  'a subclass that overrides':
    "class Mine extends TaskLoop { callSoon(...args) { console.log('mine'); return super.callSoon(...args); } }\nconst mine = new Mine();\nmine.callSoon(() => console.log('x'));\nmine.runForever({ untilIdle: true });",
  'a task that is replaced on the prototype':
    "const before = TaskLoop.prototype.addTask;\nTaskLoop.prototype.addTask = function (g) { console.log('adds'); return before.call(this, g); };\nloop.addTask((function* () { console.log('runs'); })());",
  'a frozen callback': "loop.callSoon(Object.freeze(() => console.log('frozen')));",
  'a generator behind a proxy':
    "function* g() { yield 1; }\nconst seen = new Proxy(g(), { get(target, key) { const value = target[key]; return typeof value === 'function' ? value.bind(target) : value; } });\nconsole.log([...seen]);",
  'a generator that is returned and thrown into':
    "function* g() { try { yield 1; yield 2; } catch (error) { console.log('caught', error.message); yield 3; } finally { console.log('finally'); } }\nconst a = g();\nconsole.log(a.next(), a.throw(new Error('in')), a.return(7), a.next());",
  'what yield* gives back':
    'function* inner() { return 5; }\nfunction* outer() { console.log(yield* inner(), yield* [1, 2], yield* "ab"); }\nconsole.log([...outer()]);',
  'yield in odd places':
    'function* g() { const [a = yield 1, b = (yield 2) ?? 9] = []; const o = { [yield 3]: yield, ...(yield 4) }; console.log(a, b, o); return yield* (yield, [5]); }\nconst it = g();\nfor (let step = it.next(); !step.done; step = it.next(step.value)) console.log(step.value);',
  'an async generator':
    'async function* g() { yield 1; yield* [2, 3]; }\nfor await (const x of g()) console.log(x);\nconsole.log(String(g));',
  'arguments and this':
    "function* g() { yield arguments.length; yield this; }\nconsole.log([...g.call('me', 1, 2)]);",
  'a default that yields from outside':
    'function* g(a = 1, { b = 2 } = {}) { yield a + b; }\nconsole.log([...g()], g.length);',
  'labels, switch and comma':
    'function* g() { outer: for (let i = 0; ; i++) { switch (i) { case 2: break outer; default: yield i; } } }\nconsole.log([...g()]);',
  'how long a stack may be':
    'Error.stackTraceLimit = 2;\nfunction* g() { yield; console.log(new Error("short").stack.split("\\n").length); }\nloop.addTask(g());',
  'a stack that is prepared by the program':
    "Error.prepareStackTrace = (error, frames) => `${error.message} in ${frames.length > 0}`;\nloop.callSoon(() => console.log(new Error('x').stack));",
  'global names':
    'console.log(Object.keys(globalThis).filter((name) => /probe|tasque|\\$/i.test(name)));',
  'a global of the same name': 'globalThis.$probe = 5; console.log(globalThis.$probe);',
  'symbols of a task':
    'console.log(Object.getOwnPropertySymbols(Task.prototype).map(String).sort(), Reflect.ownKeys(loop.createFuture()).map(String));',
  'a cancelled task':
    "const t = loop.addTask((function* () { try { yield* loop.createFuture(); } catch (error) { console.log(error instanceof FutureCancelledError, error.message); throw error; } })());\nloop.callSoon(() => t.cancel('enough'));",
  'JSON of what the library makes':
    'console.log(JSON.stringify([loop.createFuture(), loop.addTask((function* () {})())]));',
  'a thrown proxy':
    "loop.setExceptionHandler((_, { exception }) => console.log(typeof exception));\nloop.callSoon(() => { throw new Proxy({}, { get() { throw new Error('no'); } }); });",
  'turns, ticks and the end of the process':
    "loop.callSoon(() => process.nextTick(() => console.log('tick')));\nsetTimeout(() => console.log('timer'));\nsetImmediate(() => console.log('immediate'));\nprocess.on('exit', (code) => console.log('exit', code));\nprocess.stdout.write('body\\n');",
  // kept: its error is told when it's collected, which is some time or never
  'what a generator tells an emitter':
    "const { EventEmitter } = await import('node:events');\nconst e = new EventEmitter();\ne.on('step', (n) => console.log('step', n));\nglobalThis.task = loop.addTask((function* () { e.emit('step', 1); yield; e.emit('step', yield* [2, 3]); })());",
  'a class, as it knows itself':
    'class A { static self = this; static seen = new WeakMap(); #x = 1; static { A.seen.set(this, 1); }\n  constructor() { console.log(new.target === A); }\n  static has(a) { return #x in a; } }\nconsole.log(new A().constructor === A, A.self === A, A.seen.has(A), A.has(new A()), A.has(A), new A() instanceof A);',
  'what only the class itself may touch':
    'class A { static #n = 0; static #one; static next() { return ++this.#n; } static #hidden() { return "hidden"; } static show() { return this.#hidden(); } static get one() { return (this.#one ??= new this()); } }\nexport class B extends A { static more() { return super.show(); } }\nconsole.log(A.next(), A.show(), A.one === A.one, B.more === B.more);\ntry { B.next(); } catch (error) { console.log(String(error)); }\nconst { next } = A;\ntry { next(); } catch (error) { console.log(String(error)); }',
  'the frames of static methods, getters and blocks':
    'class E { static make() { return new Error("made"); } static get now() { return new Error("now"); } static first = new Error("first"); static { console.log(new Error("block").stack); } }\nconsole.log(E.make().stack, E.now.stack, E.first.stack);',
  'the frames of constructors, fields and what they call':
    'class A { x = new Error("field"); constructor(y = new Error("default")) { this.y = y; this.z = this.make(); } make() { return new Error("made"); } }\nclass B extends A { w = new Error("later"); }\nclass C extends B { constructor() { super(); this.v = new Error("last"); } }\nfor (const c of [new A(), new B(), new C()]) console.log(...Object.values(c).map(({ stack }) => stack));',
  'an error of a class of its own, printed':
    'class E extends Error {}\nclass F extends E { name = "F"; code = 5; }\nclass G extends F { constructor(more) { super(`g ${more}`, { cause: new E("why") }); this.more = more; } }\nfor (const e of [new E("e"), new F("f"), new G("g")]) console.log(e, e.stack);',
  'an error of a class of its own, thrown': "class E extends Error {}\nthrow new E('thrown');",
  'an error of a class with a constructor, thrown':
    "class E extends Error {\n  constructor(message) { super(message); this.name = 'E'; }\n}\nfunction deeper() { throw new E('thrown'); }\ndeeper();",
  'an error of the library, thrown': 'loop.createFuture().result();',
  'an error of the library, printed':
    'try { loop.createFuture().result(); } catch (error) { console.log(error); }',
  'what a constructor throws':
    "class A { constructor(x) { if (!x) throw new TypeError('no x'); } }\nclass B extends A { y = 1; }\ntry { new B(0); } catch (error) { console.log(error); }\nnew A(0);",
  'what a constructor throws that is no error':
    "class A { constructor() { throw 'a text'; } }\ntry { new A(); } catch (error) { console.log(error); }\nnew A();",
  'what a constructor gives back':
    'const other = { other: true };\nclass A { constructor(x) { if (x) return other; this.a = 1; return; } }\nclass B extends A { constructor(x) { return super(x), other; } }\nclass C extends A { #c = 1; constructor(x) { super(x); if (x) return; this.c = this.#c; } }\nconsole.log(new A(1), new A(0), new B(0) === other, new C(0), new C(1) === other);',
  'a constructor that never calls super':
    'class A {}\nclass B extends A { constructor() {} }\nclass C extends A { constructor() { this.x = 1; } }\nfor (const one of [B, C, class extends B {}]) try { new one(); } catch (error) { console.log(error); }\ntry { A(); } catch (error) { console.log(error); }',
  'constructors of all forms':
    '"use strict";\nclass A { constructor(...all) { "use strict"; let x = all; function f() { return x; } this.f = f(); this.n = arguments.length } }\nclass B extends A { constructor({ a }, [b] = [2]) { super(a, b); let y = 1; { let a = y; this.a = a } // the last\n  } }\nclass C extends B { constructor(given = { a: 5 }) { super(given); this.given = given; this.first = arguments[0] } }\nconsole.log(new A(1, 2), new B({ a: 1 }), new C(), new C({ a: 1 }), A.length, B.length, C.length);',
  'the text of classes':
    'class A { constructor(callback, n = 1) { this.n = n } }\nexport class B extends A { constructor() { super(() => {}); } /* the end */ }\nclass C {}\nclass D extends C { x = 1 }\nconsole.log([A, B, C, D, A.prototype.constructor].map(String).join("\\n"), A, B, C, D);',
  'what stands in an object':
    'class A {}\nclass B { x = 1; #y = 2; get y() { return this.#y; } }\nclass C extends Map { constructor() { super([[1, 2]]); } }\nconsole.log(new A(), new B(), new C(), Reflect.ownKeys(new A()), Reflect.ownKeys(A), JSON.stringify(new B()), structuredClone(new B()), Object.isFrozen(Object.freeze(new B())));',
  'a class behind a proxy':
    'class A { constructor(x) { this.x = x; } }\nconst told = [];\nconst Seen = new Proxy(A, { get(target, key, self) { told.push(String(key)); return Reflect.get(target, key, self); }, construct(target, args, newTarget) { told.push("new"); return Reflect.construct(target, args, newTarget); }, getOwnPropertyDescriptor(target, key) { told.push(`own ${String(key)}`); return Reflect.getOwnPropertyDescriptor(target, key); } });\nconsole.log(new Seen(1), told.join());\nconst Quiet = new Proxy(TaskLoop, { get(target, key, self) { told.push(String(key)); return Reflect.get(target, key, self); }, getOwnPropertyDescriptor(target, key) { told.push(`own ${String(key)}`); return Reflect.getOwnPropertyDescriptor(target, key); } });\nnew Quiet().callSoon(() => console.log("called"));\nconsole.log(told.join());',
  'a class that is made as another one':
    'class A { constructor() { console.log(new.target.name); } }\nfunction Other() {}\nconsole.log(Reflect.construct(A, [], Other) instanceof Other, Reflect.construct(Future, [loop], Task) instanceof Task, Reflect.construct(TaskLoop, [], Object).constructor === Object);',
  'classes within a function, and without a name':
    'const make = (Base) => class extends Base { more = 1; };\nconst Mine = make(TaskLoop);\nconsole.log(Mine, new Mine().more, new (make(make(TaskLoop)))() instanceof TaskLoop);\nfunction scope() { class Inner extends Future { constructor() { super(loop); console.log(new.target === Inner, this.constructor === Inner); } } return new Inner(); }\nconsole.log(scope().done());',
  'a class that makes itself while it is made':
    'class Chain { constructor(n) { this.n = n; this.next = n > 0 ? new Chain(n - 1) : null; } }\nconsole.log(JSON.stringify(new Chain(3)));\nclass Twin extends Future { constructor(n) { super(loop); this.twin = n > 0 ? new Twin(n - 1) : null; } }\nconst twin = new Twin(1);\ntwin.twin.setResult(1);\nconsole.log(twin.done(), twin.twin.done());',
  'a class that is assigned to again':
    'class A { static me() { return A; } }\nconst before = A;\nA = class Other {};\nconsole.log(before.me() === before, A.name, before === A);',
  'a class that is frozen, and one that is called as a function':
    'class A { constructor() { Object.freeze(this); } }\nconsole.log(Object.isFrozen(new A()), Object.isFrozen(Object.freeze(A)), new A());\ntry { A.call({}); } catch (error) { console.log(String(error)); }',
  'the places of a yield* that fails':
    "function* g(x, o = { p: x, m() { return x; } }, f = () => x) {\n  try { yield* x; } catch (e) { console.log(e.stack.replace(/.*\\n/, '')); }\n  try { yield* o.p; } catch (e) { console.log(e.stack.replace(/.*\\n/, '')); }\n  try { yield* o.m(); } catch (e) { console.log(e.stack.replace(/.*\\n/, '')); }\n  try { yield* f(); } catch (e) { console.log(e.stack.replace(/.*\\n/, '')); }\n  try { yield* (x); } catch (e) { console.log(e.stack.replace(/.*\\n/, '')); }\n  try { yield* o['p']; } catch (e) { console.log(e.stack.replace(/.*\\n/, '')); }\n  try { yield* new Date(); } catch (e) { console.log(e.stack.replace(/.*\\n/, '')); }\n  try { yield* {}; } catch (e) { console.log(e.stack.replace(/.*\\n/, '')); }\n  try { yield* 5; } catch (e) { console.log(e.stack.replace(/.*\\n/, '')); }\n  try { yield* this; } catch (e) { console.log(e.stack.replace(/.*\\n/, '')); }\n  try { yield* async () => {}; } catch (e) { console.log(e.stack.replace(/.*\\n/, '')); }\n}\nfor (const x of [null, { [Symbol.iterator]: 5 }, { [Symbol.iterator]() {} }, { [Symbol.iterator]() { return {}; } }, { [Symbol.iterator]() { return { next() {} } } }, { [Symbol.iterator]() { return { next() { throw new Error('in next'); } } } }, { [Symbol.iterator]() { throw new Error('x'); } }]) { [...g(x)]; }",
  'the places of a yield* of several lines':
    "const frames = () => console.log(new Error().stack.replace(/.*\\n/, ''));\nfunction* inner(...all) { frames(); yield; throw new Error('in'); }\nfunction* outer(o = { p: { inner } }) {\n  const x = 5; try {\n    yield* inner(\n      x,\n      x,\n    );\n  } catch (e) { console.log(e.stack); }\n  yield* o\n    .p\n    .inner(\n      x,\n    );\n}\nconst it = outer(); it.next();\nit.next();\ntry { it.next(); } catch (e) { console.log(e.stack); }\nfunction* one() {\n  yield [\n    1,\n  ];\n}\nconst l = one(); l.next();\ntry { l.throw(new Error('into one')); } catch (e) { console.log(e.stack); }",
  'what leaves a yield*':
    "function* inner() { yield 1; throw new Error('inner'); }\nfunction* outer() { const x = yield* inner(); }\nclass A { *each() { return yield* this.more(); } *more() { yield* outer(); } }\ntry { [...new A().each()]; } catch (e) { console.log(e.stack); }\nconst it = new A().each(); it.next();\ntry { it.throw(new Error('thrown in')); } catch (e) { console.log(e.stack); }\nfunction* list() { yield* [1, 2]; }\nconst l = list(); l.next();\ntry { l.throw(new Error('into list')); } catch (e) { console.log(e.stack); }\nfunction* bad(x = { [Symbol.iterator]() { return { next() { return { done: false } }, return() { return 5; }, throw() { return 5; } }; } }) { yield* x; }\nconst b = bad(); b.next(); try { b.return(5); } catch (e) { console.log(e.stack); }\nconst c = bad(); c.next(); try { c.throw(5); } catch (e) { console.log(e.stack); }",
  'a generator within a thousand others':
    "function* deep(n) { if (n > 0) yield* deep(n - 1); else yield 'the innermost'; }\nconsole.log(...deep(1_000));\nconst it = deep(500); it.next(); try { it.throw(new Error('in')); } catch (error) { console.log(error.message); }",
  'a generator without an end':
    'function* endless() { yield* endless(); }\nconst e = endless();\ntry { e.next(); } catch (error) { console.log(error instanceof RangeError); }\nfunction* g() { yield 1; return 2; }\nconst it = g(); console.log(it.next(), it.next());',
  'a strict program':
    'try { undeclared = 1; } catch (error) { console.log(String(error)); }\nconsole.log((function () { return this; })());',
};

const CHANGED: Record<string, string> = {
  push: 'const real = []; Array.prototype.push = function (...all) { for (const one of all) this[this.length] = one; return this.length; };\nfunction* g() { yield 1; yield* [2]; }\nconsole.log([...g()]);',
  'the class of errors':
    "Error = class extends Error {};\nfunction* g() { yield 1; yield* [2]; }\nconsole.log([...g()], new Error('x').message);",
  split: "String.prototype.split = null; throw new Error('y');",
  replace: "String.prototype.replace = null; console.log(new Error('y').stack);",
  'methods of lists':
    "Array.prototype.map = null; Array.prototype.filter = null; Array.prototype.slice = null; Array.prototype.at = null; function* g() { yield 1; } console.log([...g()], new Error('y').stack);",
  maps: "Map.prototype.get = null; WeakMap.prototype.get = null; WeakMap.prototype.has = null; WeakMap.prototype.set = null; Set.prototype.add = null; function* g() { yield 1; } class A {} ; new A(); console.log([...g()].length); console.log(new Error('y').stack);",
  'the iterator of lists':
    'Array.prototype[Symbol.iterator] = null; function* g() { yield 1; } g().next(); class A { constructor() {} } new A(); console.log(1);',
  'what finds properties':
    'Object.getPrototypeOf = null; Object.getOwnPropertyDescriptor = null; Object.defineProperty = null; Reflect.apply = null; function* g() { yield 1; } class A { callSoon() {} } new A().callSoon(() => {}); console.log([...g()]);',
  'errors that are frozen':
    "Object.freeze(Error); function* g() { yield 1; } g().next(); console.log(new Error('y').stack);",
  'clocks and JSON':
    'JSON.stringify = null; performance.now = null; Math.round = null; Date.now = null; function* g() { yield 1; } g().next(); console.log(1);',
};

/** What JavaScript itself throws other engines place by the marked text: the line is the reader's. */
const columns = (what: string): RegExp =>
  !inChromium &&
  /^(the places of a yield\* that fails|a constructor that never calls super)$/.test(what)
    ? /(?<=main\.ts:\d+):\d+/g
    : /(?!)/;

test.each(
  someOf([
    ...Object.entries(ODD).map(([what, code]) => [what, LOOP + code + RUN] as const),
    // without the library, which uses the language as it is
    ...Object.entries(CHANGED).map(
      ([what, code]) => [`the language is changed: ${what}`, code] as const,
    ),
  ]),
)('%s', async (what, whole) => {
  const files = stageFiles('part-3-task-loop');
  const plain = await runCode(whole, files);
  const watched = await runCode(whole, files, { trace: true });
  expect(plain.stdout + plain.stderr).not.toBe('');
  // in Node each run has a folder of its own
  const said = (text: string): string =>
    comparable(text)
      .replace(/\brun-\d+/g, 'run')
      .replace(columns(what), '');
  const seen = ({ stdout, stderr, outcome }: Run): unknown[] => [
    said(stdout),
    said(stderr),
    outcome,
  ];
  expect(seen(watched)).toEqual(seen(plain));
});
