import { expect, test } from 'vitest';
import {
  Semaphore,
  sleep,
  within,
  type Coroutine,
  type Task,
} from '../../src/index.ts';
import { outcome, resultOf, runCalls } from '../kit.ts';
import { everySequence, inTime, loopInTime, newDiary } from '../kit-time.ts';

test.each([
  [3, [0, 0, 0, 10, 10, 10, 20]],
  [1, [0, 10, 20, 30, 40, 50, 60]],
])('with %s places no more are inside, and none is left empty', (free, moments) => {
  const { pages, note } = newDiary();
  const semaphore = new Semaphore(free);
  function* visitor(): Coroutine<void> {
    yield* within(semaphore, function* () {
      note('in');
      yield* sleep(10);
    });
  }
  const { told } = inTime(function* (loop) {
    for (const _ of moments) loop.addTask(visitor());
  });
  expect([pages, told]).toEqual([moments.map((at) => `${at} in`), []]);
});

test('a place goes to the one who has waited longest, and not to a newcomer', () => {
  const { loop } = loopInTime();
  const semaphore = new Semaphore(0);
  const order: string[] = [];
  const comes = function* (name: string, releases = 0): Coroutine<void> {
    for (let n = 0; n < releases; n++) semaphore.release();
    yield* semaphore.acquire();
    order.push(name);
  };
  for (const name of ['a', 'b']) loop.addTask(comes(name));
  loop.addTask(comes('newcomer', 1));
  runCalls(loop);
  expect(order).toEqual(['a']);
  semaphore.release();
  semaphore.release();
  runCalls(loop);
  expect(order).toEqual(['a', 'b', 'newcomer']);
});

test('of two places the one who waits gets one, and a newcomer the other at once', () => {
  const { loop } = loopInTime();
  const semaphore = new Semaphore(0);
  loop.addTask(semaphore.acquire());
  runCalls(loop);
  semaphore.release();
  expect(semaphore.locked(), 'with one place, which is taken').toBe(true);
  semaphore.release();
  const newcomer = loop.addTask(semaphore.acquire());
  runCalls(loop);
  expect([newcomer.done(), semaphore.locked()]).toEqual([true, true]);
});

test('a place that was won by a task that is cancelled goes to the next', () => {
  const { loop, told } = loopInTime();
  const semaphore = new Semaphore(0);
  const [a, b] = [1, 2].map(() => loop.addTask(semaphore.acquire()));
  runCalls(loop);
  semaphore.release();
  a!.cancel();
  runCalls(loop);
  expect([a!.cancelled(), b!.done(), semaphore.locked(), told]).toEqual([
    true,
    true,
    true,
    [],
  ]);
  semaphore.release();
  expect(semaphore.locked(), 'after b has let its place go').toBe(false);
});

test('one that is cancelled while it waits neither makes a place nor takes one', () => {
  const { loop } = loopInTime();
  const semaphore = new Semaphore(0);
  const [a, b] = [1, 2].map(() => loop.addTask(semaphore.acquire()));
  runCalls(loop);
  a!.cancel();
  runCalls(loop);
  expect([b!.done(), semaphore.locked()]).toEqual([false, true]);
  semaphore.release();
  runCalls(loop);
  expect([b!.done(), semaphore.locked()]).toEqual([true, true]);
});

test('a release with none inside makes a place more', () => {
  const semaphore = new Semaphore();
  semaphore.release();
  const found = [1, 2, 3].map(() => {
    const { loop } = loopInTime();
    const task = loop.addTask(semaphore.acquire());
    loop.runOnce();
    return task.done();
  });
  expect(found).toEqual([true, true, false]);
});

test('a number of places that makes no sense is refused', () => {
  for (const free of [-1, 1.5, NaN, Infinity, '1' as never, null as never])
    expect(
      outcome(() => new Semaphore(free)),
      String(free),
    ).toBe('threw RangeError');
  expect(new Semaphore(0).locked()).toBe(true);
});

test('a body that fails leaves, and its error passes', () => {
  const { loop } = loopInTime();
  const semaphore = new Semaphore();
  const task = loop.addTask(
    within(semaphore, function* () {
      throw new RangeError('no');
    }),
  );
  runCalls(loop);
  expect([resultOf(task), semaphore.locked()]).toEqual(['threw RangeError', false]);
});

test('in whatever order tasks leave, come and are cancelled, no place is lost or made', () => {
  const actions = ['leave', 'come', 'cancel 0', 'cancel 2', 'turn'] as const;
  for (const sequence of everySequence(actions, 4)) {
    const { loop, told } = loopInTime();
    const semaphore = new Semaphore(2);
    let inside = 0;
    let most = 0;
    const tasks: Task<void>[] = [];
    const come = (): void => {
      const visitor = function* (): Coroutine<void> {
        yield* semaphore.acquire();
        most = Math.max(most, ++inside);
      };
      tasks.push(loop.addTask(visitor()));
    };
    const leave = (): boolean => {
      if (inside === 0) return false;
      inside--;
      semaphore.release();
      return true;
    };
    for (let n = 0; n < 4; n++) come();
    loop.runOnce();
    loop.runOnce();
    for (const action of sequence) {
      if (action === 'come') come();
      else if (action === 'turn') loop.runOnce();
      else if (action === 'leave') leave();
      else tasks[Number(action.at(-1))]!.cancel();
    }
    for (runCalls(loop); leave(); runCalls(loop));
    const free = [1, 2, 3].map(() => {
      const task = loop.addTask(semaphore.acquire());
      runCalls(loop);
      return task.done();
    });
    expect(
      [most, tasks.every((task) => task.done()), free, told],
      sequence.join(', '),
    ).toEqual([2, true, [true, true, false], []]);
  }
});
