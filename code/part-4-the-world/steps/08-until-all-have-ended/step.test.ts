import { expect, test } from 'vitest';
import { sleep, wait, type Coroutine, type Task } from '../../src/index.ts';
import { inTime, outcome, outcomeOf, runAll, timedLoop } from '../kit.ts';

function* failsAfter(ms: number): Coroutine<never> {
  yield* sleep(ms);
  throw new RangeError('no');
}

test('it returns when all are done, however they ended', () => {
  const { came } = inTime(function* ({ loop }) {
    const tasks = [loop.addTask(sleep(20)), loop.addTask(failsAfter(10))];
    const cancelled = loop.addTask(sleep(1000));
    loop.callLater(5, () => void cancelled.cancel());
    yield* wait([...tasks, cancelled]);
    return [loop.time(), tasks.map((task) => task.done()), cancelled.cancelled()];
  });
  expect(came).toEqual([20, [true, true], true]);
});

test('it waits for any number, in any order, and for what is done already', () => {
  const { came } = inTime(function* ({ loop }) {
    const done = loop.createFuture<void>();
    done.setResult();
    yield* wait([done]);
    const times = [loop.time()];
    yield* wait(new Set([30, 10, 20].map((ms) => loop.addTask(sleep(ms)))));
    times.push(loop.time());
    const twice = loop.addTask(sleep(5));
    yield* wait([twice, twice]);
    return [...times, loop.time()];
  });
  expect(came).toEqual([0, 30, 35]);
});

test('errors are not thrown, and have not been asked for', () => {
  const { came, told } = inTime(function* ({ loop }) {
    const failed = loop.addTask(failsAfter(10), { name: 'failed' });
    return yield* outcomeOf(
      (function* () {
        yield* wait([failed]);
        return 'returned';
      })(),
    );
  });
  expect(came).toBe('returned');
  expect(told).toEqual([expect.stringContaining('failed')]);
});

test('a wait that is cancelled cancels none of them', () => {
  const { came, told } = inTime(function* ({ loop }) {
    const futures = [loop.createFuture<void>(), loop.createFuture<void>()];
    const waiting = loop.addTask(wait(futures));
    yield* sleep(10);
    waiting.cancel();
    yield* outcomeOf(waiting);
    const done = futures.map((future) => future.done());
    for (const future of futures) future.setResult();
    yield;
    return [waiting.cancelled(), ...done];
  });
  expect([came, told]).toEqual([[true, false, false], []]);
});

test('not even in the turn in which the last of them is done', () => {
  const { loop, told } = timedLoop();
  const future = loop.createFuture<string>();
  const waiting: Task<unknown> = loop.addTask(wait([future]));
  loop.callLater(10, () => {
    future.setResult('done');
    waiting.cancel();
  });
  runAll(loop);
  expect([waiting.cancelled(), future.result(), told]).toEqual([true, 'done', []]);
});

test('there has to be something to wait for', () => {
  const { loop } = timedLoop();
  const waiting = loop.addTask(wait([]));
  runAll(loop);
  expect(outcome(() => waiting.result())).toBe('threw RangeError');
});
