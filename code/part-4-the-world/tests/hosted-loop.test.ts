// A loop in the turns of its host.
import { expect, test } from 'vitest';
import {
  getRunningLoop,
  HostedLoop,
  sleep,
  ThreadedExecutor,
  timeout,
  transformFuture,
  within,
  type Coroutine,
  type Work,
} from '../src/index.ts';
import { bell, sources } from '../src/threads/bell.ts';
import { runModule, testInNode } from './run-module.ts';
import { boom, outcomeOf, returns, throws } from './watched-loop.ts';

/** Runs with a loop, and closes it. */
async function hosted<T>(work: (loop: HostedLoop) => Promise<T>): Promise<T> {
  const loop = new HostedLoop();
  try {
    return await work(loop);
  } finally {
    loop.close();
  }
}
const never = new Promise<never>(() => {});

test.each<[string, (loop: HostedLoop) => Work<unknown>, unknown]>([
  ['a coroutine', () => returns(5), 5],
  ['a coroutine that waits', () => sleep(5, 5), 5],
  ['a task', (loop) => loop.addTask(returns(5)), 5],
  ['a promise', () => Promise.resolve(5), 5],
])('run gives a promise of what becomes of %s', async (_, work, came) => {
  const run = hosted((loop) => {
    const promise = loop.run(work(loop));
    expect(promise).toBeInstanceOf(Promise);
    return promise;
  });
  expect(await run).toBe(came);
});

test('run rejects with what the work fails with', async () => {
  await expect(hosted((loop) => loop.run(throws(boom)))).rejects.toBe(boom);
  const cancelled = hosted((loop) => {
    const task = loop.addTask(sleep(1_000_000));
    loop.callSoon(() => task.cancel('why'));
    return loop.run(task);
  });
  await expect(cancelled).rejects.toThrow('why');
});

test('a task waits for a promise, and an async function for a future', async () => {
  const seen: string[] = [];
  await hosted(async (loop) => {
    const future = loop.createFuture<string>();
    const waits = (async () => void seen.push(await future))();
    await loop.run(
      (function* () {
        const there = yield* transformFuture(
          new Promise<string>((tell) => setTimeout(() => tell('from the host'))),
          getRunningLoop(),
        );
        seen.push(there);
        future.setResult('from the loop');
      })(),
    );
    await waits;
  });
  expect(seen).toEqual(['from the host', 'from the loop']);
});

test('a turn of the loop is one of the host: what is added meanwhile waits for the next', async () => {
  const seen: string[] = [];
  await hosted(async (loop) => {
    await loop.run(
      (function* () {
        loop.callSoon(() => {
          seen.push('one');
          void Promise.resolve().then(() => seen.push('promise'));
          loop.callSoon(() => void seen.push('next turn'));
        });
        loop.callSoon(() => void seen.push('two'));
        for (let n = 0; n < 5; n++) yield;
      })(),
    );
  });
  expect(seen).toEqual(['one', 'two', 'promise', 'next turn']);
});

test('the host goes on while a task of the loop never rests', async () => {
  await hosted(async (loop) => {
    let isOver = false;
    let turns = 0;
    const busy = loop.run(
      (function* () {
        for (; !isOver; turns++) yield;
      })(),
    );
    while (turns < 2) await new Promise((next) => setTimeout(next));
    isOver = true;
    await busy;
  });
});

test('timers are called in order, and a cancelled one is not', async () => {
  const seen: string[] = [];
  await hosted(async (loop) => {
    const now = loop.time();
    loop.callAt(now + 2, () => void seen.push('second'));
    loop.callAt(now + 1, () => void seen.push('first'));
    loop.callAt(now + 1, () => void seen.push('never')).cancel();
    loop.callAt(now - 1, () => void seen.push('at once'));
    await loop.run(sleep(5));
  });
  expect(seen).toEqual(['at once', 'first', 'second']);
});

test('a limit holds in a hosted loop as well', async () => {
  const end = await hosted((loop) =>
    loop.run(
      outcomeOf(within(timeout(5), () => sleep(1_000_000)) as Coroutine<unknown>),
    ),
  );
  expect(end).toBe('threw FutureTimeoutError');
});

/** On another thread: when it is finished, the loop has nothing to do. */
const later = (n: number): number => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  return n + 1;
};
test('other threads are heard', async () => {
  const came = await hosted(async (loop) => {
    using executor = new ThreadedExecutor(loop, { maxThreads: 1 });
    return await loop.run(executor.submit(later, 41));
  });
  expect(came).toBe(42);
});

test('a thread that only rings the bell is heard, too', async () => {
  const came = await hosted(async (loop) => {
    using executor = new ThreadedExecutor(loop, { maxThreads: 1 });
    const [word, gate] = [0, 1].map(() => new Int32Array(new SharedArrayBuffer(4)));
    const heard = loop.createFuture<string>();
    const source = {
      poll(): void {
        if (Atomics.load(word!, 0) === 0) return;
        sources.delete(source);
        heard.setResult('heard');
      },
    };
    sources.add(source);
    const rings = (bell: Int32Array, word: Int32Array, gate: Int32Array): void => {
      Atomics.store(word, 0, 1);
      Atomics.add(bell, 0, 1);
      Atomics.notify(bell, 0);
      Atomics.wait(gate, 0, 0); // it has not finished, and sends nothing
    };
    executor.submit(rings, bell, word!, gate!);
    const came = await loop.run(heard);
    Atomics.store(gate!, 0, 1);
    Atomics.notify(gate!, 0);
    return came;
  });
  expect(came).toBe('heard');
});

test('a hosted loop that is closed takes no turn more, and takes nothing', async () => {
  const loop = new HostedLoop();
  const seen: string[] = [];
  loop.setExceptionHandler((_, { message }) => void seen.push(message));
  loop.callSoon(() => void seen.push('never'));
  loop.callLater(0, () => void seen.push('never'));
  void loop.run(never);
  loop.close();
  loop.close();
  expect(() => loop.callSoon(() => {})).toThrow('the loop is closed');
  expect(() => loop.callLater(0, () => {})).toThrow('the loop is closed');
  await new Promise((next) => setTimeout(next, 5));
  expect(seen).toEqual([]);
});

test('an error in a callback is told, and the next turn comes', async () => {
  const told: unknown[] = [];
  await hosted(async (loop) => {
    loop.setExceptionHandler((_, { exception }) => void told.push(exception));
    loop.callSoon(() => {
      throw boom;
    });
    await loop.run(sleep(1));
  });
  expect(told).toEqual([boom]);
});

test('two hosted loops share a thread, turn by turn', async () => {
  const seen = new Set<unknown>();
  await hosted((one) =>
    hosted(async (other) => {
      const note = function* (): Coroutine<void> {
        for (let n = 0; n < 3; n++) {
          yield* sleep(1);
          seen.add(getRunningLoop());
        }
      };
      await Promise.all([one.run(note()), other.run(note())]);
      expect(seen).toEqual(new Set([one, other]));
    }),
  );
});

testInNode(
  'a program ends when its hosted loop has nothing to do, closed or not',
  () => {
    const output = runModule(`
    import { HostedLoop, sleep } from LIBRARY;
    const loop = new HostedLoop();
    console.log(await loop.run(sleep(5, 'slept')));
    loop.addTask(function* () { console.log('and this'); }());
  `);
    expect(output).toBe('slept\nand this\n');
  },
);

testInNode(
  'a program ends when its hosted loop is closed, whatever a timer waits for',
  () => {
    const output = runModule(`
    import { HostedLoop } from LIBRARY;
    const loop = new HostedLoop();
    loop.callLater(1_000_000, () => console.log('never'));
    loop.close();
    console.log('closed');
  `);
    expect(output).toBe('closed\n');
  },
);

testInNode(
  'a hosted loop that is closed, and that nobody has any more, is gone',
  () => {
    const output = runModule(
      `
    import { HostedLoop, sleep } from LIBRARY;
    const use = async () => {
      const loop = new HostedLoop();
      await loop.run(sleep(1));
      loop.close();
      return new WeakRef(loop);
    };
    const loop = await use();
    for (let n = 0; n < 100 && loop.deref(); n++) {
      await new Promise((next) => setTimeout(next, 20));
      gc(); // before anybody asks for it in this turn, which would keep it
    }
    console.log(loop.deref() === undefined);
  `,
      '--expose-gc',
    );
    expect(output).toBe('true\n');
  },
);

testInNode('a timer that is late, or due in a year, is no trouble for the host', () => {
  const output = runModule(`
    import { HostedLoop, sleep } from LIBRARY;
    const loop = new HostedLoop();
    const year = loop.callLater(31_536_000_000, () => console.log('early'));
    loop.callAt(loop.time() - 5, () => console.log('late'));
    console.log(await loop.run(sleep(20, 'slept')));
    year.cancel();
    loop.close();
  `);
  expect(output).toBe('late\nslept\n'); // and no warning
});
