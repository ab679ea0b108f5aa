import { expect, test, vi } from 'vitest';
import { TaskLoop, ThreadedExecutor } from '../../src/index.ts';
import { sources, waitUntil } from '../../src/threads/bell.ts'; // given: how a thread waits
import { Thread } from '../../src/threads/thread.ts'; // given: another thread

/** Runs it, and counts which of the threads that begin to work meanwhile end meanwhile. */
function watched(work: (threadsEnded: () => number) => void): void {
  const [run, end] = (['run', 'end'] as const).map((name) =>
    vi.spyOn(Thread.prototype, name),
  );
  try {
    work(() => {
      const ended = new Set<unknown>(end!.mock.contexts);
      return [...new Set<unknown>(run!.mock.contexts)].filter((own) => ended.has(own))
        .length;
    });
  } finally {
    for (const spy of [run, end]) spy!.mockRestore();
  }
}

test('a thread that is idle ends when its loop is closed', () =>
  watched((threadsEnded) => {
    const loop = new TaskLoop();
    const executor = new ThreadedExecutor(loop, { maxThreads: 1 });
    const job = executor.submit(() => 42);
    waitUntil(() => job.done() || loop.totalTasks() > 0, 20_000, loop);
    loop.runOnce();
    expect([job.result(), threadsEnded()], 'its result; threads ended').toEqual([
      42, 0,
    ]);
    loop.close();
    expect(threadsEnded(), 'threads ended').toBe(1);
  }));

test('one that is at work is not waited for, and ends when it has finished', () =>
  watched((threadsEnded) => {
    const before = new Set(sources);
    const isAtWork = (): boolean => [...sources].some((one) => !before.has(one));
    const loop = new TaskLoop();
    const executor = new ThreadedExecutor(loop, { maxThreads: 1 });
    const gate = new Int32Array(new SharedArrayBuffer(4));
    executor.submit((gate: Int32Array) => {
      Atomics.wait(gate, 0, 0, 300);
    }, gate);
    loop.close();
    expect(isAtWork(), 'it still works, as far as we know').toBe(true);
    Atomics.store(gate, 0, 1);
    Atomics.notify(gate, 0);
    waitUntil(() => !isAtWork(), 20_000);
    expect(threadsEnded(), 'threads ended').toBe(1);
  }));

test('a loop closes as well with executors that were never used, or were shut down', () => {
  const loop = new TaskLoop();
  const executors = [new ThreadedExecutor(loop), new ThreadedExecutor(loop)];
  executors[0]!.shutdown();
  loop.close();
  loop.close();
  expect(loop.isClosed()).toBe(true);
});
