// What is measured, and beside what. A case does `n` operations and says how many milliseconds they
// took.
import { setImmediate as hostImmediate } from 'node:timers';
import { newQueue } from '@henrygd/queue';
import bluebird from 'bluebird';
import co from 'co';
import { Effect, Fiber } from 'effect';
import {
  call,
  on,
  run as runEffection,
  sleep,
  spawn as spawnEffection,
  type Operation,
} from 'effection';
import { promise as fastq } from 'fastq';
import pLimit from 'p-limit';
import { asapScheduler } from 'rxjs';
import {
  unstable_NormalPriority as NORMAL,
  unstable_scheduleCallback as scheduleCallback,
} from 'scheduler';
import type { Coroutine, Future } from '../../code/part-3-task-loop/src/index.ts';

/** The library, or a copy of it that tricks.ts has changed. */
const { TaskLoop } = (await import(
  process.env.LIBRARY ?? '../../code/part-3-task-loop/src/index.ts'
)) as typeof import('../../code/part-3-task-loop/src/index.ts');

type Case = (n: number) => number | Promise<number>;
export interface Group {
  name: string;
  /** How many operations a case does, if it is not told otherwise. */
  n: number;
  ours: Case;
  rivals: Record<string, Case>;
  /** What the project set out to reach: the rival's name to how many times as fast. */
  wanted: Record<string, number>;
}

function* nothing(): Coroutine<void> {}

const since = (start: number): number => performance.now() - start;

/** The limit: a loop over a ring of functions, which grows when it is full, and nothing else. */
class BareRing {
  #slots: (() => void)[] = new Array(16);
  #head = 0;
  #length = 0;
  push(call: () => void): void {
    if (this.#length === this.#slots.length) {
      this.#slots = [...this.#slots.slice(this.#head), ...this.#slots.slice(0, this.#head)];
      this.#slots.length *= 2;
      this.#head = 0;
    }
    this.#slots[(this.#head + this.#length++) & (this.#slots.length - 1)] = call;
  }
  run(): void {
    while (this.#length > 0) {
      const call = this.#slots[this.#head]!;
      this.#head = (this.#head + 1) & (this.#slots.length - 1);
      this.#length--;
      call();
    }
  }
}

/** Each call asks for the next, through `soon`. */
const chainOn = (soon: (call: () => void) => void, n: number): Promise<number> =>
  new Promise((resolve) => {
    let left = n;
    const start = performance.now();
    const call = (): void => (--left > 0 ? soon(call) : resolve(since(start)));
    soon(call);
  });

/** All calls are asked for, then made. */
const batchOn = (soon: (call: () => void) => void, n: number): Promise<number> =>
  new Promise((resolve) => {
    let left = n;
    const start = performance.now();
    const call = (): void => {
      if (--left === 0) resolve(since(start));
    };
    for (let i = 0; i < n; i++) soon(call);
  });

const chain: Group = {
  name: 'chain of callbacks',
  n: 1e6,
  ours(n) {
    const loop = new TaskLoop();
    let left = n;
    const call = (): void => void (--left > 0 ? loop.callSoon(call) : loop.stop());
    loop.callSoon(call);
    const start = performance.now();
    loop.runForever();
    return since(start);
  },
  rivals: {
    queueMicrotask: (n) => chainOn(queueMicrotask, n),
    'bare ring': (n) => {
      const ring = new BareRing();
      let left = n;
      const call = (): void => void (--left > 0 && ring.push(call));
      ring.push(call);
      const start = performance.now();
      ring.run();
      return since(start);
    },
    setImmediate: async (n) => (await chainOn(hostImmediate, n / 20)) * 20,
    'rxjs asapScheduler': async (n) =>
      (await chainOn((call) => void asapScheduler.schedule(call), n / 10)) * 10,
    'react scheduler': async (n) =>
      (await chainOn((call) => void scheduleCallback(NORMAL, call), n / 10)) * 10,
  },
  wanted: { queueMicrotask: 1.5 },
};

const batch: Group = {
  name: 'batch of callbacks',
  n: 1e6,
  ours(n) {
    const loop = new TaskLoop();
    let left = n;
    const call = (): void => {
      if (--left === 0) loop.stop();
    };
    const start = performance.now();
    for (let i = 0; i < n; i++) loop.callSoon(call);
    loop.runForever();
    return since(start);
  },
  rivals: {
    queueMicrotask: (n) => batchOn(queueMicrotask, n),
    'bare ring': (n) => {
      const ring = new BareRing();
      let left = n;
      const call = (): void => void left--;
      const start = performance.now();
      for (let i = 0; i < n; i++) ring.push(call);
      ring.run();
      return since(start);
    },
    setImmediate: (n) => batchOn(hostImmediate, n),
    'rxjs asapScheduler': async (n) =>
      (await batchOn((call) => void asapScheduler.schedule(call), n / 10)) * 10,
    'react scheduler': async (n) =>
      (await batchOn((call) => void scheduleCallback(NORMAL, call), n / 10)) * 10,
  },
  wanted: { 'bare ring': 0.45 },
};

const switches: Group = {
  name: 'task switch',
  n: 1e6,
  ours(n) {
    const loop = new TaskLoop();
    const start = performance.now();
    loop.runUntilComplete(
      (function* () {
        for (let i = 0; i < n; i++) yield;
      })(),
    );
    return since(start);
  },
  rivals: {
    'async/await': async (n) => {
      const start = performance.now();
      for (let i = 0; i < n; i++) await undefined;
      return since(start);
    },
    'bare generator': (n) => {
      const generator = (function* () {
        for (let i = 0; i < n; i++) yield;
      })();
      const start = performance.now();
      while (!generator.next().done);
      return since(start);
    },
    co: async (n) => {
      const resolved = Promise.resolve();
      const start = performance.now();
      await co(function* () {
        for (let i = 0; i < n / 10; i++) yield resolved;
      });
      return since(start) * 10;
    },
    'bluebird.coroutine': async (n) => {
      const resolved = bluebird.resolve();
      const start = performance.now();
      await bluebird.coroutine(function* () {
        for (let i = 0; i < n / 10; i++) yield resolved;
      })();
      return since(start) * 10;
    },
    'effect (yieldNow)': async (n) => {
      const start = performance.now();
      await Effect.runPromise(
        Effect.gen(function* () {
          for (let i = 0; i < n / 10; i++) yield* Effect.yieldNow;
        }),
      );
      return since(start) * 10;
    },
  },
  wanted: { 'async/await': 1.7, 'bare generator': 0.6 },
};

const callbacks: Group = {
  name: 'future to callback',
  n: 1e6,
  ours(n) {
    const loop = new TaskLoop();
    let left = n;
    const next = (): void => {
      if (--left === 0) return loop.stop();
      const future = loop.createFuture<number>();
      future.addDoneCallback(next);
      future.setResult(left);
    };
    const start = performance.now();
    loop.callSoon(next);
    loop.runForever();
    return since(start);
  },
  rivals: {
    'promise.then': (n) =>
      new Promise((done) => {
        let left = n;
        const start = performance.now();
        const next = (): void => {
          if (--left === 0) return done(since(start));
          let fulfil!: (value: number) => void;
          void new Promise<number>((resolve) => (fulfil = resolve)).then(next);
          fulfil(left);
        };
        next();
      }),
  },
  wanted: { 'promise.then': 1.3 },
};

const wakeUps: Group = {
  name: 'future wakes task',
  n: 1e6,
  ours(n) {
    const loop = new TaskLoop();
    let future: Future<number>;
    const settle = (): void => future.setResult(1);
    const start = performance.now();
    loop.runUntilComplete(
      (function* () {
        for (let i = 0; i < n; i++) {
          future = loop.createFuture();
          loop.callSoon(settle);
          yield* future;
        }
      })(),
    );
    return since(start);
  },
  rivals: {
    await: async (n) => {
      let fulfil!: (value: number) => void;
      const settle = (): void => fulfil(1);
      const start = performance.now();
      for (let i = 0; i < n; i++) {
        const promise = new Promise<number>((resolve) => (fulfil = resolve));
        queueMicrotask(settle);
        await promise;
      }
      return since(start);
    },
  },
  wanted: { await: 1.3 },
};

const spawnOne: Group = {
  name: 'spawn and await, one by one',
  n: 2e5,
  ours(n) {
    const loop = new TaskLoop();
    function* one(): Generator<undefined, number> {
      return 1;
    }
    const start = performance.now();
    loop.runUntilComplete(
      (function* () {
        for (let i = 0; i < n; i++) yield* loop.addTask(one());
      })(),
    );
    return since(start);
  },
  rivals: {
    'async call': async (n) => {
      const one = async (): Promise<number> => 1;
      const start = performance.now();
      for (let i = 0; i < n; i++) await one();
      return since(start);
    },
    'p-limit': async (n) => {
      const limit = pLimit(1);
      const one = async (): Promise<number> => 1;
      const start = performance.now();
      for (let i = 0; i < n / 10; i++) await limit(one);
      return since(start) * 10;
    },
    fastq: async (n) => {
      const queue = fastq(async () => 1, 1);
      const start = performance.now();
      for (let i = 0; i < n / 10; i++) await queue.push(i);
      return since(start) * 10;
    },
    '@henrygd/queue': async (n) => {
      const queue = newQueue(1);
      const one = async (): Promise<number> => 1;
      const start = performance.now();
      for (let i = 0; i < n / 10; i++) await queue.add(one);
      return since(start) * 10;
    },
    'effection (spawn)': async (n) => {
      function* one(): Operation<number> {
        return 1;
      }
      const start = performance.now();
      await runEffection(function* () {
        for (let i = 0; i < n / 100; i++) yield* yield* spawnEffection(one);
      });
      return since(start) * 100;
    },
    'effect (fork)': async (n) => {
      const one = Effect.succeed(1);
      const start = performance.now();
      await Effect.runPromise(
        Effect.gen(function* () {
          for (let i = 0; i < n / 10; i++) yield* Fiber.await(yield* Effect.forkChild(one));
        }),
      );
      return since(start) * 10;
    },
  },
  wanted: { 'async call': 0.35 },
};

const spawnAll: Group = {
  name: 'spawn 100,000, then await',
  n: 1e5,
  ours(n) {
    const loop = new TaskLoop();
    function* one(): Generator<undefined, number> {
      return 1;
    }
    const start = performance.now();
    loop.runUntilComplete(
      (function* () {
        const tasks = [];
        for (let i = 0; i < n; i++) tasks.push(loop.addTask(one()));
        for (const task of tasks) yield* task;
      })(),
    );
    return since(start);
  },
  rivals: {
    'async call': async (n) => {
      const one = async (): Promise<number> => 1;
      const start = performance.now();
      const promises = [];
      for (let i = 0; i < n; i++) promises.push(one());
      for (const promise of promises) await promise;
      return since(start);
    },
  },
  wanted: { 'async call': 1.1 },
};

/** Effection's own scenario: an operation that waits for one like itself, so deep. */
const recursion: Group = {
  name: 'recursion, 100 deep',
  n: 100,
  ours(n) {
    const loop = new TaskLoop();
    function* deep(left: number): Coroutine<void> {
      if (left > 1) return yield* deep(left - 1);
      for (let i = 0; i < 100; i++) yield* loop.addTask(nothing());
    }
    const start = performance.now();
    loop.runUntilComplete(deep(n));
    return since(start);
  },
  rivals: {
    effection: async (n) => {
      function* deep(left: number): Operation<void> {
        if (left > 1) return yield* deep(left - 1);
        for (let i = 0; i < 100; i++) yield* call(async () => {});
      }
      const start = performance.now();
      await runEffection(() => deep(n));
      return since(start);
    },
    'async/await': async (n) => {
      const deep = async (left: number): Promise<void> => {
        if (left > 1) return await deep(left - 1);
        for (let i = 0; i < 100; i++) await (async () => {})();
      };
      const start = performance.now();
      await deep(n);
      return since(start);
    },
  },
  wanted: {},
};

/** Effection's other one: listeners that each wait for the next event, so many times. */
const events: Group = {
  name: 'events to 10 listeners',
  n: 1e3,
  ours(n) {
    const loop = new TaskLoop();
    let next = loop.createFuture<number>();
    function* listen(): Coroutine<void> {
      for (let i = 0; i < n; i++) yield* next;
    }
    function* emit(): Coroutine<void> {
      for (let i = 0; i < n; i++) {
        const now = next;
        next = loop.createFuture();
        now.setResult(i);
        yield;
        yield;
      }
    }
    const start = performance.now();
    const listeners = Array.from({ length: 10 }, () => loop.addTask(listen()));
    loop.addTask(emit());
    loop.runUntilComplete(
      (function* () {
        for (const each of listeners) yield* each;
      })(),
    );
    return since(start);
  },
  rivals: {
    effection: async (n) => {
      const target = new EventTarget();
      function* listen(): Operation<void> {
        const each = yield* on(target, 'event');
        for (let i = 0; i < n; i++) yield* each.next();
      }
      const start = performance.now();
      await runEffection(function* () {
        const listeners = [];
        for (let i = 0; i < 10; i++) listeners.push(yield* spawnEffection(listen));
        yield* sleep(0);
        for (let i = 0; i < n; i++) target.dispatchEvent(new Event('event'));
        for (const each of listeners) yield* each;
      });
      return since(start);
    },
  },
  wanted: {},
};

export const groups: Group[] = [
  chain,
  batch,
  switches,
  callbacks,
  wakeUps,
  spawnOne,
  spawnAll,
  recursion,
  events,
];
