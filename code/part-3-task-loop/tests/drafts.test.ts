import { expect, test } from 'vitest';
import { LifoLoop } from '../src/drafts/lifo-loop.ts';
import { TaskLoop } from '../src/index.ts';

const order = (loop: LifoLoop | TaskLoop): string => {
  let seen = '';
  for (const letter of 'abc') loop.callSoon(() => (seen += letter));
  while (loop.totalTasks()) loop.runOnce();
  return seen;
};

const patience = (loop: LifoLoop | TaskLoop): boolean => {
  let called = false;
  const again = (): void => void loop.callSoon(again);
  loop.callSoon(() => (called = true));
  loop.callSoon(again);
  for (let turn = 0; turn < 1000; turn++) loop.runOnce();
  return called;
};

test('LifoLoop calls the youngest first; TaskLoop keeps the order', () => {
  expect([order(new LifoLoop()), order(new TaskLoop())]).toEqual(['cba', 'abc']);
});

test('LifoLoop starves a callback for as long as another one reschedules itself; TaskLoop does not', () => {
  expect([patience(new LifoLoop()), patience(new TaskLoop())]).toEqual([false, true]);
});
