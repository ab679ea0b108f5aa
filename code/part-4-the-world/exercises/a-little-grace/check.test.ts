import { expect, test } from 'vitest';
import {
  getRunningLoop,
  sleep,
  VirtualClock,
  type Coroutine,
  type TaskLoop,
} from '../../src/index.ts';
import { runWithGrace } from './exercise.ts';

/** Runs a program in which `main` begins `left`, and has 10 ms and 100 ms of grace. */
function evening(left: (() => Coroutine<unknown>)[], end?: Error) {
  const clock = new VirtualClock();
  const told: string[] = [];
  let loop!: TaskLoop;
  function* main(): Coroutine<string> {
    loop = getRunningLoop();
    loop.setExceptionHandler((_, { message }) => void told.push(message));
    for (const [n, work] of left.entries()) loop.addTask(work(), { name: `left ${n}` });
    yield* sleep(10);
    if (end) throw end;
    return 'home';
  }
  let came: unknown;
  try {
    came = runWithGrace(main(), 100, { clock });
  } catch (error) {
    came = error;
  }
  return { came, at: clock.now(), isClosed: loop.isClosed(), told };
}

/** Works without an end. Cancelled, it takes so long to clean up. */
const cleansFor = (ms: number, log: string[] = []) =>
  function* (): Coroutine<void> {
    try {
      yield* sleep(1_000_000);
    } finally {
      yield* sleep(ms);
      log.push(`clean after ${ms}`);
    }
  };

test('with nothing left it ends when main does', () => {
  expect(evening([])).toEqual({ came: 'home', at: 10, isClosed: true, told: [] });
});

test('what is left cleans up, and no longer than that does it take', () => {
  const log: string[] = [];
  const { came, at, told } = evening([cleansFor(5, log), cleansFor(70, log)]);
  expect(log).toEqual(['clean after 5', 'clean after 70']);
  expect([came, at, told]).toEqual(['home', 80, []]);
});

test('what takes too long is told of', () => {
  const log: string[] = [];
  const ended = evening([cleansFor(5, log), cleansFor(500, log)]);
  expect(log).toEqual(['clean after 5']);
  expect(ended).toEqual({
    came: 'home',
    at: 110,
    isClosed: true,
    told: ['left 1 was pending when its loop was closed'],
  });
});

test('a task that refuses again and again does not hold it up', () => {
  function* stubborn(): Coroutine<void> {
    for (let nights = 0; nights < 1000; nights++)
      try {
        yield* sleep(7);
      } catch {
        // not now
      }
  }
  const { came, at, told } = evening([stubborn]);
  expect([came, at, told.length]).toEqual(['home', 110, 1]);
});

test('nor does one that waits for what never comes', () => {
  function* deaf(): Coroutine<void> {
    try {
      yield* sleep(1_000_000);
    } finally {
      yield* getRunningLoop().createFuture<void>();
    }
  }
  const { came, at, told } = evening([deaf]);
  expect([came, at, told.length]).toEqual(['home', 110, 1]);
});

test('if main fails, what is left cleans up all the same', () => {
  const log: string[] = [];
  const dark = new Error('no light');
  const { came, at, isClosed } = evening([cleansFor(5, log)], dark);
  expect([came, at, isClosed, log]).toEqual([dark, 15, true, ['clean after 5']]);
});

test('an error in a clean-up is told, and the result is main’s', () => {
  const log: string[] = [];
  function* clumsy(): Coroutine<void> {
    try {
      yield* sleep(1_000_000);
    } catch {
      throw new Error('the key is bent');
    }
  }
  const { came, at, told } = evening([clumsy, cleansFor(5, log)]);
  expect([came, at, log, told.length]).toEqual(['home', 15, ['clean after 5'], 1]);
});
