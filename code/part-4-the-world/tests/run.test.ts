// A whole program: what it leaves behind.
import { expect, test, vi } from 'vitest';
import {
  DeadlockError,
  FutureCancelledError,
  getCurrentTask,
  getRunningLoop,
  LoopStateError,
  run,
  sleep,
  VirtualClock,
  type Coroutine,
  type TaskLoop,
} from '../src/index.ts';
import { runModule, testInNode } from './run-module.ts';
import { boom, newDiary, outcome, returns, throws } from './watched-loop.ts';

/** Runs `main` with what it needs to be watched. */
function watchedRun(main: () => Coroutine<unknown>): {
  came: unknown;
  told: string[];
  loop: TaskLoop;
} {
  const told: string[] = [];
  let loop: TaskLoop | undefined;
  const came = outcome(() =>
    run(
      (function* () {
        loop = getRunningLoop();
        loop.setExceptionHandler((_, { message, exception }) => {
          told.push(exception === undefined ? message : `${message}: ${exception}`);
        });
        return yield* main();
      })(),
      { clock: new VirtualClock() },
    ),
  );
  return { came, told, loop: loop! };
}

function* cleansUp(note: (what: string) => void, ms = 0): Coroutine<void> {
  try {
    yield* sleep(1_000_000);
  } finally {
    if (ms > 0) yield* sleep(ms);
    note('cleaned up');
  }
}

test.each<[string, () => Coroutine<unknown>, unknown]>([
  ['returns', () => returns(5), 5],
  ['waits and returns', () => sleep(10, 5), 5],
  ['throws', () => throws(boom), 'threw RangeError'],
  [
    'is cancelled',
    function* () {
      getCurrentTask().cancel();
      yield;
    },
    'threw FutureCancelledError',
  ],
  [
    'waits for what nobody brings',
    function* () {
      yield* getRunningLoop().createFuture();
    },
    'threw DeadlockError',
  ],
])('a main that %s: run says so, and its loop is closed', (_, main, expected) => {
  const { came, told, loop } = watchedRun(main);
  expect([came, told, loop.isClosed(), loop.isRunning()]).toEqual([
    expected,
    [],
    true,
    false,
  ]);
});

test.each<[string, () => Coroutine<unknown>]>([
  ['returns', () => sleep(10)],
  [
    'throws',
    function* () {
      yield;
      throw boom;
    },
  ],
])('what a main that %s leaves at work is cancelled, and cleans up', (_, end) => {
  const { pages, note } = newDiary();
  const { told } = watchedRun(function* () {
    const loop = getRunningLoop();
    loop.addTask(cleansUp(note));
    loop.addTask(cleansUp(note, 5));
    yield* end();
  });
  expect(pages.map((page) => page.replace(/\d+ /, ''))).toEqual([
    'cleaned up',
    'cleaned up',
  ]);
  expect(told).toEqual([]);
});

test('a main that waits in vain cleans up, too', () => {
  const { pages, note } = newDiary();
  const { came } = watchedRun(function* () {
    try {
      yield* getRunningLoop().createFuture();
    } finally {
      yield* sleep(5);
      note('cleaned up');
    }
  });
  expect([came, pages]).toEqual(['threw DeadlockError', ['5 cleaned up']]);
});

test('what is left fails while it is cancelled: that is told once, by name', () => {
  const { came, told } = watchedRun(function* () {
    getRunningLoop().addTask(
      (function* () {
        try {
          yield* sleep(1_000);
        } finally {
          throwBoom();
        }
      })(),
      { name: 'left' },
    );
    yield;
    return 'main';
  });
  expect(came).toBe('main');
  expect(told).toEqual([
    'left failed while it was cancelled at the end of run: RangeError: boom',
  ]);
});

test('what failed before the end, and nobody asked, is told once', () => {
  const { told } = watchedRun(function* () {
    getRunningLoop().addTask(throws(boom), { name: 'early' });
    yield* sleep(5);
  });
  expect(told).toEqual(['Nobody asked early for its error: RangeError: boom']);
});

test('what is left and refuses to be cancelled may end as it likes', () => {
  const { pages, note } = newDiary();
  const { told } = watchedRun(function* () {
    getRunningLoop().addTask(
      (function* () {
        try {
          yield* sleep(1_000);
        } catch {
          yield* sleep(20);
          note('ends');
        }
      })(),
    );
    yield* sleep(10);
  });
  expect([pages, told]).toEqual([['30 ends'], []]);
});

test('what is left and never ends is a deadlock, which is told, and the loop is closed', () => {
  const { came, told, loop } = watchedRun(function* () {
    getRunningLoop().addTask(
      (function* () {
        try {
          yield* sleep(1_000);
        } finally {
          yield* getRunningLoop().createFuture();
        }
      })(),
      { name: 'left' },
    );
    yield;
  });
  expect(came).toBe('threw DeadlockError');
  expect(told).toContain('left was pending when its loop was closed');
  expect(loop.isClosed()).toBe(true);
});

test('what cleaning up begins anew is not waited for, and told of', () => {
  const { told } = watchedRun(function* () {
    const loop = getRunningLoop();
    loop.addTask(
      (function* () {
        try {
          yield* sleep(1_000);
        } finally {
          loop.addTask(sleep(1_000), { name: 'late' });
        }
      })(),
    );
    yield;
  });
  expect(told).toEqual(['late was pending when its loop was closed']);
});

test('a run inside of a run is refused, and the outer one goes on', () => {
  const { came, told } = watchedRun(function* () {
    const inner = outcome(() => run(returns('inner')));
    yield* sleep(5);
    return [inner, getRunningLoop().isRunning()];
  });
  expect([came, told]).toEqual([['threw LoopStateError', true], []]);
});

test('one run after the other has a loop of its own', () => {
  const loops = [1, 2].map(() =>
    run(
      (function* () {
        yield;
        return getRunningLoop();
      })(),
    ),
  );
  expect(loops[0]).not.toBe(loops[1]);
});

test.each<[string, any]>([
  ['the function that makes it', function* () {}],
  ['a number', 5],
  ['nothing', undefined],
])('a main is a coroutine, and not %s', (_, main) => {
  expect(() => run(main)).toThrow(TypeError);
  expect(() => getRunningLoop()).toThrow(LoopStateError);
  expect(run(returns('and on'))).toBe('and on');
});

test('an error of main and one of what is left: main’s is thrown, the other told', () => {
  const { came, told } = watchedRun(function* () {
    getRunningLoop().addTask(
      (function* () {
        try {
          yield* sleep(1_000);
        } catch {
          throw new SyntaxError('left');
        }
      })(),
      { name: 'left' },
    );
    yield;
    throw boom;
  });
  expect(came).toBe('threw RangeError');
  expect(told).toEqual([
    'left failed while it was cancelled at the end of run: SyntaxError: left',
  ]);
});

test('without a handler what is left and fails is printed', () => {
  const print = vi.spyOn(console, 'error').mockImplementation(() => {});
  run(
    (function* () {
      getRunningLoop().addTask(
        cleansUp(() => throwBoom()),
        { name: 'left' },
      );
      yield;
    })(),
  );
  expect(print).toHaveBeenCalledExactlyOnceWith(
    'left failed while it was cancelled at the end of run',
    boom,
  );
  print.mockRestore();
});
const throwBoom = (): never => {
  throw boom;
};

test('an error that names no class is thrown as it is', () => {
  expect(() => run(throws(new FutureCancelledError('mine')))).toThrow('mine');
  expect(() => run(throws(new DeadlockError('mine')))).toThrow('mine');
});

testInNode('the threads of executors end with the run', () => {
  const output = runModule(`
    import { getRunningLoop, run, ThreadedExecutor } from LIBRARY;
    const ended = new Int32Array(new SharedArrayBuffer(4));
    const job = (ended) => {
      process.once('exit', () => { Atomics.store(ended, 0, 1); Atomics.notify(ended, 0); });
      return 'worked';
    };
    console.log(run(function* () {
      return yield* new ThreadedExecutor(getRunningLoop(), { maxThreads: 1 }).submit(job, ended);
    }()));
    console.log(Atomics.wait(ended, 0, 0, 60_000) !== 'timed-out');
  `);
  expect(output).toBe('worked\ntrue\n');
});
