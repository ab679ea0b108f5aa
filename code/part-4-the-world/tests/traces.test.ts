// What the trace of an error says of the generators that it came through.
import { expect, test } from 'vitest';
import { Future, Task, type Coroutine } from '../src/index.ts';
import { runModule, testInNode } from './run-module.ts';
import { watchedLoop, throws, waiter } from './watched-loop.ts';

function* inner(future: Future<unknown>): Coroutine<unknown> {
  return yield* future;
}
function* outer(future: Future<unknown>): Coroutine<unknown> {
  return yield* inner(future);
}

test.each<[string, (future: Future<unknown>, task: Task<unknown>) => void]>([
  ['an error', (future) => future.setException(new Error('boom'))],
  ['a cancelled wait', (_, task) => task.cancel('enough')],
  ['a cancelled future', (future) => future.cancel('enough')],
])(
  'the trace of %s names the generators down the chain, and the tasks that waited',
  (_, end) => {
    const { loop } = watchedLoop();
    const future = loop.createFuture<unknown>();
    const task = loop.addTask(outer(future));
    const last = loop.addTask(waiter(task));
    loop.callSoon(() => end(future, task));
    let stack = '';
    try {
      loop.runUntilComplete(last);
    } catch (error) {
      stack = (error as Error).stack!;
    }
    const [, ...parts] = stack.split('\n  awaited by\n');
    expect(
      parts.map((part) =>
        part.split('\n').map((line) => /(inner|outer|waiter)\b/.exec(line)?.[0]),
      ),
    ).toEqual([['inner', 'outer'], ['waiter']]);
    expect(parts.join()).toMatch(/traces\.test\.ts/);
    expect(parts.join()).not.toMatch(/(task|task-loop|future)\.ts/);
  },
);

test.each<[string, unknown]>([
  ['a text', 'boom'],
  ['nothing', undefined],
  ['a frozen error', Object.freeze(new Error('boom'))],
  [
    'an error whose stack is no text',
    Object.defineProperty(new Error('boom'), 'stack', { value: 5, writable: true }),
  ],
])('an error that cannot be added to goes on as it is: %s', (_, thrown) => {
  const { loop } = watchedLoop();
  const task = loop.addTask(throws(thrown));
  const heard: unknown[] = [];
  loop.runUntilComplete(
    (function* () {
      try {
        yield* waiter(task);
      } catch (error) {
        heard.push(error);
      }
    })(),
  );
  expect(heard).toEqual([thrown]);
  expect(heard[0]).toBe(thrown);
});

test('a place that an error has just come through is not named again', () => {
  const { loop } = watchedLoop();
  const failed = loop.createFuture<unknown>();
  const error = new Error('boom');
  failed.setException(error);
  loop.runUntilComplete(
    (function* () {
      for (let i = 0; i < 3; i++) {
        try {
          yield* waiter(failed);
        } catch {}
      }
    })(),
  );
  expect(error.stack!.split('awaited by')).toHaveLength(2);
});

test('an error that goes to and fro does not grow for ever', () => {
  const { loop } = watchedLoop();
  const failed = loop.createFuture<unknown>();
  const error = new Error('boom');
  failed.setException(error);
  loop.runUntilComplete(
    (function* () {
      for (let i = 0; i < 1000; i++) {
        for (const through of [waiter, outer]) {
          try {
            yield* through(failed);
          } catch {}
        }
      }
    })(),
  );
  expect(error.stack!.length).toBeLessThan(20_000);
});

test('an error that is asked for again and again does not grow for ever', () => {
  const { loop } = watchedLoop();
  const failed = loop.createFuture();
  const error = new Error('boom');
  failed.setException(error);
  loop.runUntilComplete(
    (function* () {
      for (let i = 0; i < 10_000; i++) {
        try {
          yield failed;
          yield* waiter(failed);
        } catch {}
      }
    })(),
  );
  expect(error.stack!.length).toBeLessThan(20_000);
});

test('who waits for a future that has failed already is named, too', () => {
  const { loop } = watchedLoop();
  const failed = loop.createFuture<unknown>();
  failed.setException(new Error('boom'));
  let stack = '';
  try {
    loop.runUntilComplete(outer(failed));
  } catch (error) {
    stack = (error as Error).stack!;
  }
  expect(stack.split('\n  awaited by\n')[1]).toMatch(/inner[^]*outer/);
});

testInNode('an error whose trace cannot be written goes on as it is', () => {
  const code = (more: string): string => `
    ${more}
    const { TaskLoop } = await import(LIBRARY);
    const loop = new TaskLoop();
    const error = new RangeError('mine');
    const task = loop.addTask(function* () { throw error; }());
    const seen = loop.runUntilComplete(function* () { try { yield* task; } catch (thrown) { return thrown; } }());
    console.log(seen === error);`;
  for (const more of [
    'Error.prepareStackTrace = (_, frames) => frames;',
    'Error.prepareStackTrace = () => { throw new Error("no"); };',
    'Object.freeze(Error);',
  ])
    expect(runModule(code(more)), more).toBe('true\n');
});
