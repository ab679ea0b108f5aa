import { afterEach, expect, test, vi } from 'vitest';
import {
  LoopMismatchError,
  LoopStateError,
  NotRegularFunctionError,
  StopLoop,
  Task,
  TaskLoop,
  transformFuture,
} from '../src/index.ts';

afterEach(() => vi.restoreAllMocks());

test('callSoon keeps the order, runOnce makes one call, totalTasks counts those that wait', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  for (const letter of 'abc') loop.callSoon((l: string) => seen.push(l), letter);
  expect(loop.totalTasks()).toBe(3);
  loop.runOnce();
  expect([seen, loop.totalTasks()]).toEqual([['a'], 2]);
  loop.runOnce();
  loop.runOnce();
  loop.runOnce(); // nothing is left: nothing happens
  expect([seen, loop.totalTasks()]).toEqual([['a', 'b', 'c'], 0]);
});

test.each([
  ['a generator function', function* () {}],
  ['an async function', async () => {}],
  ['an async generator function', async function* () {}],
  ['a generator', (function* () {})()],
  ['what only inherits from a function', Object.create(() => {})],
  ['what only says that it is one', { constructor: Function }],
])('callSoon refuses %s', (_, notRegular) => {
  const loop = new TaskLoop();
  expect(() => loop.callSoon(notRegular as () => void)).toThrow(
    NotRegularFunctionError,
  );
  expect(loop.totalTasks()).toBe(0);
});

test.each([5, null, undefined])('callSoon refuses %s', (value) => {
  expect(() => new TaskLoop().callSoon(value as never)).toThrow(
    new NotRegularFunctionError(`a callback is a regular function, and not ${value}`),
  );
});

test('a callback that throws StopLoop stops the loop, at the end of its turn', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  loop.callSoon(() => {
    throw new StopLoop();
  });
  loop.callSoon(() => seen.push('same turn'));
  loop.runForever();
  expect(seen).toEqual(['same turn']);
});

test('runForever runs until stop, and finishes the turn that stop was called in', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  loop.callSoon(() => {
    seen.push('stop');
    loop.callSoon(() => seen.push('next turn'));
    loop.stop();
  });
  loop.callSoon(() => seen.push('same turn'));
  loop.runForever();
  expect(seen).toEqual(['stop', 'same turn']);
  expect(loop.totalTasks()).toBe(1);
});

test('stop on a loop that is not running makes the next run one turn long, and no more', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  loop.stop();
  loop.runForever(); // nothing is ready, and still it comes back
  loop.stop();
  loop.callSoon(() => seen.push('one turn'));
  loop.runForever();
  expect(
    loop.runUntilComplete(
      (function* () {
        yield;
        yield;
        return 'as many as it takes';
      })(),
    ),
  ).toBe('as many as it takes');
  expect(seen).toEqual(['one turn']);
});

test('runUntilComplete returns the result of a future that is done already', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<string>();
  future.setResult('early');
  expect(loop.runUntilComplete(future)).toBe('early');
});

test('runUntilComplete that is stopped too early says so, and leaves the loop usable', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<string>();
  loop.callSoon(() => loop.stop());
  expect(() => loop.runUntilComplete(future)).toThrow(LoopStateError);
  expect(loop.isRunning()).toBe(false);
  loop.callSoon(() => future.setResult('in the end'));
  expect(loop.runUntilComplete(future)).toBe('in the end');
});

test('a running loop cannot be run again from inside', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  const attempt = (run: () => void): void => {
    try {
      run();
    } catch (error) {
      if (error instanceof LoopStateError) seen.push('refused');
    }
  };
  loop.callSoon(() => {
    expect(loop.isRunning()).toBe(true);
    attempt(() => new TaskLoop().runForever()); // nor any other, in this thread
    attempt(() => loop.runForever());
    attempt(() => loop.runOnce());
    attempt(() => loop.runUntilComplete((function* () {})()));
    attempt(() => loop.close());
    loop.stop();
  });
  loop.runForever();
  expect(seen).toEqual(Array(5).fill('refused'));
  expect(loop.isRunning()).toBe(false);
  expect(loop.totalTasks()).toBe(0);
});

test('a closed loop takes and runs nothing', () => {
  const loop = new TaskLoop();
  loop.callSoon(() => {});
  loop.close();
  loop.close();
  expect([loop.isClosed(), loop.totalTasks()]).toEqual([true, 0]);
  expect(() => loop.callSoon(() => {})).toThrow(LoopStateError);
  expect(() => loop.runOnce()).toThrow(LoopStateError);
  expect(() => loop.runForever()).toThrow(LoopStateError);
});

test('addTask wants a generator, not the function that makes it', () => {
  expect(() => new TaskLoop().addTask(function* () {} as never)).toThrow(
    'call the function*',
  );
});

test('transformFuture: a future of the loop as it is, a generator as a task, an error for the rest', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture();
  expect(transformFuture(future, loop)).toBe(future);
  expect(transformFuture((function* () {})(), loop)).toBeInstanceOf(Task);
  expect(() => transformFuture(new TaskLoop().createFuture(), loop)).toThrow(
    LoopMismatchError,
  );
  expect(() => transformFuture(function* () {} as never, loop)).toThrow('call it');
  expect(() => transformFuture(5 as never, loop)).toThrow(
    new TypeError('expected a future, a generator or a promise, got 5'),
  );
});

test('without an exception handler an error in a callback is printed', () => {
  const print = vi.spyOn(console, 'error').mockImplementation(() => {});
  const loop = new TaskLoop();
  const error = new Error('broken');
  loop.callSoon(function work() {
    throw error;
  });
  loop.runOnce();
  expect(print).toHaveBeenCalledWith('Error in callback work', error);
});

test('an error in the exception handler is printed, and the loop goes on', () => {
  const print = vi.spyOn(console, 'error').mockImplementation(() => {});
  const loop = new TaskLoop();
  loop.setExceptionHandler(() => {
    throw new Error('worse');
  });
  loop.callSoon(() => {
    throw new Error('broken');
  });
  loop.runOnce();
  expect(print).toHaveBeenCalledWith(
    'Error in the exception handler:',
    new Error('worse'),
    'told of',
    { message: 'Error in callback (anonymous)', exception: new Error('broken') },
  );
  loop.setExceptionHandler(null);
  loop.callExceptionHandler({ message: 'told directly' });
  expect(print).toHaveBeenLastCalledWith('told directly');
});

test('a run that was stopped too early leaves nothing behind that stops the next one', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<string>();
  loop.callSoon(() => loop.stop());
  expect(() => loop.runUntilComplete(future)).toThrow(
    'stopped before the work was done',
  );
  const longer = (function* () {
    future.setResult('done in the first of three turns');
    yield;
    yield;
    return 'all three turns';
  })();
  expect(loop.runUntilComplete(longer)).toBe('all three turns');
});

test('every refusal says why', () => {
  const loop = new TaskLoop();
  const reasons: string[] = [];
  const refused = (attempt: () => void): void => {
    try {
      attempt();
    } catch (error) {
      reasons.push((error as Error).message);
    }
  };
  loop.callSoon(() => {
    refused(() => loop.runOnce());
    refused(() => loop.close());
  });
  loop.runOnce();
  refused(() => void transformFuture(new TaskLoop().createFuture(), loop));
  loop.close();
  refused(() => loop.callSoon(() => {}));
  refused(() => loop.runOnce());
  expect(reasons).toEqual([
    'a loop is running in this thread already',
    'a running loop cannot be closed',
    'the future belongs to another loop',
    'the loop is closed',
    'the loop is closed',
  ]);
});
