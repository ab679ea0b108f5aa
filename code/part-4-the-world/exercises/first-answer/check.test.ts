import { expect, test } from 'vitest';
import { sleep, TaskLoop, VirtualClock, type Coroutine } from '../../src/index.ts';
import { firstAnswer } from './exercise.ts';

/** Runs it all to its end, and notes what happens, and when. */
function newDay() {
  const loop = new TaskLoop({ clock: new VirtualClock() });
  const told: string[] = [];
  loop.setExceptionHandler((_, { message }) => void told.push(message));
  const diary: string[] = [];
  const note = (what: string): void => void diary.push(`${loop.time()} ${what}`);
  function* asked(name: string, ms: number, isBroken = false): Coroutine<string> {
    try {
      yield* sleep(ms);
    } catch (error) {
      yield* sleep(100);
      note(`${name} has hung up`);
      throw error;
    }
    if (isBroken) throw new Error(name);
    return name;
  }
  function* main(works: Coroutine<string>[]): Coroutine<void> {
    try {
      note(`answer: ${yield* firstAnswer(works)}`);
    } catch (error) {
      if (!(error instanceof AggregateError)) {
        note((error as Error).name);
        throw error;
      }
      note(`none of: ${error.errors.map((each) => String(each?.message)).join()}`);
    }
  }
  const play = (...works: Coroutine<string>[]) => {
    const task = loop.addTask(main(works));
    return { task, rest: () => loop.runForever({ untilIdle: true }) };
  };
  return { loop, told, diary, asked, play };
}

test('the first answer counts, and the others have ended before it’s returned', () => {
  const { diary, asked, play } = newDay();
  play(asked('a', 3000), asked('b', 1000), asked('c', 5000)).rest();
  expect(diary).toEqual(['1100 a has hung up', '1100 c has hung up', '1100 answer: b']);
});

test('one that fails is no answer', () => {
  const { diary, asked, play } = newDay();
  play(asked('a', 3000), asked('b', 1000, true), asked('c', 5000)).rest();
  expect(diary).toEqual(['3100 c has hung up', '3100 answer: a']);
});

test('one that fails with undefined is no answer either', () => {
  const { diary, asked, play } = newDay();
  function* broken(): Coroutine<string> {
    yield* sleep(1000);
    throw undefined;
  }
  play(asked('a', 3000), broken()).rest();
  expect(diary).toEqual(['3000 answer: a']);
});

test('if all fail, all errors are thrown, in the order of the work', () => {
  const { loop, told, diary, asked, play } = newDay();
  play(asked('a', 3000, true), asked('b', 1000, true), asked('c', 2000, true)).rest();
  expect(diary).toEqual(['3000 none of: a,b,c']);
  loop.close();
  expect(told).toEqual([]);
});

test('of two answers at one moment one is returned', () => {
  const { diary, asked, play } = newDay();
  play(asked('a', 1000), asked('b', 1000)).rest();
  expect(diary).toEqual(['1000 answer: a']);
});

test('a failure and an answer at one moment are an answer', () => {
  const { diary, asked, play } = newDay();
  play(asked('a', 1000, true), asked('b', 1000)).rest();
  expect(diary).toEqual(['1000 answer: b']);
});

test('a task that is cancelled hangs up everywhere before it ends', () => {
  const { loop, diary, asked, play } = newDay();
  const { task, rest } = play(asked('a', 3000), asked('b', 4000));
  loop.callLater(1000, () => task.cancel());
  rest();
  expect(diary).toEqual([
    '1100 a has hung up',
    '1100 b has hung up',
    '1100 FutureCancelledError',
  ]);
  expect(task.cancelled(), 'the caller is cancelled').toBe(true);
});

test('none to ask is no answer', () => {
  const { diary, play } = newDay();
  play().rest();
  expect(diary).toEqual(['0 none of: ']);
});

test('undefined is an answer', () => {
  const { diary, asked, play } = newDay();
  play(asked('a', 3000), sleep(1000) as Coroutine<unknown> as Coroutine<string>).rest();
  expect(diary).toEqual(['1100 a has hung up', '1100 answer: undefined']);
});
