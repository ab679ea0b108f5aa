import { expect, test } from 'vitest';
import { TaskLoop } from '../src/index.ts';

const runAll = (loop: TaskLoop): void => {
  while (loop.totalTasks()) loop.runOnce();
};

test('a cancelled handle stays silent, and cancelling twice is no mistake', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  loop.callSoon(() => seen.push('a'));
  const handle = loop.callSoon(() => seen.push('b'));
  handle.cancel();
  handle.cancel();
  runAll(loop);
  expect(seen).toEqual(['a']);
  expect(handle.cancelled()).toBe(true);
});

test('runs its callback once, with its arguments', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  const handle = loop.callSoon((...args: unknown[]) => seen.push(args), 1, 'x');
  handle.run();
  handle.run();
  runAll(loop);
  expect(seen).toEqual([[1, 'x']]);
});

test('an error in a callback goes to the exception handler, and the next callback still runs', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  loop.setExceptionHandler((which, { message, exception }) =>
    seen.push(which === loop, message, exception),
  );
  const error = new Error('broken');
  loop.callSoon(function task1() {
    throw error;
  });
  loop.callSoon(() => seen.push('next'));
  runAll(loop);
  expect(seen).toEqual([true, 'Error in callback task1', error, 'next']);
});

test('a handle is not cancelled before somebody cancels it', () => {
  const handle = new TaskLoop().callSoon(() => {});
  expect(handle.cancelled()).toBe(false);
});

test('a callback that was given no arguments gets none', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  loop.callSoon((...args: unknown[]) => seen.push(args));
  runAll(loop);
  expect(seen).toEqual([[]]);
});
