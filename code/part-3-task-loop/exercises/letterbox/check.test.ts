import { afterEach, expect, test } from 'vitest';
import { TaskLoop, type Future } from '../../src/index.ts';
import { bell, poll, ring, sources } from '../../src/threads/bell.ts';
import { Letterbox } from './exercise.ts';

afterEach(() => sources.clear());

function newBox() {
  const loop = new TaskLoop();
  const told: string[] = [];
  loop.setExceptionHandler((_, { exception }) => told.push(String(exception)));
  const arrived = new Int32Array(new SharedArrayBuffer(4));
  /** As another thread does it. */
  const putIn = (letters = 1): void => {
    Atomics.add(arrived, 0, letters);
    ring(bell);
  };
  return { loop, told, box: new Letterbox(loop, arrived), putIn };
}

const numbersOf = (futures: Future<number>[]): unknown[] =>
  futures.map((future) =>
    future.cancelled() ? 'cancelled' : future.done() ? future.result() : 'waits',
  );

/**
 * Runs the loop until it's idle. Another loop's source keeps ringing, so that a loop that
 * would sleep for ever ends with an error instead.
 */
function runUntilIdle(loop: TaskLoop, news: (times: number) => void = () => {}): void {
  let times = 0;
  const alarm = {
    loop: new TaskLoop(),
    poll() {
      news(++times);
      ring(bell);
      if (times === 5_000) throw new Error('it would wait for ever');
    },
  };
  sources.add(alarm);
  loop.runForever({ untilIdle: true });
  sources.delete(alarm);
}

test('a letter that arrives while the loop waits wakes it', () => {
  const { loop, box, putIn } = newBox();
  const future = box.next();
  runUntilIdle(loop, (times) => {
    if (times === 3) putIn();
  });
  expect(numbersOf([future])).toEqual([1]);
});

test('a letter is delivered in a turn of the loop, and not where it is noticed', () => {
  const { loop, box, putIn } = newBox();
  const future = box.next();
  const seen: unknown[] = [];
  future.addDoneCallback(() => seen.push(loop.isRunning()));
  putIn();
  box.poll();
  expect(future.done()).toBe(false);
  runUntilIdle(loop);
  expect([numbersOf([future]), seen]).toEqual([[1], [true]]);
});

test('not even a callback that asks for news sees it arrive', () => {
  const { loop, box, putIn } = newBox();
  const future = box.next();
  const seen: unknown[] = [];
  loop.callSoon(() => {
    putIn();
    poll();
    seen.push(future.done());
  });
  runUntilIdle(loop);
  expect([seen, numbersOf([future])]).toEqual([[false], [1]]);
});

test('each letter is given once, in order', () => {
  const { loop, box, putIn } = newBox();
  const futures = [box.next(), box.next(), box.next()];
  putIn(2);
  box.poll();
  box.poll();
  loop.stop();
  loop.runForever();
  expect(numbersOf(futures)).toEqual([1, 2, 'waits']);
  putIn(2);
  runUntilIdle(loop);
  futures.push(box.next());
  runUntilIdle(loop);
  expect(numbersOf(futures)).toEqual([1, 2, 3, 4]);
});

test('letters that no future waits for stay in the box', () => {
  const { loop, box, putIn } = newBox();
  putIn(2);
  runUntilIdle(loop);
  const futures = [box.next(), box.next()];
  expect(numbersOf(futures)).toEqual(['waits', 'waits']);
  runUntilIdle(loop);
  expect(numbersOf(futures)).toEqual([1, 2]);
});

test('a future that was cancelled before the letter came costs none', () => {
  const { loop, told, box, putIn } = newBox();
  const futures = [box.next(), box.next()];
  futures[0]!.cancel();
  putIn();
  runUntilIdle(loop);
  expect([numbersOf(futures), told]).toEqual([['cancelled', 1], []]);
});

test('nor does one that is cancelled after the letter was noticed', () => {
  const { loop, told, box, putIn } = newBox();
  const futures = [box.next(), box.next()];
  putIn();
  box.poll();
  futures[0]!.cancel();
  runUntilIdle(loop);
  expect([numbersOf(futures), told]).toEqual([['cancelled', 1], []]);
});

test('a letter for a cancelled future is kept for one that asks later', () => {
  const { loop, told, box, putIn } = newBox();
  const early = box.next();
  putIn();
  box.poll();
  early.cancel();
  runUntilIdle(loop);
  const late = box.next();
  runUntilIdle(loop);
  expect([numbersOf([early, late]), told]).toEqual([['cancelled', 1], []]);
});

test('a box that no future waits for does not keep a loop from being idle', () => {
  const { loop, box, putIn } = newBox();
  box.next();
  putIn();
  runUntilIdle(loop);
  expect(sources.size).toBe(0);
  const futures = [box.next(), box.next(), box.next()];
  for (const future of futures) future.cancel();
  runUntilIdle(loop);
  expect(sources.size).toBe(0);
});
