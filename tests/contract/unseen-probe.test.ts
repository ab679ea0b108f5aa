// A run that is watched prints what it prints when nobody looks, whatever the program asks about itself.
import { expect, test } from 'vitest';
import { runCode, someOf, stageFiles, useEngine, type Run } from './engine.ts';

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
  'what a generator tells an emitter':
    "const { EventEmitter } = await import('node:events');\nconst e = new EventEmitter();\ne.on('step', (n) => console.log('step', n));\nloop.addTask((function* () { e.emit('step', 1); yield; e.emit('step', yield* [2, 3]); })());",
  'a strict program':
    'try { undeclared = 1; } catch (error) { console.log(String(error)); }\nconsole.log((function () { return this; })());',
};

test.each(someOf(Object.entries(ODD)))('%s', async (_, code) => {
  const files = stageFiles('part-3-task-loop');
  const whole = LOOP + code + RUN;
  const plain = await runCode(whole, files);
  const watched = await runCode(whole, files, { trace: true });
  expect(plain.stdout + plain.stderr).not.toBe('');
  // in Node each run has a folder of its own
  const seen = ({ stdout, stderr, outcome }: Run): unknown[] => [
    stdout.replace(/\brun-\d+/g, 'run'),
    stderr.replace(/\brun-\d+/g, 'run'),
    outcome,
  ];
  expect(seen(watched)).toEqual(seen(plain));
});
