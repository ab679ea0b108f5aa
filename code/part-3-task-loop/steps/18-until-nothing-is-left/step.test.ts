import { expect, test } from 'vitest';
import { TaskLoop, ThreadedExecutor } from '../../src/index.ts';
import { outcome, resultOf, run, sleep } from '../kit.ts';

const untilIdle = (loop: TaskLoop): unknown =>
  outcome(() => loop.runForever({ untilIdle: true }));

test('comes back when nothing is ready, and everything is done', () => {
  const loop = new TaskLoop();
  function* work(turns: number) {
    for (let i = 0; i < turns; i++) yield;
    return turns;
  }
  const tasks = [1, 5, 3].map((turns) => loop.addTask(work(turns)));
  expect(untilIdle(loop)).toBe(undefined);
  expect(tasks.map(resultOf)).toEqual([1, 5, 3]);
});

test('waits for what other threads still do', () => {
  const loop = new TaskLoop();
  const jobs = [20, 1].map((ms) => new ThreadedExecutor(loop).submit(sleep, ms));
  expect(untilIdle(loop)).toBe(undefined);
  expect(jobs.map(resultOf)).toEqual([20, 1]);
});

test('a task that can never be done keeps it no longer', () => {
  const loop = new TaskLoop();
  function* stuck() {
    yield* loop.createFuture();
  }
  const task = loop.addTask(stuck());
  expect([untilIdle(loop), task.done(), loop.isRunning()]).toEqual([
    undefined,
    false,
    false,
  ]);
});

test('stop ends it as any other run', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  loop.callSoon(() => {
    loop.stop();
    loop.callSoon(() => seen.push('next turn'));
  });
  run(loop, () => loop.runForever({ untilIdle: true }));
  expect(seen).toEqual([]);
  expect([untilIdle(loop), seen]).toEqual([undefined, ['next turn']]);
});

test('without it a run that nothing can wake still throws', () => {
  const loop = new TaskLoop();
  expect([
    outcome(() => loop.runForever()),
    outcome(() => loop.runForever({ untilIdle: false })),
  ]).toEqual(['threw DeadlockError', 'threw DeadlockError']);
});
