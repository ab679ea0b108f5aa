import { expect, expectTypeOf, test } from 'vitest';
import { TaskLoop, ThreadDiedError, ThreadedExecutor } from '../src/index.ts';
import { runModule, testInNode } from './run-module.ts';

test('a task waits for another thread, and the loop goes on meanwhile', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  const seen: unknown[] = [];
  const sleep = (ms: number): number => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    return ms;
  };
  const slow = loop.addTask(
    (function* () {
      const ms = yield* executor.submit(sleep, 100);
      expectTypeOf(ms).toEqualTypeOf<number>();
      seen.push(ms);
    })(),
  );
  loop.addTask(
    (function* () {
      for (let i = 0; i < 3; i++) {
        seen.push(i);
        yield;
      }
    })(),
  );
  loop.runUntilComplete(slow);
  expect(seen).toEqual([0, 1, 2, 100]);
});

test('a result comes through the ready queue, not in the middle of something else', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  const future = executor.submit(() => 7);
  const seen: unknown[] = [];
  future.addDoneCallback(() => seen.push(loop.isRunning()));
  expect(future.done()).toBe(false);
  expect(loop.runUntilComplete(future)).toBe(7);
  expect(seen).toEqual([true]);
});

test('an error on the other thread is thrown where the task waits', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  const task = loop.addTask(
    (function* () {
      try {
        yield* executor.submit((n: number) => {
          if (n > 0) throw new RangeError(`bad n: ${n}`);
        }, 5);
      } catch (error) {
        return error;
      }
      return undefined;
    })(),
  );
  const error = loop.runUntilComplete(task) as Error;
  expect(error).toBeInstanceOf(RangeError);
  expect(error.message).toBe('bad n: 5');
});

testInNode('a thread that dies while the loop sleeps wakes it', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  const dying = executor.submit(() => process.exit(3));
  expect(() => loop.runUntilComplete(dying)).toThrow(ThreadDiedError);
  expect(loop.runUntilComplete(executor.submit(() => 'and on'))).toBe('and on');
});

test('a job that is cancelled while it waits is not run; one that runs is given up', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop, { maxThreads: 1 });
  const word = new Int32Array(new SharedArrayBuffer(4));
  const count = (word: Int32Array): number => Atomics.add(word, 0, 1) + 1;
  const first = executor.submit(count, word);
  const second = executor.submit(count, word);
  const third = executor.submit(count, word);
  expect([first.cancel(), second.cancel()]).toEqual([true, true]);
  const errors: unknown[] = [];
  loop.setExceptionHandler((_, { exception }) => errors.push(exception));
  expect(loop.runUntilComplete(third)).toBe(2);
  expect([first.cancelled(), second.cancelled()]).toEqual([true, true]);
  expect(errors).toEqual([]);
});

test('a loop that is never idle hears of other threads as well', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  const answer = executor.submit(() => 'heard');
  const busy = loop.addTask(
    (function* () {
      while (!answer.done()) yield;
      return answer.result();
    })(),
  );
  expect(loop.runUntilComplete(busy)).toBe('heard');
});

test('callSoonThreadsafe wakes a loop that sleeps', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  const seen: string[] = [];
  executor
    .submit(() => 1)
    .addDoneCallback(() => {
      loop.callSoonThreadsafe(() => {
        seen.push('called');
        loop.stop();
      });
    });
  loop.runForever();
  expect(seen).toEqual(['called']);
});

testInNode('each thread can run a loop of its own, two at once', () => {
  const output = runModule(`
    import { TaskLoop, ThreadedExecutor } from LIBRARY;
    async function work(library, name, here) {
      const { TaskLoop } = await import(library);
      Atomics.add(here, 0, 1);
      while (Atomics.load(here, 0) < 2); // both threads are here now, each in a job
      return new TaskLoop().runUntilComplete((function* () {
        yield;
        return name + ' done';
      })());
    }
    const loop = new TaskLoop();
    const executor = new ThreadedExecutor(loop);
    console.log(loop.runUntilComplete((function* () {
      const here = new Int32Array(new SharedArrayBuffer(4));
      const one = executor.submit(work, LIBRARY, 'Work1', here);
      const two = executor.submit(work, LIBRARY, 'Work2', here);
      return (yield* one) + ', ' + (yield* two);
    })()));
  `);
  expect(output).toBe('Work1 done, Work2 done\n');
});

testInNode('an idle loop sleeps: it uses next to nothing of a core', () => {
  const output = runModule(`
    import { TaskLoop, ThreadedExecutor } from LIBRARY;
    const loop = new TaskLoop();
    const executor = new ThreadedExecutor(loop);
    loop.runUntilComplete(executor.submit(() => 0)); // the thread is there now
    const before = process.cpuUsage();
    loop.runUntilComplete(executor.submit(() => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
    }));
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1000 < 150 ? 'idle' : 'busy for ' + (user + system) / 1000 + ' ms');
  `);
  expect(output).toBe('idle\n');
});

testInNode('a program that is finished exits by itself, threads or not', () => {
  const output = runModule(`
    import { TaskLoop, ThreadedExecutor } from LIBRARY;
    const loop = new TaskLoop();
    const executor = new ThreadedExecutor(loop);
    console.log(loop.runUntilComplete(executor.submit(() => 'done')));
  `);
  expect(output).toBe('done\n');
});
