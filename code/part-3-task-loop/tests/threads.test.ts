import { expect, expectTypeOf, test } from 'vitest';
import {
  DeadlockError,
  LoopStateError,
  TaskLoop,
  ThreadDiedError,
  ThreadedExecutor,
} from '../src/index.ts';
import { runModule, testInNode } from './run-module.ts';
import { waiter, watchedLoop } from './watched-loop.ts';

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

// ---- loops that are closed, or not alone

test('a result that arrives after its loop was closed is nobody’s, and disturbs nobody', () => {
  const first = watchedLoop();
  const second = watchedLoop();
  const late = new ThreadedExecutor(first.loop, { maxThreads: 1 });
  const futures = [late.submit(() => 1), late.submit(() => 2)];
  first.loop.close();
  const other = new ThreadedExecutor(second.loop, { maxThreads: 1 });
  expect(second.loop.runUntilComplete(other.submit(() => 'mine'))).toBe('mine');
  late.shutdown();
  other.shutdown();
  expect(futures.map((future) => future.done())).toEqual([false, false]);
  expect([first.told, second.told]).toEqual([[], []]);
});

test('an executor whose loop is closed can be left with `using`', () => {
  const { loop } = watchedLoop();
  const leave = (): void => {
    using executor = new ThreadedExecutor(loop, { maxThreads: 1 });
    executor.submit(() => 1);
    executor.submit(() => 2);
    loop.close();
    expect(() => executor.submit(() => 3)).toThrow(
      new LoopStateError('the loop is closed'),
    );
  };
  expect(leave).not.toThrow();
});

test('jobs that wait when their loop is closed never run', () => {
  const { loop } = watchedLoop();
  const executor = new ThreadedExecutor(loop, { maxThreads: 1 });
  const [gate, runs] = [0, 1].map(() => new Int32Array(new SharedArrayBuffer(4)));
  const job = (gate: Int32Array, runs: Int32Array): void => {
    Atomics.add(runs, 0, 1);
    Atomics.wait(gate, 0, 0);
  };
  for (let i = 0; i < 3; i++) executor.submit(job, gate!, runs!);
  loop.close();
  Atomics.store(gate!, 0, 1);
  Atomics.notify(gate!, 0);
  executor.shutdown();
  expect(runs![0]).toBe(1);
});

test('a loop waits for its own thread, and is not taken for dead meanwhile', () => {
  const { loop } = watchedLoop();
  using executor = new ThreadedExecutor(loop, { maxThreads: 1 });
  const job = executor.submit(() => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    return 'late';
  });
  expect(loop.runUntilComplete(job)).toBe('late');
  expect(() => loop.runForever()).toThrow(DeadlockError);
});

test('a thread that works for another loop wakes this one, which then knows that it is alone', () => {
  const { loop } = watchedLoop();
  using executor = new ThreadedExecutor(watchedLoop().loop, { maxThreads: 1 });
  executor.submit(() => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  });
  expect(() => loop.runUntilComplete(loop.createFuture())).toThrow(DeadlockError);
});

testInNode('threads of executors that nobody has any more end', () => {
  const code = `
    const { TaskLoop, ThreadedExecutor } = await import(LIBRARY);
    const { readdirSync } = await import('node:fs');
    const loop = new TaskLoop();
    const threads = () => readdirSync('/proc/self/task').length;
    const before = threads();
    const use = () => loop.runUntilComplete(new ThreadedExecutor(loop, { maxThreads: 1 }).submit(() => 1));
    for (let i = 0; i < 8; i++) use();
    const during = threads();
    for (let i = 0; i < 200 && threads() > before + 3; i++) {
      gc();
      await new Promise((next) => setTimeout(next, 50));
    }
    console.log(during - before >= 8, threads() - before <= 3);
  `;
  if (process.platform !== 'linux') return; // elsewhere threads are counted in other ways
  expect(runModule(code, '--expose-gc')).toBe('true true\n');
});

test('what others wait for does not keep a loop from seeing that nothing can wake it', () => {
  const other = watchedLoop().loop;
  const { loop } = watchedLoop();
  using executor = new ThreadedExecutor(other, { maxThreads: 1 });
  const gate = new Int32Array(new SharedArrayBuffer(4));
  executor.submit((gate: Int32Array) => {
    Atomics.wait(gate, 0, 0);
  }, gate);
  expect(() => loop.runUntilComplete(loop.createFuture())).toThrow(DeadlockError);
  loop.runForever({ untilIdle: true });
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);
});

test('cancelling what has not begun is no trouble after the loop was closed', () => {
  const { loop } = watchedLoop();
  const executor = new ThreadedExecutor(loop, { maxThreads: 1 });
  const jobs = [1, 2, 3].map((n) => executor.submit((n: number) => n, n));
  loop.addTask(waiter(jobs[1]!));
  loop.runOnce();
  loop.close();
  executor.shutdown({ cancelFutures: true });
  expect(jobs.map((job) => job.done())).toEqual([false, false, false]);
});
