import { expect, test } from 'vitest';
import { TaskLoop, type Coroutine } from '../../src/index.ts';
import { runAndTidy } from './exercise.ts';

/** What the loop's exception handler is told, and the loop itself. */
function listening() {
  const told: string[] = [];
  const seen: string[] = [];
  let loop!: TaskLoop;
  const listen = (of: TaskLoop): void => {
    loop = of;
    of.setExceptionHandler((_, { message, exception }) =>
      told.push(exception instanceof Error ? exception.message : message),
    );
  };
  return { told, seen, listen, loop: () => loop };
}

/** Work without an end, which says when it is over. */
function* endless(loop: TaskLoop, seen: string[], name = 'left'): Coroutine<void> {
  try {
    yield* loop.createFuture<void>();
  } finally {
    seen.push(`${name} ends`);
  }
}

test('the result comes back, and the loop is closed', () => {
  const { told, listen, loop } = listening();
  const result = runAndTidy(function* (loop) {
    listen(loop);
    yield;
    return 'done';
  });
  expect([result, loop().isClosed(), told]).toEqual(['done', true, []]);
});

test('tasks that are left are told, and clean up', () => {
  const { told, seen, listen } = listening();
  runAndTidy(function* (loop) {
    listen(loop);
    for (const name of ['a', 'b']) loop.addTask(endless(loop, seen, name));
    yield;
  });
  expect([seen.sort(), told]).toEqual([['a ends', 'b ends'], []]);
});

test('the clean-up may take several turns', () => {
  const { told, seen, listen } = listening();
  runAndTidy(function* (loop) {
    listen(loop);
    function* slow(): Coroutine<void> {
      try {
        yield* loop.createFuture<void>();
      } finally {
        for (let turn = 0; turn < 3; turn++) yield;
        seen.push('clean');
      }
    }
    loop.addTask(slow());
    yield;
  });
  expect([seen, told]).toEqual([['clean'], []]);
});

test('also if the main task fails, and its error comes out', () => {
  const { told, seen, listen, loop } = listening();
  const error = new RangeError('main');
  const run = (): unknown =>
    runAndTidy(function* (loop) {
      listen(loop);
      loop.addTask(endless(loop, seen));
      yield;
      throw error;
    });
  expect(run).toThrow(error);
  expect([seen, loop().isClosed(), told]).toEqual([['left ends'], true, []]);
});

test('an error in a clean-up does not take the place of the result', () => {
  const { told, seen, listen, loop } = listening();
  const result = runAndTidy(function* (loop) {
    listen(loop);
    function* clumsy(): Coroutine<void> {
      try {
        yield* loop.createFuture<void>();
      } catch {
        throw new Error('a broken broom');
      }
    }
    loop.addTask(clumsy());
    loop.addTask(endless(loop, seen));
    yield;
    return 'fine';
  });
  expect([result, seen, loop().isClosed()]).toEqual(['fine', ['left ends'], true]);
  expect(told).toEqual(['a broken broom']);
});

test('a task that is begun in a clean-up is told as well', () => {
  const { told, seen, listen } = listening();
  runAndTidy(function* (loop) {
    listen(loop);
    function* parent(): Coroutine<void> {
      try {
        yield* loop.createFuture<void>();
      } finally {
        loop.addTask(endless(loop, seen, 'child'));
        yield;
      }
    }
    loop.addTask(parent());
    yield;
  });
  expect(told).toEqual([]);
});

test('even if that one is under way', () => {
  const { told, seen, listen } = listening();
  runAndTidy(function* (loop) {
    listen(loop);
    function* parent(): Coroutine<void> {
      try {
        yield* loop.createFuture<void>();
      } finally {
        loop.addTask(child());
        yield;
        yield;
      }
    }
    function* child(): Coroutine<void> {
      seen.push('child begins');
      yield* endless(loop, seen, 'child');
    }
    loop.addTask(parent());
    yield;
  });
  expect(told).toEqual([]);
  // asked before its first turn, it has nothing to clean up
  expect(seen).toEqual(seen.length > 0 ? ['child begins', 'child ends'] : []);
});

test('a task that refuses is waited for', () => {
  const { told, seen, listen } = listening();
  runAndTidy(function* (loop) {
    listen(loop);
    function* stubborn(): Coroutine<void> {
      try {
        yield* loop.createFuture<void>();
      } catch {
        for (let turn = 0; turn < 4; turn++) yield;
        seen.push('my way');
      }
    }
    loop.addTask(stubborn());
    yield;
  });
  expect([seen, told]).toEqual([['my way'], []]);
});

test('an error that was not asked for is told, once', () => {
  const { told, listen } = listening();
  function* fails(): Coroutine<void> {
    throw new Error('the disk is full');
  }
  runAndTidy(function* (loop) {
    listen(loop);
    loop.addTask(fails());
    yield;
    yield;
  });
  expect(told).toEqual(['the disk is full']);
});
