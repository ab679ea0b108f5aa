import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  sleep,
  TaskLoop,
  VirtualClock,
  type Coroutine,
} from '../../src/index.ts';
import { allOrNone } from './exercise.ts';

/** Runs it all to its end, and notes what happens, and when. */
function newDay() {
  const loop = new TaskLoop({ clock: new VirtualClock() });
  const told: string[] = [];
  loop.setExceptionHandler((_, { message }) => void told.push(message));
  const diary: string[] = [];
  const note = (what: string): void => void diary.push(`${loop.time()} ${what}`);
  function* errand(name: string, ms: number, last?: () => void): Coroutine<string> {
    try {
      yield* sleep(ms);
    } catch (error) {
      yield* sleep(100);
      note(`${name} is tidied up`);
      throw error;
    }
    last?.();
    return name;
  }
  function* main(works: Coroutine<string>[]): Coroutine<void> {
    try {
      note(`results: ${(yield* allOrNone(works)).join()}`);
    } catch (error) {
      note((error as Error).message || (error as Error).name);
      if (error instanceof FutureCancelledError) throw error;
    }
  }
  const play = (...works: Coroutine<string>[]) => {
    const task = loop.addTask(main(works));
    return { task, rest: () => loop.runForever({ untilIdle: true }) };
  };
  return { loop, told, diary, note, errand, play };
}

const fail = (message: string) => (): never => {
  throw new Error(message);
};

test('the results are in the order of the work, when the slowest is done', () => {
  const { diary, errand, play } = newDay();
  play(errand('a', 300), errand('b', 100), errand('c', 200)).rest();
  expect(diary).toEqual(['300 results: a,b,c']);
});

test('one fails: the others are cancelled, end, and then its error is thrown', () => {
  const { diary, errand, play } = newDay();
  play(
    errand('a', 300),
    errand('b', 1000, fail('b fell down')),
    errand('c', 5000),
    errand('d', 9000),
  ).rest();
  expect(diary).toEqual([
    '1100 c is tidied up',
    '1100 d is tidied up',
    '1100 b fell down',
  ]);
});

test('work that throws undefined has failed, too', () => {
  const { loop, diary, note, errand } = newDay();
  function* main(): Coroutine<void> {
    try {
      yield* allOrNone([
        errand('a', 5000),
        errand('b', 1000, () => {
          throw undefined;
        }),
      ]);
    } catch (error) {
      note(`thrown: ${error}`);
    }
  }
  loop.addTask(main());
  loop.runForever({ untilIdle: true });
  expect(diary).toEqual(['1100 a is tidied up', '1100 thrown: undefined']);
});

test('the first of all works can be the slow one', () => {
  const { diary, errand, play } = newDay();
  play(errand('a', 9000), errand('b', 1000, fail('b fell down'))).rest();
  expect(diary).toEqual(['1100 a is tidied up', '1100 b fell down']);
});

test('an error of a clean-up doesn’t take the place of the first one', () => {
  const { diary, errand, play } = newDay();
  function* clumsy(): Coroutine<string> {
    try {
      yield* sleep(5000);
    } catch (error) {
      throw new Error('dropped it', { cause: error });
    }
    return 'clumsy';
  }
  play(clumsy(), errand('b', 1000, fail('b fell down'))).rest();
  expect(diary).toEqual(['1000 b fell down']);
});

test('a task that is cancelled cancels them all, and waits for their end', () => {
  const { loop, diary, errand, play } = newDay();
  const { task, rest } = play(errand('a', 5000), errand('b', 6000));
  loop.callLater(1000, () => task.cancel('enough'));
  rest();
  expect(diary).toEqual(['1100 a is tidied up', '1100 b is tidied up', '1100 enough']);
  expect(task.cancelled(), 'the caller is cancelled').toBe(true);
});

test('nothing to do is done', () => {
  const { diary, play } = newDay();
  play().rest();
  expect(diary).toEqual(['0 results: ']);
});

test('results can be undefined, and work can be done without a wait', () => {
  const { diary, play } = newDay();
  function* quick(): Coroutine<string> {
    return undefined as unknown as string;
  }
  play(quick(), quick()).rest();
  expect(diary).toEqual(['0 results: ,']);
});
