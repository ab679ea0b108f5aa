import { expect, test } from 'vitest';
import { sources } from '../src/threads/bell.ts';
import {
  InvalidStateError,
  TaskLoop,
  ThreadDiedError,
  ThreadedExecutor,
} from '../src/index.ts';
import { runModule, testInNode } from './run-module.ts';

// What the executor of part 2 promises holds for this one: here is what its tests ask first.

const newGate = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));
const open = (gate: Int32Array): void => {
  gate[0] = 1;
  Atomics.notify(gate, 0);
};
// These functions run on other threads: they see their arguments, and nothing else.
const waitForGate = (gate: Int32Array): string => {
  Atomics.wait(gate, 0, 0);
  return 'went through';
};
const threadId = (ms: number): number => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  return ((globalThis as { id?: number }).id ??= Math.random());
};

test.each([0, -1, 1.5, NaN, Infinity])('maxThreads cannot be %s', (maxThreads) => {
  const create = (): unknown => new ThreadedExecutor(new TaskLoop(), { maxThreads });
  expect(create).toThrow(RangeError);
  expect(create).toThrow(`maxThreads is a whole number from 1 on, not ${maxThreads}`);
});

test('there are never more threads than maxThreads, and they are used again', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop, { maxThreads: 2 });
  const jobs = [1, 2, 3, 4, 5, 6].map((ms) => executor.submit(threadId, ms));
  const ids = jobs.map((job) => loop.runUntilComplete(job));
  expect(new Set(ids).size).toBe(2);
});

test('what cannot travel is refused', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  const object = { short() {} };
  expect(() => executor.submit(object.short)).toThrow(
    'a job travels as text: write it as "function" or "=>"; ' +
      'a method, a bound or a built-in function has no text that could travel',
  );
  for (const fn of [function* () {}, async function* () {}, 5, undefined])
    expect(() => executor.submit(fn as () => void)).toThrow('a job is a function, and');
  expect(() => executor.submit((fn) => fn(), Math.random)).toThrow(
    'arguments are copied, and one of these cannot be',
  );
});

test('errors come back as what they were', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  const failing = [
    function fails() {
      throw new RangeError('no');
    },
    function failsInItsOwnWay() {
      throw Object.assign(new Error('no'), { name: 'OwnError' });
    },
  ];
  const errors = failing.map((job) => {
    const future = executor.submit(job);
    expect(() => loop.runUntilComplete(future)).toThrow('no');
    return future.exception() as Error;
  });
  expect(errors[0]).toBeInstanceOf(RangeError);
  expect(errors.map(({ name }) => name)).toEqual(['RangeError', 'OwnError']);
  for (const [i, { stack }] of errors.entries()) {
    expect(stack).toContain(failing[i]!.name);
    expect(stack).not.toContain('threaded-executor.ts'); // it is that of the other thread
  }
});

test('an executor is asked for news only while it has jobs', () => {
  const loop = new TaskLoop();
  const before = sources.size;
  const executor = new ThreadedExecutor(loop);
  expect(sources.size).toBe(before);
  const job = executor.submit(() => 1);
  expect(sources.size).toBe(before + 1);
  loop.runUntilComplete(job);
  expect(sources.size).toBe(before);
});

test('shutdown waits for all jobs, and no more are taken', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop, { maxThreads: 1 });
  const jobs = [1, 2, 3].map((n) => executor.submit((n: number) => n, n));
  executor.shutdown();
  expect(() => executor.submit(() => 1)).toThrow(InvalidStateError);
  expect(() => executor.submit(() => 1)).toThrow('the executor has been shut down');
  while (loop.totalTasks() > 0) loop.runOnce(); // the results are there, and wait
  expect(jobs.map((job) => job.result())).toEqual([1, 2, 3]);
});

test('what `using` calls at the end of its block waits for the jobs', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  executor.submit(() => 1);
  expect(loop.totalTasks()).toBe(0);
  executor[Symbol.dispose]();
  expect(loop.totalTasks()).toBe(1); // the result is there, and waits
  expect(() => executor.submit(() => 2)).toThrow(InvalidStateError);
});

test('shutdown need not wait, and can cancel what has not begun', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop, { maxThreads: 1 });
  const gate = newGate();
  const jobs = [gate, gate, gate].map((g) => executor.submit(waitForGate, g));
  executor.shutdown({ wait: false, cancelFutures: true });
  expect(jobs.map((job) => job.cancelled())).toEqual([false, true, true]);
  open(gate);
  expect(loop.runUntilComplete(jobs[0]!)).toBe('went through');
});

test('without being told to, shutdown cancels nothing', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop, { maxThreads: 1 });
  const gate = newGate();
  const jobs = [gate, gate].map((g) => executor.submit(waitForGate, g));
  executor.shutdown({ wait: false });
  open(gate);
  expect(loop.runUntilComplete(jobs[1]!)).toBe('went through');
});

testInNode.each([true, false])('shutdown ends the threads (wait: %s)', (wait) => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  const ended = newGate();
  const job = executor.submit((ended: Int32Array) => {
    process.once('exit', () => {
      Atomics.store(ended, 0, 1);
      Atomics.notify(ended, 0);
    });
  }, ended);
  loop.runUntilComplete(job);
  expect(Atomics.wait(ended, 0, 0, 100)).toBe('timed-out');
  executor.shutdown({ wait });
  expect(Atomics.wait(ended, 0, 0, 60_000)).not.toBe('timed-out');
});

testInNode('a thread that dies between two jobs is replaced', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop, { maxThreads: 1 });
  const dying = executor.submit(() => {
    setTimeout(() => process.exit(), 30);
    return 'still fine';
  });
  expect(loop.runUntilComplete(dying)).toBe('still fine');
  Atomics.wait(newGate(), 0, 0, 300);
  // on a busy machine it may be dying still, and a job goes down with it
  const next = (): string => {
    try {
      return loop.runUntilComplete(executor.submit(() => 'replaced'));
    } catch (error) {
      if (error instanceof ThreadDiedError) return next();
      throw error;
    }
  };
  expect(next()).toBe('replaced');
});

testInNode('where no memory can be shared, jobs run here and now', () => {
  const output = runModule(`
    delete globalThis.SharedArrayBuffer;
    const { TaskLoop, ThreadedExecutor } = await import(LIBRARY);
    const loop = new TaskLoop();
    const executor = new ThreadedExecutor(loop);
    console.log(loop.runUntilComplete(executor.submit((n) => n + 1, 41)));
    const failed = executor.submit(() => { throw new RangeError('no'); });
    console.log(failed.exception().name);
    const later = executor.submit(async () => 'later');
    await new Promise((resolve) => setTimeout(resolve));
    console.log(later.result());
    const given = executor.submit(async () => 'given up');
    const late = [executor.submit(async () => 1), executor.submit(async () => { throw 1; })];
    given.cancel();
    loop.close();
    await new Promise((resolve) => setTimeout(resolve));
    console.log([given, ...late].map((future) => future.done()).join());
  `);
  expect(output).toBe('42\nRangeError\nlater\ntrue,false,false\n');
});
