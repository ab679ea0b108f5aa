import { expect, test } from 'vitest';
import { TaskLoop, transformFuture } from '../../src/index.ts';
import { drive } from './exercise.ts';

/** A turn of the host, as a timer has one. */
const hostTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Enough turns for a host that gets any, and not too many for one that gets none. */
const MANY = 20_000;

test('the result comes back', async () => {
  const loop = new TaskLoop();
  const task = loop.addTask(
    (function* () {
      yield;
      yield;
      return 7;
    })(),
  );
  expect(await drive(loop, task)).toBe(7);
});

test('so does an error', async () => {
  const loop = new TaskLoop();
  const task = loop.addTask(
    (function* () {
      yield;
      throw new RangeError('no more');
    })(),
  );
  await expect(drive(loop, task)).rejects.toThrow(RangeError);
});

test('a timer of the host goes off while a task is busy', async () => {
  const loop = new TaskLoop();
  let wentOff = false;
  setTimeout(() => (wentOff = true));
  const task = loop.addTask(
    (function* () {
      for (let turn = 0; turn < MANY && !wentOff; turn++) yield;
      return wentOff;
    })(),
  );
  expect(await drive(loop, task), 'the timer went off').toBe(true);
});

test('a task may wait for a promise that needs the host', async () => {
  const loop = new TaskLoop();
  let isLate = false;
  const promise = hostTurn().then(() => 'here');
  const task = loop.addTask(
    (function* () {
      return yield* transformFuture(promise, loop);
    })(),
  );
  loop.addTask(
    (function* () {
      for (let turn = 0; turn < MANY && !task.done(); turn++) yield;
      isLate = !task.done();
      task.cancel('too late'); // or a drive that starves the host would never end
    })(),
  );
  await drive(loop, task).catch(() => {});
  expect(isLate, `no answer in ${MANY} turns`).toBe(false);
  expect(task.result()).toBe('here');
});

test('a turn is a whole one: no promise goes on before its end', async () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  loop.callSoon(() => {
    seen.push('first');
    queueMicrotask(() => seen.push('microtask'));
  });
  loop.callSoon(() => seen.push('second'));
  const task = loop.addTask(
    (function* () {
      seen.push('third');
      yield;
    })(),
  );
  await drive(loop, task);
  expect(seen).toEqual(['first', 'second', 'third', 'microtask']);
});

test('a turn has an end: what is added meanwhile waits for the next', async () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  const task = loop.addTask(
    (function* () {
      queueMicrotask(() => seen.push('microtask'));
      loop.callSoon(() => seen.push('next turn'));
      yield;
      yield;
    })(),
  );
  await drive(loop, task);
  expect(seen).toEqual(['microtask', 'next turn']);
});

test('work that is done already takes no turn', async () => {
  const loop = new TaskLoop();
  const done = loop.createFuture<string>();
  done.setResult('done');
  let called = false;
  loop.callSoon(() => (called = true));
  expect([await drive(loop, done), called]).toEqual(['done', false]);
});
