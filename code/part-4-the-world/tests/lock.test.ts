// What is true of a lock, and not of a semaphore. The rest is in locking.test.ts.
import { expect, test } from 'vitest';
import { Lock, type TaskLoop } from '../src/index.ts';
import { outcome, runAll, watchedLoop } from './watched-loop.ts';

type State = 'free' | 'held' | 'held and waited for' | 'free, with one who was woken';

function lockIn(state: State, loop: TaskLoop): Lock {
  const lock = new Lock();
  if (state === 'free') return lock;
  loop.addTask(lock.acquire());
  if (state !== 'held') loop.addTask(lock.acquire());
  runAll(loop);
  if (state === 'free, with one who was woken') lock.release();
  return lock;
}
const refused = 'threw LoopStateError';
/** Whether it is locked, what `release` gives, and whether one gets in at once. */
const STATES: Record<State, [boolean, unknown, boolean]> = {
  free: [false, refused, true],
  held: [true, undefined, false],
  'held and waited for': [true, undefined, false],
  'free, with one who was woken': [false, refused, false],
};
test.each(Object.entries(STATES) as [State, [boolean, unknown, boolean]][])(
  'a lock that is %s',
  (state, [locked, released, isTaken]) => {
    const { loop } = watchedLoop();
    expect(lockIn(state, loop).locked()).toBe(locked);
    expect(outcome(() => lockIn(state, loop).release())).toBe(released);
    const lock = lockIn(state, loop);
    const next = watchedLoop().loop;
    const task = next.addTask(lock.acquire());
    next.runOnce();
    expect(task.done()).toBe(isTaken);
  },
);

test('a refused release says why', () => {
  expect(() => new Lock().release()).toThrow('this lock is not locked');
});

test('a task that takes its lock again waits for itself', () => {
  const { loop } = watchedLoop();
  const work = function* () {
    const lock = new Lock();
    yield* lock.acquire();
    yield* lock.acquire();
  };
  expect(outcome(() => loop.runUntilComplete(work()))).toBe('threw DeadlockError');
});
