import { expect, test } from 'vitest';
import { drive } from '../src/drafts/drive.ts';
import type { Coroutine } from '../src/index.ts';
import {
  DeadlockError,
  HostedLoop,
  run,
  TaskLoop,
  transformFuture,
} from '../src/index.ts';
import { getRunningLoop } from '../src/index.ts';

function* awaits<T>(promise: Promise<T>): Coroutine<T> {
  return yield* transformFuture(promise, getRunningLoop());
}

test('a promise that is kept is not heard by a loop that blocks; drive and HostedLoop hear it', async () => {
  expect(() => run(awaits(Promise.resolve(7)))).toThrow(DeadlockError);
  const loop = new TaskLoop();
  expect(await drive(loop, loop.addTask(awaits(Promise.resolve(7))))).toBe(7);
  expect(await new HostedLoop().run(awaits(Promise.resolve(7)))).toBe(7);
});

/** A task that is busy until a timer of the host has gone off: has it? */
function* hearsATimer(): Coroutine<boolean> {
  let wentOff = false;
  setTimeout(() => (wentOff = true));
  for (let turn = 0; turn < 50_000 && !wentOff; turn++) yield;
  return wentOff;
}

test('drive starves the host’s timers; HostedLoop does not', async () => {
  const loop = new TaskLoop();
  expect(await drive(loop, loop.addTask(hearsATimer()))).toBe(false);
  expect(await new HostedLoop().run(hearsATimer())).toBe(true);
});
