import { expect, test } from 'vitest';
import { Handle } from './exercise.ts';

test('run calls the callback, with its arguments', () => {
  const seen: unknown[] = [];
  const [one, two] = [Math.random(), Math.random()];
  const handle = new Handle((...args: number[]) => seen.push(args), one, two);
  expect(seen).toEqual([]);
  handle.run();
  expect([seen, handle.cancelled()]).toEqual([[[one, two]], false]);
});

test('a cancelled handle doesn’t run', () => {
  let calls = 0;
  const handle = new Handle(() => calls++);
  handle.cancel();
  handle.run();
  expect([calls, handle.cancelled()]).toEqual([0, true]);
});

test('cancelling twice is no error', () => {
  let calls = 0;
  const handle = new Handle(() => calls++);
  handle.cancel();
  handle.cancel();
  handle.run();
  expect([calls, handle.cancelled()]).toEqual([0, true]);
});

test('a handle that ran doesn’t run again', () => {
  let calls = 0;
  const handle = new Handle(() => calls++);
  handle.run();
  handle.run();
  expect(calls).toBe(1);
});

test('what the callback throws is thrown, and the handle doesn’t run again', () => {
  let calls = 0;
  const error = new RangeError(`no ${Math.random()}`);
  const handle = new Handle(() => {
    calls++;
    throw error;
  });
  expect(() => handle.run()).toThrow(error);
  handle.run();
  expect(calls).toBe(1);
});

test('a callback that runs its own handle isn’t called again', () => {
  let calls = 0;
  const handle: Handle<[]> = new Handle(() => {
    if (++calls < 3) handle.run();
  });
  handle.run();
  expect(calls).toBe(1);
});

test('cancelling too late changes nothing but what cancelled() says', () => {
  let calls = 0;
  const handle = new Handle(() => calls++);
  handle.run();
  handle.cancel();
  handle.cancel();
  handle.run();
  expect([calls, handle.cancelled()]).toEqual([1, true]);
});

test('a callback may cancel its own handle', () => {
  let calls = 0;
  const handle: Handle<[]> = new Handle(() => {
    calls++;
    handle.cancel();
  });
  handle.run();
  handle.run();
  expect([calls, handle.cancelled()]).toEqual([1, true]);
});
