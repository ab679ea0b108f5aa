// Orders to stop.
import { expect, test } from 'vitest';
import { DeadlockError, type TaskLoop } from '../src/index.ts';
import { watchedLoop } from './watched-loop.ts';

test.each<[string, (loop: TaskLoop) => void]>([
  [
    'in runOnce',
    (loop) => {
      loop.callSoon(() => loop.stop());
      loop.runOnce();
    },
  ],
  [
    'before runOnce',
    (loop) => {
      loop.stop();
      loop.runOnce();
    },
  ],
  [
    'twice in a run',
    (loop) => {
      loop.callSoon(() => loop.stop());
      loop.callSoon(() => loop.stop());
      loop.runForever();
    },
  ],
  [
    'in the turn in which the work is done',
    (loop) => {
      const future = loop.createFuture<number>();
      loop.callSoon(() => {
        future.setResult(1);
        loop.stop();
      });
      expect(loop.runUntilComplete(future)).toBe(1);
    },
  ],
  [
    'in a run that ends in a deadlock',
    (loop) => {
      expect(() => loop.runUntilComplete(loop.createFuture())).toThrow(DeadlockError);
    },
  ],
  [
    'for a run that idles',
    (loop) => {
      loop.callSoon(() => {});
      loop.runForever({ untilIdle: true });
    },
  ],
])('nothing is left of an order to stop that was given %s', (_, before) => {
  const { loop } = watchedLoop();
  before(loop);
  const seen: string[] = [];
  loop.callSoon(() => {
    seen.push('first turn');
    loop.callSoon(() => {
      seen.push('second turn');
      loop.callSoon(() => loop.stop());
    });
  });
  loop.runForever();
  expect(seen).toEqual(['first turn', 'second turn']);
});
