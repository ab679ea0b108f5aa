import { expect, expectTypeOf, test } from 'vitest';
import {
  Future,
  InvalidStateError,
  ThreadDiedError,
  ThreadedExecutor,
  type Executor,
} from '../src/index.ts';
import { sources } from '../src/threads/bell.ts';
import { failureOf } from './failure-of.ts';
import { runModule, testInNode } from './run-module.ts';

// These functions run on other threads: they see their arguments, and nothing else.
const sleep = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};
const waitForGate = (gate: Int32Array): string => {
  Atomics.wait(gate, 0, 0);
  return 'went through';
};
const meet = (gates: Int32Array, mine: number): string => {
  Atomics.store(gates, mine, 1);
  Atomics.notify(gates, mine);
  return Atomics.wait(gates, 1 - mine, 0, 30_000) === 'timed-out' ? 'alone' : 'met';
};
const threadId = (ms: number): number => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  return ((globalThis as { id?: number }).id ??= Math.random());
};

const newGate = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));
const open = (gate: Int32Array): void => {
  gate[0] = 1;
  Atomics.notify(gate, 0);
};
/** Of a thread that is about to die its owner may not know yet: then a job goes down with it. */
const resultOfNext = (executor: Executor, job: () => string): string => {
  const future = executor.submit(job);
  return future.exception() instanceof ThreadDiedError
    ? resultOfNext(executor, job)
    : future.result();
};

test('a function runs on another thread, with its arguments', () => {
  const executor = new ThreadedExecutor();
  const future = executor.submit((a: number, b: string) => [a + 1, `${b}!`], 1, 'one');
  expectTypeOf(future).toEqualTypeOf<Future<(string | number)[]>>();
  expect(future.result()).toEqual([2, 'one!']);
  expect(executor.submit(threadId, 0).result()).not.toBe(threadId(0));
});

test('functions of every kind can travel', () => {
  const executor = new ThreadedExecutor();
  function declared(n: number) {
    return n + 1;
  }
  const jobs = [
    executor.submit(declared, 1),
    executor.submit(function (n: number) {
      return n + 1;
    }, 2),
    executor.submit((n) => n + 1, 3),
    executor.submit(async (n) => n + 1, 4),
    executor.submit(async function named(n: number) {
      return n + 1;
    }, 5),
  ];
  expect(jobs.map((job) => job.result())).toEqual([2, 3, 4, 5, 6]);
});

test('two jobs run at the same time: each waits for the other', () => {
  const executor = new ThreadedExecutor({ maxThreads: 2 });
  const gates = new Int32Array(new SharedArrayBuffer(8));
  const jobs = [0, 1].map((mine) => executor.submit(meet, gates, mine));
  expect(jobs.map((job) => job.result())).toEqual(['met', 'met']);
});

test('a future says how far its job is', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const gate = newGate();
  const [first, second] = [gate, gate].map((g) => executor.submit(waitForGate, g));
  expect([first!.state, second!.state]).toEqual(['running', 'pending']);
  open(gate);
  expect([first!.result(), second!.result()]).toEqual(['went through', 'went through']);
  expect([first!.state, second!.state]).toEqual(['finished', 'finished']);
});

test('an error comes back with its class, name, message and stack', () => {
  const executor = new ThreadedExecutor();
  const error = failureOf(executor, function jobThatFails() {
    throw new RangeError('out of range');
  });
  expect(error).toBeInstanceOf(RangeError);
  expect(error).toMatchObject({ name: 'RangeError', message: 'out of range' });
  expect(error.stack).toContain('jobThatFails');
});

test('every built-in class of errors survives', () => {
  const executor = new ThreadedExecutor();
  const kinds = [EvalError, RangeError, SyntaxError, TypeError, URIError, Error];
  for (const Kind of kinds) {
    const error = executor
      .submit((name: 'Error') => {
        throw new globalThis[name]('no');
      }, Kind.name as 'Error')
      .exception() as Error;
    expect(error.constructor).toBe(Kind);
  }
});

test('an error of an unknown class keeps its name', () => {
  const executor = new ThreadedExecutor();
  const error = failureOf(executor, () => {
    class DiskFullError extends Error {
      override name = 'DiskFullError';
    }
    throw new DiskFullError('no room');
  });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'DiskFullError', message: 'no room' });
});

test('what is thrown without being an error becomes one', () => {
  const executor = new ThreadedExecutor();
  const error = failureOf(executor, () => {
    throw 'just text';
  });
  expect(error).toMatchObject({ name: 'Error', message: 'thrown: just text' });
});

test('after an error the same thread takes the next job', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const before = executor.submit(threadId, 0).result();
  failureOf(executor, () => {
    throw new Error();
  });
  expect(executor.submit(threadId, 0).result()).toBe(before);
});

test('async jobs are waited for, and may fail', () => {
  const executor = new ThreadedExecutor();
  const future = executor.submit(async (ms: number) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return ms;
  }, 20);
  expectTypeOf(future).toEqualTypeOf<Future<number>>();
  expect(future.result()).toBe(20);
  const error = failureOf(executor, async () => {
    await null;
    throw new RangeError('later');
  });
  expect(error).toMatchObject({ name: 'RangeError', message: 'later' });
});

test('a job that waits its turn can be cancelled, and never runs', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const [gate, count] = [newGate(), newGate()];
  const add = (counter: Int32Array): number => Atomics.add(counter, 0, 1) + 1;
  const running = executor.submit(waitForGate, gate);
  const waiting = executor.submit(add, count);
  const next = executor.submit(add, count);
  expect([waiting.cancel(), waiting.state]).toEqual([true, 'cancelled']);
  open(gate);
  expect([running.result(), next.result(), count[0]]).toEqual(['went through', 1, 1]);
});

test('a job that runs cannot be cancelled', () => {
  const executor = new ThreadedExecutor();
  const gate = newGate();
  const running = executor.submit(waitForGate, gate);
  expect([running.cancel(), running.state]).toEqual([false, 'running']);
  open(gate);
  expect(running.result()).toBe('went through');
});

test('there are never more threads than maxThreads, and they are used again', () => {
  const executor = new ThreadedExecutor({ maxThreads: 2 });
  const jobs = Array.from({ length: 12 }, () => executor.submit(threadId, 10));
  expect(new Set(jobs.map((job) => job.result())).size).toBe(2);
});

test('jobs begin in the order in which they were submitted', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const counter = newGate();
  const jobs = Array.from({ length: 5 }, () =>
    executor.submit((word: Int32Array) => Atomics.add(word, 0, 1), counter),
  );
  expect(jobs.map((job) => job.result())).toEqual([0, 1, 2, 3, 4]);
});

test.each([0, -1, 1.5, NaN, Infinity])('maxThreads cannot be %s', (maxThreads) => {
  const create = (): unknown => new ThreadedExecutor({ maxThreads });
  expect(create).toThrow(RangeError);
  expect(create).toThrow(`maxThreads is a whole number from 1 on, not ${maxThreads}`);
});

testInNode('a thread that leaves fails its job while the owner sleeps', () => {
  const executor = new ThreadedExecutor({ maxThreads: 2 });
  const dying = executor.submit(() => {
    process.exit(3);
  });
  const other = executor.submit(sleep, 100);
  expect(() => dying.result()).toThrow(ThreadDiedError);
  other.result();
  const ids = [1, 2, 3, 4].map(() => executor.submit(threadId, 10));
  expect(new Set(ids.map((id) => id.result())).size).toBe(2); // both places are taken
});

testInNode('a thread that dies between two jobs is replaced', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const first = executor.submit(() => {
    setTimeout(() => process.exit(), 30);
    return 'done';
  });
  expect(first.result()).toBe('done');
  expect(resultOfNext(executor, () => 'and on')).toBe('and on');
});

// V8 ends the whole process if a thread goes far over its limit before the thread can be
// stopped. So the job takes little at a time, and little can be promoted at once.
testInNode(
  'a thread that runs out of memory fails its job while the owner sleeps',
  () => {
    const output = runModule(
      `
    import { ThreadDiedError, ThreadedExecutor } from LIBRARY;
    const executor = new ThreadedExecutor({ maxThreads: 1 });
    const greedy = executor.submit(() => {
      let list;
      for (let n = 0; ; n++) list = { n: [n, n], list };
    });
    try {
      greedy.result();
    } catch (error) {
      console.log(error instanceof ThreadDiedError, error.message);
    }
    console.log(executor.submit(() => 'and on').result());
    `,
      '--max-old-space-size=64',
      '--max-semi-space-size=1',
    );
    expect(output).toMatch(/^true the thread died: .*memory.*\nand on\n$/m);
  },
);

test('a job sees nothing of what runs it, and is strict', () => {
  const executor = new ThreadedExecutor();
  const seen = executor.submit(() =>
    ['answer', 'runJobs', 'port', 'shared', 'print', 'format', 'writeSync'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(seen.result()).toEqual([]);
  let outer = 0;
  const error = executor
    .submit(() => {
      outer = 5;
    })
    .exception() as Error;
  expect([outer, error.name]).toEqual([0, 'ReferenceError']);
});

testInNode(
  'a reply that nobody has taken yet is not lost when its thread dies after it',
  () => {
    const executor = new ThreadedExecutor({ maxThreads: 1 });
    const future = executor.submit(() => {
      void Promise.reject(new Error('late'));
      return 'the result';
    });
    sleep(300); // it has died by then, unless the machine is busy
    expect(future.result()).toBe('the result');
    expect(resultOfNext(executor, () => 'next')).toBe('next');
  },
);

test('cause, code and errors come along', () => {
  const error = failureOf(new ThreadedExecutor(), () => {
    const inner = Object.assign(new RangeError('inner'), {
      code: 'E_INNER',
      cause: { id: 7 },
    });
    throw Object.assign(new AggregateError([inner, 'text'], 'all', { cause: inner }), {
      code: 3,
    });
  }) as AggregateError & { code: number };
  expect(error).toBeInstanceOf(AggregateError);
  expect([error.name, error.message, error.code]).toEqual(['AggregateError', 'all', 3]);
  expect(error.cause).toMatchObject({
    name: 'RangeError',
    message: 'inner',
    code: 'E_INNER',
    cause: { id: 7 },
  });
  expect(error.cause).toBeInstanceOf(RangeError);
  expect(error.errors).toEqual([expect.any(RangeError), 'text']);
});

test('callbacks arrive also while the thread does not block', async () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const results = [1, 2, 3].map(
    (n) =>
      new Promise((resolve) =>
        executor
          .submit((m: number) => m * 10, n)
          .addDoneCallback((future) => resolve(future.result())),
      ),
  );
  expect(await Promise.all(results)).toEqual([10, 20, 30]);
});

testInNode(
  'a thread that leaves is noticed also while its owner does not block',
  async () => {
    const executor = new ThreadedExecutor();
    const future = await new Promise<Future<void>>((resolve) =>
      executor.submit(() => void process.exit()).addDoneCallback(resolve),
    );
    expect(future.exception()).toBeInstanceOf(ThreadDiedError);
  },
);

test('a callback may submit more, and wait for it', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const seen: number[] = [];
  const first = executor.submit(() => 1);
  first.addDoneCallback(() => seen.push(executor.submit(() => 2).result()));
  expect([first.result(), seen]).toEqual([1, [2]]);
});

test('shutdown waits for all jobs, and no more are taken', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const jobs = [1, 2, 3].map((ms) => executor.submit(sleep, ms));
  executor.shutdown();
  expect(jobs.map((job) => job.state)).toEqual(['finished', 'finished', 'finished']);
  expect(() => executor.submit(sleep, 1)).toThrow(InvalidStateError);
  expect(() => executor.submit(sleep, 1)).toThrow('the executor has been shut down');
  executor.shutdown(); // again: nothing happens
});

test('an executor is asked for news only while it has jobs', () => {
  const before = sources.size;
  const executor = new ThreadedExecutor();
  expect(sources.size).toBe(before);
  const job = executor.submit(sleep, 1);
  expect(sources.size).toBe(before + 1);
  job.result();
  expect(sources.size).toBe(before);
});

testInNode.each([true, false])('shutdown ends the threads (wait: %s)', (wait) => {
  const executor = new ThreadedExecutor();
  const ended = newGate();
  const job = executor.submit((ended: Int32Array) => {
    process.once('exit', () => {
      Atomics.store(ended, 0, 1);
      Atomics.notify(ended, 0);
    });
  }, ended);
  job.result();
  expect(Atomics.wait(ended, 0, 0, 100)).toBe('timed-out');
  executor.shutdown({ wait });
  expect(Atomics.wait(ended, 0, 0, 60_000)).not.toBe('timed-out');
});

test('shutdown need not wait: what was taken on is still done', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const gate = newGate();
  const [first, second] = [gate, gate].map((g) => executor.submit(waitForGate, g));
  executor.shutdown({ wait: false });
  expect([first!.state, second!.state]).toEqual(['running', 'pending']);
  expect(() => executor.submit(sleep, 1)).toThrow(InvalidStateError);
  open(gate);
  expect(second!.result()).toBe('went through');
});

test('shutdown can cancel what has not begun', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const gate = newGate();
  const jobs = [gate, gate, gate].map((g) => executor.submit(waitForGate, g));
  executor.shutdown({ wait: false, cancelFutures: true });
  expect(jobs.map((job) => job.state)).toEqual(['running', 'cancelled', 'cancelled']);
  open(gate);
  executor.shutdown();
  expect(jobs[0]!.result()).toBe('went through');
});

test('what `using` calls at the end of its block waits for the jobs', () => {
  const executor = new ThreadedExecutor();
  const job = executor.submit(sleep, 50);
  expect(job.done()).toBe(false);
  executor[Symbol.dispose]();
  expect(job.done()).toBe(true);
  expect(() => executor.submit(sleep, 1)).toThrow(InvalidStateError);
});

testInNode('what a job prints comes out while its owner sleeps, and in order', () => {
  const output = runModule(`
    import { ThreadedExecutor } from LIBRARY;
    const executor = new ThreadedExecutor();
    console.log('before');
    executor.submit(() => console.log('in the job', [1])).result();
    console.log('after');
  `);
  expect(output).toBe('before\nin the job [ 1 ]\nafter\n');
});

testInNode('what a job prints is all there, however slow its reader is', async () => {
  const { spawn } = process.getBuiltinModule('node:child_process');
  const source = `
    import { ThreadedExecutor } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)};
    process.stdout.write(''); // makes a pipe of it that says when it is full
    const job = () => {
      for (let i = 0; i < 5000; i++) console.log('a line of a hundred letters'.padEnd(100, '.'));
      return 'done';
    };
    console.error(new ThreadedExecutor().submit(job).result());
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source]);
  await new Promise((ready) => setTimeout(ready, 500));
  let [lines, last] = [0, ''];
  child.stdout.on('data', (text) => (lines += String(text).split('\n').length - 1));
  child.stderr.on('data', (text) => (last += text));
  await new Promise((closed) => child.on('close', closed));
  expect([lines, last]).toEqual([5000, 'done\n']);
});

testInNode.each(['', 'executor.shutdown();', 'executor.shutdown({ wait: false });'])(
  'a program that is finished exits by itself, and waits for its jobs: "%s"',
  (end) => {
    const output = runModule(`
      import { ThreadedExecutor } from LIBRARY;
      const executor = new ThreadedExecutor({ maxThreads: 1 });
      console.log(executor.submit(() => 'used').result());
      const slow = () => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
        console.log('the job is finished');
        return 'result';
      };
      executor.submit(slow).addDoneCallback((future) => console.log(future.result()));
      executor.submit(slow).addDoneCallback((future) => console.log(future.result()));
      ${end}
    `);
    const twice = 'the job is finished\nresult\n'.repeat(2);
    expect(output).toBe(`used\n${twice}`);
  },
);

testInNode('a program exits also when its threads have nothing to do', () => {
  const output = runModule(`
    import { ThreadedExecutor } from LIBRARY;
    const executor = new ThreadedExecutor();
    const jobs = [1, 2, 3].map((n) => executor.submit((m) => m, n));
    console.log(jobs.map((job) => job.result()));
  `);
  expect(output).toBe('[ 1, 2, 3 ]\n');
});

testInNode('where no memory can be shared, jobs run here and now', () => {
  const output = runModule(`
    delete globalThis.SharedArrayBuffer;
    const { Future, ThreadedExecutor } = await import(LIBRARY);
    const executor = new ThreadedExecutor();
    console.log(executor.submit((n) => n + 1, 41).result());
    const failed = executor.submit(() => { throw new RangeError('no'); });
    console.log(failed.exception().name);
    const later = executor.submit(async () => 'later');
    later.addDoneCallback((future) => console.log(future.result()));
    try { new Future().result(20); } catch (error) { console.log(error.name); }
    try { new Future().result(); } catch (error) { console.log(error.message); }
    executor.shutdown();
  `);
  expect(output.split('\n')).toEqual([
    '42',
    'RangeError',
    'FutureTimeoutError',
    'nothing can wake this thread: no other one works for it',
    'later',
    '',
  ]);
});
