import { expect, test } from 'vitest';
import { FirstLock } from '../src/drafts/first-lock.ts';
import { Lock, TaskLoop, within, type Scope } from '../src/index.ts';

/** Ann has the lock, Ben and Cleo wait for it; Ann lets it go, and Ben is cancelled. */
function whoGoesIn(lock: Scope<void>, { isBenWoken = true } = {}): string[] {
  const loop = new TaskLoop();
  const seen: string[] = [];
  const door = loop.createFuture<void>();
  function* goIn(name: string) {
    seen.push(name);
    if (name === 'Ann') yield* door;
  }
  const [, ben] = ['Ann', 'Ben', 'Cleo'].map((name) =>
    loop.addTask(within(lock, () => goIn(name))),
  );
  loop.runForever({ untilIdle: true });
  if (!isBenWoken) ben!.cancel();
  door.setResult();
  loop.runOnce(); // Ann lets it go, which wakes Ben
  ben!.cancel();
  loop.runForever({ untilIdle: true });
  return seen;
}

test('FirstLock is lost with a task that is cancelled after it was woken; Lock is not', () => {
  expect([whoGoesIn(new FirstLock()), whoGoesIn(new Lock())]).toEqual([
    ['Ann'],
    ['Ann', 'Cleo'],
  ]);
});

test('both pass a task by that is cancelled before it is woken', () => {
  for (const lock of [new FirstLock(), new Lock()])
    expect(whoGoesIn(lock, { isBenWoken: false })).toEqual(['Ann', 'Cleo']);
});
