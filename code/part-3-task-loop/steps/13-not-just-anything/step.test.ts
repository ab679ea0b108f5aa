import { expect, test } from 'vitest';
import { TaskLoop } from '../../src/index.ts';
import { errorOf, outcome, resultOf, runAll } from '../kit.ts';

const wrong: [string, unknown, string][] = [
  ['a generator function', function* () {}, 'GeneratorFunction'],
  ['a generator', (function* () {})(), 'Generator'],
  ['an async function', async () => {}, 'AsyncFunction'],
  ['an async generator function', async function* () {}, 'AsyncGeneratorFunction'],
  ['an object', {}, 'Object'],
  ['what only inherits from a function', Object.create(() => {}), ''],
  ['what only says that it is a function', { constructor: Function }, ''],
  ['a number', 5, '5'],
  ['undefined', undefined, 'undefined'],
];

test.each(wrong)('callSoon refuses %s, and says what it got', (_, value, part) => {
  const loop = new TaskLoop();
  const error = errorOf(() => loop.callSoon(value as () => void));
  expect(String(error)).toMatch(/^NotRegularFunctionError: /);
  expect(error).toBeInstanceOf(TypeError);
  expect(String(error)).toContain(part);
  expect(loop.totalTasks()).toBe(0);
});

test.each(wrong)('addDoneCallback and setExceptionHandler refuse %s', (_, value) => {
  const loop = new TaskLoop();
  const [pending, done] = [loop.createFuture<number>(), loop.createFuture<number>()];
  done.setResult(1);
  const seen = [
    outcome(() => pending.addDoneCallback(value as () => void)),
    outcome(() => done.addDoneCallback(value as () => void)),
    outcome(() => loop.setExceptionHandler(value as () => void)),
  ];
  expect(seen).toEqual(Array(3).fill('threw NotRegularFunctionError'));
  expect(loop.totalTasks()).toBe(0);
});

test('regular functions of all kinds get through', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  class Counter {
    name = 'method';
    count() {
      seen.push(this.name);
    }
  }
  const counter = new Counter();
  loop.callSoon(counter.count.bind(counter));
  loop.callSoon(() => seen.push('arrow'));
  loop.callSoon(function () {
    seen.push('function');
  });
  loop.callSoon(Array.prototype.push.bind(seen), 'built in');
  runAll(loop);
  expect(seen).toEqual(['method', 'arrow', 'function', 'built in']);
});

test('addTask wants a generator, and says so', () => {
  const loop = new TaskLoop();
  function* work() {}
  const error = errorOf(() => loop.addTask(work as never));
  expect(error).toBeInstanceOf(TypeError);
  expect(String(error)).toContain('work()');
  for (const value of [5, undefined, [1].values(), Promise.resolve()])
    expect(outcome(() => loop.addTask(value as never))).toBe('threw TypeError');
  expect(loop.totalTasks()).toBe(0);
});

test('only its generator gives a task its result', () => {
  const loop = new TaskLoop();
  function* work() {
    yield;
    return 42;
  }
  const task = loop.addTask(work());
  const forged = task as unknown as Record<
    'setResult' | 'setException',
    (value: unknown) => void
  >;
  expect([
    outcome(() => forged.setResult('forged')),
    outcome(() => forged.setException('forged')),
  ]).toEqual(['threw LoopStateError', 'threw LoopStateError']);
  runAll(loop);
  expect(resultOf(task)).toBe(42);
});
