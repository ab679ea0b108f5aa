import { expect, test } from 'vitest';
import { TaskLoop } from '../../src/index.ts';

test('the callback that was in the queue first is called first', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  for (const letter of 'abc') loop.callSoon(() => seen.push(letter));
  for (let i = 0; i < 3; i++) loop.runOnce();
  expect(seen).toEqual(['a', 'b', 'c']);
});

test('callSoon calls nothing yet', () => {
  const seen: string[] = [];
  new TaskLoop().callSoon(() => seen.push('called'));
  expect(seen).toEqual([]);
});

test('runOnce makes one call, and totalTasks says how many are left', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  for (const letter of 'abc') loop.callSoon(() => seen.push(letter));
  const before = loop.totalTasks();
  loop.runOnce();
  expect([before, seen.length, loop.totalTasks()]).toEqual([3, 1, 2]);
});

test('a callback gets the arguments that came with it', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  loop.callSoon((...args: unknown[]) => seen.push(args), 1, 'x');
  loop.callSoon((...args: unknown[]) => seen.push(args));
  loop.runOnce();
  loop.runOnce();
  expect(seen).toEqual([[1, 'x'], []]);
});

test('a callback that adds itself again lets the others have their turn', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  const again = (): void => {
    if (seen.push('again') < 20) loop.callSoon(again);
  };
  loop.callSoon(again);
  loop.callSoon(() => seen.push('patient'));
  for (let i = 0; i < 4; i++) loop.runOnce();
  expect(seen).toEqual(['again', 'patient', 'again', 'again']);
});

test('with an empty queue runOnce does nothing', () => {
  const loop = new TaskLoop();
  loop.runOnce();
  loop.callSoon(() => {});
  loop.runOnce();
  loop.runOnce();
  expect(loop.totalTasks()).toBe(0);
});

test('each loop has a queue of its own', () => {
  const [one, other] = [new TaskLoop(), new TaskLoop()];
  one.callSoon(() => {});
  expect([one.totalTasks(), other.totalTasks()]).toEqual([1, 0]);
});
