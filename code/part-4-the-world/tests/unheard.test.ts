// Errors that nobody asks for, tasks that nobody ends.
import { expect, test, vi } from 'vitest';
import { TaskLoop } from '../src/index.ts';
import { runModule, testInNode } from './run-module.ts';
import { watchedLoop, runAll, boom, returns, throws } from './watched-loop.ts';

/** What came of a call: what it returned, or the name of what it threw. */
function outcome(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return `threw ${(error as Error).name}`;
  }
}

test.each<[string, (loop: TaskLoop) => unknown, boolean]>([
  ['a failed task', (loop) => (loop.addTask(throws(boom)), runAll(loop)), true],
  ['a failed future', (loop) => loop.createFuture().setException(boom), true],
  [
    'a failed future with a callback that does not ask',
    (loop) => {
      const future = loop.createFuture();
      future.addDoneCallback(() => {});
      future.setException(boom);
      runAll(loop);
    },
    true,
  ],
  [
    'a task that somebody waited for',
    (loop) => {
      const task = loop.addTask(throws(boom));
      loop.runUntilComplete(
        (function* () {
          try {
            yield* task;
          } catch {}
        })(),
      );
    },
    false,
  ],
  [
    'a task that somebody waited for without a star',
    (loop) => {
      const task = loop.addTask(throws(boom));
      loop.runUntilComplete(
        (function* () {
          try {
            yield task;
          } catch {}
        })(),
      );
    },
    false,
  ],
  [
    'a task whose error was asked for',
    (loop) => {
      const task = loop.addTask(throws(boom));
      runAll(loop);
      task.exception();
    },
    false,
  ],
  [
    'a task whose result was asked for',
    (loop) => outcome(() => loop.runUntilComplete(throws(boom))),
    false,
  ],
  [
    'a cancelled task',
    (loop) => (loop.addTask(returns(1)).cancel(), runAll(loop)),
    false,
  ],
])(
  '%s: an error that nobody asked for is told when the loop is closed, once',
  (_, work, isTold) => {
    const { loop, told } = watchedLoop();
    work(loop);
    expect(told).toEqual([]);
    loop.close();
    loop.close();
    expect(told.map(({ exception }) => exception)).toEqual(isTold ? [boom] : []);
  },
);

test('tasks that are pending when their loop is closed are told of, each once', () => {
  const { loop, told } = watchedLoop();
  const parked = loop.addTask(
    (function* () {
      yield* loop.createFuture();
    })(),
    { name: 'waits' },
  );
  runAll(loop);
  const ready = loop.addTask(returns(1));
  loop.close();
  loop.close();
  expect(told.map((context) => context.message)).toEqual([
    'waits was pending when its loop was closed',
    `${ready.getName()} was pending when its loop was closed`,
  ]);
  expect(told.map(({ future }) => future === parked)).toEqual([true, false]);
  expect(told.map(({ future }) => future === ready)).toEqual([false, true]);
});

test.each<[string, (loop: TaskLoop) => unknown, string]>([
  [
    'a task by its name',
    (loop) => loop.addTask(throws(boom), { name: 'fetch' }),
    'fetch',
  ],
  [
    'a task by the name it has when it fails',
    (loop) => loop.addTask(throws(boom), { name: 'fetch' }).setName('fetch 2'),
    'fetch 2',
  ],
  [
    'a future by its kind',
    (loop) => loop.createFuture().setException(boom),
    'a Future',
  ],
])('an error that nobody asked for names %s', (_, fail, name) => {
  const { loop, told } = watchedLoop();
  fail(loop);
  runAll(loop);
  loop.close();
  expect(told.map(({ message }) => message)).toEqual([
    `Nobody asked ${name} for its error`,
  ]);
});

test('without a handler what nobody asked for is printed', () => {
  const print = vi.spyOn(console, 'error').mockImplementation(() => {});
  const loop = new TaskLoop();
  loop.createFuture().setException(boom);
  loop.close();
  expect(print).toHaveBeenCalledExactlyOnceWith(
    'Nobody asked a Future for its error',
    boom,
  );
  print.mockRestore();
});

testInNode('an error that nobody can ask for any more is told, once', () => {
  const code = `
    const { TaskLoop } = await import(LIBRARY);
    const loop = new TaskLoop();
    let told = 0;
    loop.setExceptionHandler((_, { exception }) => void (told++, console.log(exception.message)));
    const go = () => { loop.addTask(function* () { throw new Error('LOST'); }()); loop.runForever({ untilIdle: true }); };
    go();
    for (let i = 0; i < 100 && told === 0; i++) { gc(); await new Promise((next) => setTimeout(next, 20)); }
    console.log(told); // before the loop is closed, which tells as well
    loop.close();
    console.log(told);`;
  expect(runModule(code, '--expose-gc')).toBe('LOST\n1\n1\n');
});
