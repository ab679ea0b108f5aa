// Threads whose loop is closed, or not the only one.
import { expect, test } from 'vitest';
import { DeadlockError, LoopStateError, ThreadedExecutor } from '../src/index.ts';
import { sources, waitUntil } from '../src/threads/bell.ts';
import { runModule, testInNode } from './run-module.ts';
import { waiter, watchedLoop } from './watched-loop.ts';

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

testInNode.each(['idle', 'at work'])(
  'threads that are %s when their loop is closed end',
  (state) => {
    const { loop } = watchedLoop();
    const executor = new ThreadedExecutor(loop, { maxThreads: 1 });
    const [gate, ended] = [0, 1].map(() => new Int32Array(new SharedArrayBuffer(4)));
    const open = (): void => {
      Atomics.store(gate!, 0, 1);
      Atomics.notify(gate!, 0);
    };
    const job = executor.submit(
      (gate: Int32Array, ended: Int32Array) => {
        process.once('exit', () => {
          Atomics.store(ended, 0, 1);
          Atomics.notify(ended, 0);
        });
        Atomics.wait(gate, 0, 0);
      },
      gate!,
      ended!,
    );
    if (state === 'idle') {
      open();
      loop.runUntilComplete(job);
    }
    loop.close();
    if (state === 'at work') {
      expect(Atomics.wait(ended!, 0, 0, 100)).toBe('timed-out'); // it may end its work
      open();
      waitUntil(() => !sources.has(executor), Infinity, loop);
    }
    expect(Atomics.wait(ended!, 0, 0, 60_000)).not.toBe('timed-out');
  },
);

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
