import { expect, expectTypeOf, test } from 'vitest';
import {
  getRunningLoop,
  run,
  sleep,
  type Coroutine,
  type TaskLoop,
} from '../../src/index.ts';
import { errorOf, outcome, playedClock } from '../kit.ts';

const error = new RangeError('no light');

/** Runs a program, and says what came of it, and what was noted and told. */
function watchedRun(
  main: (given: { loop: TaskLoop; note(what: string): void }) => Coroutine<unknown>,
) {
  const told: string[] = [];
  const pages: string[] = [];
  const clock = playedClock();
  const note = (what: string): void => void pages.push(`${clock.now()} ${what}`);
  let loop: TaskLoop | undefined;
  function* program() {
    loop = getRunningLoop();
    loop.setExceptionHandler((_, { message }) => void told.push(message));
    return yield* main({ loop, note });
  }
  const came = outcome(() => run(program(), { clock }));
  return { came, pages, told, isClosed: loop!.isClosed() };
}

/** Works for a minute, and needs 5 ms to clean up. */
function* works(note: (what: string) => void): Coroutine<void> {
  try {
    yield* sleep(60_000);
    note('finished');
  } finally {
    yield* sleep(5);
    note('cleaned up');
  }
}

test('what main leaves at work is cancelled, and cleans up', () => {
  const { came, pages, told } = watchedRun(function* ({ loop, note }) {
    for (let i = 0; i < 2; i++) loop.addTask(works(note));
    yield* sleep(10);
    return 'home';
  });
  expect([came, pages, told]).toEqual(['home', ['15 cleaned up', '15 cleaned up'], []]);
});

test('run returns what main returns, on a loop that is closed then', () => {
  const { came, isClosed } = watchedRun(() => sleep(10, 'home'));
  expect([came, isClosed]).toEqual(['home', true]);
  const result = run(
    (function* () {
      return 42;
    })(),
  );
  expectTypeOf(result).toEqualTypeOf<number>();
  expect(result, 'by the host’s clock').toBe(42);
});

test('if main throws, the rest is tidied up all the same, and the error is thrown', () => {
  const { came, pages, isClosed } = watchedRun(function* ({ loop, note }) {
    loop.addTask(works(note));
    yield;
    throw error;
  });
  expect([came, pages, isClosed]).toEqual(['threw RangeError', ['5 cleaned up'], true]);
  function* fails() {
    throw error;
  }
  expect(errorOf(() => run(fails()))).toBe(error);
});

test('a main that waits in vain cleans up, too', () => {
  const { came, pages } = watchedRun(function* ({ loop, note }) {
    try {
      yield* loop.createFuture();
    } finally {
      yield* sleep(5);
      note('cleaned up');
    }
  });
  expect([came, pages]).toEqual(['threw DeadlockError', ['5 cleaned up']]);
});

test('an error in a clean-up is told once, with the name of its task', () => {
  const { came, told } = watchedRun(function* ({ loop }) {
    function* till(): Coroutine<void> {
      try {
        yield* sleep(60_000);
      } catch {
        throw new SyntaxError('the key is bent');
      }
    }
    loop.addTask(till(), { name: 'the till' });
    yield;
    return 'home';
  });
  expect([came, told]).toEqual(['home', [expect.stringContaining('the till')]]);
});

test('a task that refuses to end is waited for', () => {
  const { pages, told } = watchedRun(function* ({ loop, note }) {
    function* stubborn(): Coroutine<void> {
      try {
        yield* sleep(60_000);
      } catch {
        yield* sleep(20);
        note('ended');
      }
    }
    loop.addTask(stubborn());
    yield* sleep(10);
  });
  expect([pages, told]).toEqual([['30 ended'], []]);
});

test('a task that can never end does not keep the loop from being closed', () => {
  const { came, told, isClosed } = watchedRun(function* ({ loop }) {
    function* stuck(): Coroutine<void> {
      try {
        yield* sleep(60_000);
      } finally {
        yield* loop.createFuture();
      }
    }
    loop.addTask(stuck(), { name: 'stuck' });
    yield;
  });
  expect([came, isClosed]).toEqual(['threw DeadlockError', true]);
  expect(told).toContainEqual(expect.stringContaining('stuck'));
});

test('a run inside of a run is refused, and the outer one goes on', () => {
  const { came } = watchedRun(function* () {
    const inner = outcome(() => run(sleep(1)));
    yield* sleep(5);
    return inner;
  });
  expect(came).toBe('threw LoopStateError');
});

test('main is a generator, and a run that was refused leaves nothing behind', () => {
  expect(outcome(() => run(function* () {} as never))).toBe('threw TypeError');
  expect(outcome(() => run(sleep(0, 'and on')))).toBe('and on');
});
