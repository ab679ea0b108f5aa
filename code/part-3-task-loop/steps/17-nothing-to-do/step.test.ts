import { afterEach, expect, test } from 'vitest';
import { TaskLoop, ThreadedExecutor } from '../../src/index.ts';
import { bell, ring, sources } from '../../src/threads/bell.ts'; // given
import { outcome, run, sleepsOf } from '../kit.ts';

afterEach(() => sources.clear());

/**
 * Something else that this thread hears of. It ends a run that looks for news too often.
 * @param of The loop that it has news for; none for the thread itself.
 */
function listen(loop: TaskLoop, hear: (times: number) => void, of?: TaskLoop): void {
  let times = 0;
  sources.add({
    loop: of,
    poll() {
      times++;
      if (times === 10_000) loop.stop();
      hear(times);
    },
  });
}

test('a loop with nothing to do sleeps until another thread has finished', () => {
  const loop = new TaskLoop();
  const executor = new ThreadedExecutor(loop);
  const polls: number[] = [];
  listen(loop, (times) => polls.push(times), new TaskLoop());
  const isAsleep = new Int32Array(new SharedArrayBuffer(4));
  const job = executor.submit((isAsleep: Int32Array) => {
    Atomics.wait(isAsleep, 0, 0, 20_000);
    return 'finished';
  }, isAsleep);
  let result: unknown;
  const sleeps = sleepsOf(
    () => (result = outcome(() => loop.runUntilComplete(job))),
    () => {
      Atomics.store(isAsleep, 0, 1);
      Atomics.notify(isAsleep, 0);
    },
  );
  expect(sleeps, 'how often the thread slept').toBeGreaterThan(0);
  expect(polls.length, 'how often it looked for news').toBeLessThan(50);
  expect(result).toBe('finished');
});

test('a loop with something to do does not sleep', () => {
  const loop = new TaskLoop();
  function* busy() {
    for (let i = 0; i < 10; i++) yield;
  }
  listen(loop, () => {});
  const sleeps = sleepsOf(() => {
    run(loop, () => loop.runUntilComplete(busy()));
  });
  expect(sleeps).toBe(0);
});

test('a loop that is stopped before it runs does not sleep', () => {
  const loop = new TaskLoop();
  listen(loop, (times) => {
    if (times > 3) loop.callSoon(() => loop.stop()); // so that it wakes
    ring(bell);
  });
  loop.stop();
  expect(sleepsOf(() => loop.runForever())).toBe(0);
});

test('what is finished while the loop falls asleep wakes it', () => {
  const loop = new TaskLoop();
  listen(loop, (times) => {
    if (times < 3)
      ring(bell); // as another thread would, at the worst moment
    else loop.callSoon(() => loop.stop());
  });
  let ended: unknown;
  sleepsOf(() => (ended = outcome(() => loop.runForever())));
  expect(ended).toBe(undefined);
});

test('callSoonThreadsafe is a callSoon that rings the bell', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  const before = Atomics.load(bell, 0);
  const handle = loop.callSoonThreadsafe((n: number) => seen.push(n), 42);
  loop.callSoonThreadsafe(() => seen.push('cancelled')).cancel();
  expect(Atomics.load(bell, 0), 'the bell').not.toBe(before);
  expect([seen, loop.totalTasks(), handle.cancelled()]).toEqual([[], 2, false]);
  loop.stop();
  loop.runForever();
  expect(seen).toEqual([42]);
});

test('callSoonThreadsafe refuses what callSoon refuses', () => {
  const loop = new TaskLoop();
  const made = outcome(() => loop.callSoonThreadsafe(function* () {} as never));
  loop.close();
  expect([made, outcome(() => loop.callSoonThreadsafe(() => {}))]).toEqual([
    'threw NotRegularFunctionError',
    'threw LoopStateError',
  ]);
});

test('a loop that nothing can wake throws instead of sleeping for ever', () => {
  const loop = new TaskLoop();
  listen(loop, () => {}, new TaskLoop());
  const begin = (): void => void loop.runUntilComplete(loop.createFuture());
  let seen: unknown;
  expect(sleepsOf(() => (seen = outcome(begin)))).toBe(0);
  expect([seen, loop.isRunning()]).toEqual(['threw DeadlockError', false]);
});
