import { afterEach, expect, test, vi } from 'vitest';
import { sources } from '../src/threads/bell.ts';
import { BlockingFuture } from '../src/drafts/blocking-future.ts';
import { BluntFuture } from '../src/drafts/blunt-future.ts';
import { ArrayQueue } from '../src/drafts/array-queue.ts';
import { FirstLoop } from '../src/drafts/first-loop.ts';
import { ListLoop } from '../src/drafts/list-loop.ts';
import { PatientTask } from '../src/drafts/patient-task.ts';
import { FirstHandle } from '../src/drafts/first-handle.ts';
import { TaskWithoutCancel } from '../src/drafts/task-without-cancel.ts';
import { Future, Handle, Task, TaskLoop, ThreadedExecutor } from '../src/index.ts';
import { ReadyQueue } from '../src/ready-queue.ts';
import { Thread } from '../src/threads/thread.ts';
import { runModule, testInNode } from './run-module.ts';

const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
afterEach(() => void printed.mockClear());

/** What comes of it: a value, or the name of what is thrown. */
const outcome = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return `threw ${(error as Error).name}`;
  }
};

/** Keeps a loop from running for ever: it takes so many turns, and no more. */
const limit = (loop: FirstLoop | TaskLoop, turns: number): void => {
  if (turns > 0) loop.callSoon(() => limit(loop, turns - 1));
  else loop.stop();
};

const order = (loop: ListLoop | TaskLoop): string => {
  let seen = '';
  for (const letter of 'abc') loop.callSoon(() => (seen += letter));
  while (loop.totalTasks()) loop.runOnce();
  return seen;
};

test('L1: ListLoop calls the youngest first; TaskLoop keeps the order', () => {
  expect([order(new ListLoop()), order(new TaskLoop())]).toEqual(['cba', 'abc']);
});

const patience = (loop: ListLoop | TaskLoop): boolean => {
  let called = false;
  const again = (): void => void loop.callSoon(again);
  loop.callSoon(() => (called = true));
  loop.callSoon(again);
  for (let turn = 0; turn < 1000; turn++) loop.runOnce();
  return called;
};

test('L1: ListLoop starves a callback while another one comes again; TaskLoop does not', () => {
  expect([patience(new ListLoop()), patience(new TaskLoop())]).toEqual([false, true]);
});

/** A handle of each kind for a callback, and the loop of the finished one. */
const handles = (callback: () => void) => {
  const loop = new TaskLoop();
  return { loop, both: [new FirstHandle(callback), new Handle(callback, loop, [])] };
};

test('L2: a cancelled FirstHandle runs, and can’t be cancelled twice', () => {
  let calls = 0;
  const cancelTwice = (handle: FirstHandle | Handle) => {
    const before = calls;
    handle.cancel();
    handle.run();
    return [calls - before, outcome(() => handle.cancel()), handle.cancelled()];
  };
  const { both } = handles(() => void calls++);
  expect(both.map(cancelTwice)).toEqual([
    [1, 'threw Error', true],
    [0, undefined, true],
  ]);
});

test('L3: a FirstHandle can be run again and again; a Handle runs once', () => {
  let calls = 0;
  const { both } = handles(() => void calls++);
  const callsOfTwoRuns = both.map((handle) => {
    const before = calls;
    handle.run();
    handle.run();
    return calls - before;
  });
  expect(callsOfTwoRuns).toEqual([2, 1]);
});

test('L12: of an error FirstHandle prints the text; a loop has the error itself', () => {
  const error = new RangeError('no');
  const { loop, both } = handles(() => {
    throw error;
  });
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const told: unknown[] = [];
  loop.setExceptionHandler((_, context) => told.push(context.exception));
  for (const handle of both) handle.run();
  const seen = log.mock.calls;
  log.mockRestore();
  expect([seen, told]).toEqual([[['RangeError: no']], [error]]);
});

test('L4: FirstLoop returns nothing, and an error vanishes; TaskLoop returns or throws', () => {
  const runs = (loop: FirstLoop | TaskLoop) =>
    [true, false].map((succeeds) => {
      const future = loop instanceof TaskLoop ? new Future(loop) : new BluntFuture();
      loop.callSoon(() => {
        if (succeeds) future.setResult(42);
        else future.setException(new RangeError('no'));
      });
      return outcome(() => loop.runUntilComplete(future as never));
    });
  expect(runs(new FirstLoop())).toEqual([undefined, undefined]);
  expect(runs(new TaskLoop())).toEqual([42, 'threw RangeError']);
});

test('L5: out of FirstLoop a future that is done already lets the stop escape', () => {
  const [first, loop] = [new FirstLoop(), new TaskLoop()];
  const [blunt, future] = [new BluntFuture<number>(), new Future<number>(loop)];
  for (const done of [blunt, future]) done.setResult(42);
  expect(outcome(() => first.runUntilComplete(blunt))).toBe('threw StopLoop');
  expect(outcome(() => loop.runUntilComplete(future))).toBe(42);
});

test('L6: an error in a callback of BluntFuture drops the rest; Future makes all', () => {
  const loop = new TaskLoop();
  const called = (future: BluntFuture<number> | Future<number>): string => {
    let seen = '';
    future.addDoneCallback(() => (seen += 'a'));
    future.addDoneCallback(() => {
      throw new Error('b');
    });
    future.addDoneCallback(() => (seen += 'c'));
    outcome(() => future.setResult(42));
    if (future instanceof Future) outcome(() => loop.runUntilComplete(future));
    return seen;
  };
  expect(called(new BluntFuture())).toBe('a');
  expect(called(new Future(loop))).toBe('ac');
});

test('L7: the stop of FirstLoop is thrown at who brings the result; it runs on', () => {
  const stops = (loop: FirstLoop | TaskLoop) => {
    const future = loop instanceof TaskLoop ? new Future(loop) : new BluntFuture();
    const thread = new Thread();
    thread.run('() => 7', []);
    const seen: unknown[] = [];
    const source = {
      poll() {
        const reply = thread.take() as { value: unknown } | undefined;
        if (!reply) return;
        const bring = (): void => future.setResult(reply.value);
        const brought = () =>
          loop instanceof TaskLoop ? void loop.callSoonThreadsafe(bring) : bring();
        seen.push(outcome(brought));
        limit(loop, 10); // FirstLoop would run for ever
        loop.callSoon(() => seen.push('running'));
      },
    };
    sources.add(source);
    loop.runUntilComplete(future as never);
    sources.delete(source);
    thread.end();
    return seen;
  };
  expect(stops(new FirstLoop())).toEqual(['threw StopLoop', 'running']);
  expect(stops(new TaskLoop())).toEqual([undefined, 'running']);
});

test('L8: FirstLoop spins while it waits for another thread; TaskLoop sleeps', () => {
  const turns = (loop: FirstLoop | TaskLoop): number => {
    const thread = new Thread();
    const sleep = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)';
    thread.run(`() => { ${sleep} }`, []);
    let turns = 0;
    const source = {
      poll() {
        turns++;
        if (thread.take()) loop.callSoon(() => loop.stop());
      },
    };
    sources.add(source);
    loop.runForever();
    sources.delete(source);
    thread.end();
    return turns;
  };
  expect(turns(new FirstLoop())).toBeGreaterThan(1000);
  expect(turns(new TaskLoop())).toBeLessThan(10);
});

test('L9: what stops FirstLoop while it is idle stops its next run before it begins', () => {
  const lettersOfNextRun = (loop: FirstLoop | TaskLoop): string => {
    let seen = '';
    loop.stop();
    for (const letter of 'abc') loop.callSoon(() => (seen += letter));
    loop.runForever();
    return seen;
  };
  expect(lettersOfNextRun(new FirstLoop())).toBe('');
  expect(lettersOfNextRun(new TaskLoop())).toBe('abc');
});

test('L9: who stops FirstLoop twice stops its next run as well', () => {
  const lettersOfNextRun = (loop: FirstLoop | TaskLoop): string => {
    let seen = '';
    for (let i = 0; i < 2; i++) loop.callSoon(() => loop.stop());
    loop.runForever();
    loop.callSoon(() => loop.callSoon(() => (seen += 'reached')));
    limit(loop, 10);
    loop.runForever();
    return seen;
  };
  expect(lettersOfNextRun(new FirstLoop())).toBe('');
  expect(lettersOfNextRun(new TaskLoop())).toBe('reached');
});

test('L10: FirstLoop runs inside itself, and the outer run is not stopped', () => {
  const nested = (loop: FirstLoop | TaskLoop): unknown[] => {
    const seen: unknown[] = [];
    loop.callSoon(() => seen.push(outcome(() => loop.runForever())));
    loop.callSoon(() => loop.stop());
    loop.callSoon(() => {
      loop.callSoon(() => {
        loop.callSoon(() => seen.push('the outer one goes on'));
        limit(loop, 10);
      });
    });
    loop.runForever();
    return seen;
  };
  expect(nested(new FirstLoop())).toEqual([undefined, 'the outer one goes on']);
  expect(nested(new TaskLoop())).toEqual(['threw LoopStateError']);
});

/** Starts a task of each kind, each in a loop of its own. */
const starts = [PatientTask, Task].map((Kind) => (work: Generator<any, unknown>) => {
  const loop = new TaskLoop();
  return { task: new Kind(work, loop), loop };
});

test('K4: PatientTask waits for ever if 5 is yielded; Task says what may be', () => {
  const outcomes = starts.map((start) => {
    const { task, loop } = start(
      (function* () {
        yield 5;
      })(),
    );
    limit(loop, 100);
    return outcome(() => loop.runUntilComplete(task));
  });
  expect(outcomes).toEqual(['threw LoopStateError', 'threw BadYieldError']);
});

test('T8: the generator of a cancelled TaskWithoutCancel is not told, and runs on', () => {
  const seen = [TaskWithoutCancel, Task].map((Kind) => {
    const loop = new TaskLoop();
    const seen: unknown[] = [];
    function* work() {
      try {
        yield;
        seen.push('ran on');
      } catch (error) {
        seen.push((error as Error).name);
        throw error;
      }
    }
    const task = new Kind(work(), loop);
    loop.setExceptionHandler((_, { exception }) =>
      seen.push((exception as Error).name),
    );
    loop.runOnce();
    task.cancel();
    for (let turn = 0; turn < 5; turn++) loop.runOnce();
    return [...seen, task.cancelled()];
  });
  expect(seen).toEqual([
    ['ran on', 'InvalidStateError', true],
    ['FutureCancelledError', true],
  ]);
});

test('TaskWithoutCancel waits, fails and refuses as Task does', () => {
  const seen = [TaskWithoutCancel, Task].map((Kind) => {
    const loop = new TaskLoop();
    const soup = loop.createFuture<string>();
    const fire = loop.createFuture<string>();
    function* work(): Generator<any, void, any> {
      const log: unknown[] = [yield* soup];
      for (const mistake of [5, work(), new TaskLoop().createFuture()])
        try {
          yield mistake as never;
        } catch (error) {
          log.push((error as Error).name);
        }
      try {
        yield* fire;
      } catch (error) {
        log.push(error);
      }
      yield;
      throw log;
    }
    const task = new Kind(work(), loop);
    loop.callSoon(() => {
      soup.setResult('soup');
      fire.setException('fire');
    });
    for (let turn = 0; turn < 20; turn++) loop.runOnce();
    return task.exception();
  });
  const bad = 'BadYieldError';
  const log = ['soup', bad, bad, bad, 'fire'];
  expect(seen).toEqual([log, log]);
});

test('ArrayQueue does what ReadyQueue does, only slower', () => {
  for (const queue of [new ArrayQueue<number>(), new ReadyQueue<number>()]) {
    for (let n = 0; n < 40; n++) queue.push(n);
    expect([queue.length, queue.shift(), queue.shift(), queue.length]).toEqual([
      40, 0, 1, 38,
    ]);
    while (queue.length > 0) queue.shift();
    expect(queue.shift()).toBeUndefined();
  }
});

test('F9: BlockingFuture waits for a result that waits for it; Future says how to wait', () => {
  const results = [BlockingFuture<number>, Future<number>].map((Kind) => {
    const loop = new TaskLoop();
    const future = new Kind(loop);
    let result: unknown;
    loop.callSoon(() => {
      result = outcome(() => future.result(50 as never));
    });
    loop.callSoon(() => future.setResult(42)); // its turn comes after the one above
    loop.runUntilComplete(future);
    return result;
  });
  expect(results).toEqual(['threw Error', 'threw InvalidStateError']);
});

test('X2: a future without a loop has nobody to call back; an executor gives it one', () => {
  // @ts-expect-error: the compiler knows that a future needs a loop
  expect(() => new Future<number>()).toThrow(TypeError);
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  const second = new ThreadedExecutor(loop);
  const futures = [executor, second].map((executor) => executor.submit(() => 42));
  expect(futures.every((future) => future.loop === loop)).toBe(true);
  expect(futures.map((future) => loop.runUntilComplete(future))).toEqual([42, 42]);
});

testInNode(
  'M1: a second thread cannot run a SharedLoop; each thread can have a TaskLoop',
  () => {
    const urlOf = (file: string): string => new URL(file, import.meta.url).href;
    const outputs = ['../src/drafts/shared-loop.ts', '../src/index.ts'].map((file) =>
      runModule(`
      import { TaskLoop, ThreadedExecutor } from LIBRARY;
      async function work(url, memory) {
        const { SharedLoop, TaskLoop } = await import(url);
        const loop = SharedLoop ? new SharedLoop(memory.subarray(1)) : new TaskLoop();
        try {
          return loop.runUntilComplete((function* () {
            Atomics.add(memory, 0, 1); // one loop runs, and waits for the other thread
            while (Atomics.load(memory, 0) < 2) yield;
            return 'done';
          })());
        } catch (error) {
          Atomics.add(memory, 0, 1);
          return error.message;
        }
      }
      const loop = new TaskLoop();
      const executor = new ThreadedExecutor(loop, { maxThreads: 2 });
      const memory = new Int32Array(new SharedArrayBuffer(8));
      const jobs = [1, 2].map(() => executor.submit(work, '${urlOf(file)}', memory));
      const results = jobs.map((job) => loop.runUntilComplete(job));
      console.log(results.sort().join(', '));
    `),
    );
    expect(outputs).toEqual([
      'done, this event loop is already running\n',
      'done, done\n',
    ]);
  },
);
