import { expect, test } from 'vitest';
import { Lock, sleep, within, type Coroutine, type Task } from '../../src/index.ts';
import { outcome, resultOf, runCalls } from '../kit.ts';
import { everySequence, inTime, loopInTime, newDiary } from '../kit-time.ts';

/** A lock that one task holds, and tasks that come for it. */
function contest() {
  const { loop, told } = loopInTime();
  const lock = new Lock();
  const order: string[] = [];
  let inside = 0;
  function* visitor(name: string): Coroutine<void> {
    yield* lock.acquire();
    inside++;
    order.push(name);
  }
  const come = (...names: string[]): Task<void>[] =>
    names.map((name) => loop.addTask(visitor(name), { name }));
  const leave = (): boolean => {
    if (inside === 0) return false;
    inside--;
    lock.release();
    return true;
  };
  come('first');
  loop.runOnce();
  order.length = 0;
  return { loop, told, lock, order, come, leave, insideNow: () => inside };
}

test('one task after the other is let in, in the order in which they came', () => {
  const { pages, note } = newDiary();
  const lock = new Lock();
  function* visitor(name: string): Coroutine<void> {
    yield* within(lock, function* () {
      note(`${name} in`);
      yield* sleep(10);
      note(`${name} out`);
    });
  }
  const { told } = inTime(function* (loop) {
    for (const name of 'abc') loop.addTask(visitor(name));
  });
  expect(pages).toEqual([
    '0 a in',
    '10 a out',
    '10 b in',
    '20 b out',
    '20 c in',
    '30 c out',
  ]);
  expect([lock.locked(), told]).toEqual([false, []]);
});

test('one that was woken and is cancelled makes way for the next', () => {
  const { loop, told, order, come, leave } = contest();
  const [a] = come('a', 'b');
  runCalls(loop);
  leave();
  a!.cancel();
  runCalls(loop);
  expect([a!.cancelled(), order, told]).toEqual([true, ['b'], []]);
});

test('one that is cancelled while it waits lets no other task in', () => {
  const { loop, lock, order, come, leave } = contest();
  const [a] = come('a', 'b');
  runCalls(loop);
  a!.cancel();
  runCalls(loop);
  expect([lock.locked(), order]).toEqual([true, []]);
  leave();
  runCalls(loop);
  expect(order).toEqual(['b']);
});

test('a free lock is taken without a turn', () => {
  const { loop } = loopInTime();
  const lock = new Lock();
  expect(lock.locked()).toBe(false);
  const task = loop.addTask(lock.acquire());
  loop.runOnce();
  expect([task.done(), lock.locked()]).toEqual([true, true]);
});

test('a newcomer does not overtake the one who was woken', () => {
  const { loop, order, come, leave } = contest();
  come('a');
  runCalls(loop);
  loop.addTask(
    (function* () {
      leave();
      come('late');
    })(),
  );
  runCalls(loop);
  expect(order).toEqual(['a']);
  leave();
  runCalls(loop);
  expect(order).toEqual(['a', 'late']);
});

test('nor does one who asks in the very step in which the lock is let go', () => {
  const { loop } = loopInTime();
  const lock = new Lock();
  const order: string[] = [];
  function* twice(name: string): Coroutine<void> {
    for (const time of [1, 2]) {
      yield* lock.acquire();
      order.push(name + time);
      yield;
      lock.release();
    }
  }
  for (const name of 'ab') loop.addTask(twice(name));
  runCalls(loop);
  expect(order).toEqual(['a1', 'b1', 'a2', 'b2']);
});

test.each([
  ['while it waits', ['cancel', 'leave']],
  ['when it was woken', ['leave', 'cancel']],
])('with none behind one that is cancelled %s, the lock is free', (_, actions) => {
  const { loop, lock, come, leave } = contest();
  const [a] = come('a');
  runCalls(loop);
  for (const action of actions)
    if (action === 'cancel') a!.cancel();
    else leave();
  runCalls(loop);
  expect(lock.locked()).toBe(false);
  const task = loop.addTask(lock.acquire());
  runCalls(loop);
  expect(task.done()).toBe(true);
});

test.each([
  ['fails', 'threw RangeError'],
  ['is cancelled', 'threw FutureCancelledError'],
])('it is free again when a body %s, and the error passes', (end, thrown) => {
  const { loop } = loopInTime();
  const lock = new Lock();
  const task: Task<unknown> = loop.addTask(
    within(lock, function* () {
      if (end === 'fails') throw new RangeError('no');
      task.cancel();
      yield;
    }),
  );
  runCalls(loop);
  expect([resultOf(task), lock.locked()]).toEqual([thrown, false]);
});

test('release is refused where no task has the lock, and says so', () => {
  expect(outcome(() => new Lock().release())).toBe('threw LoopStateError');
  const { loop, lock, come, leave } = contest();
  come('a');
  runCalls(loop);
  leave();
  const again = outcome(() => lock.release());
  runCalls(loop);
  expect([again, lock.locked()], 'a second time, before a has resumed').toEqual([
    'threw LoopStateError',
    true,
  ]);
});

test('a task that takes its lock again waits for itself', () => {
  const { loop } = loopInTime();
  const lock = new Lock();
  const task = loop.addTask(
    (function* () {
      yield* lock.acquire();
      yield* lock.acquire();
    })(),
  );
  runCalls(loop);
  expect(task.done()).toBe(false);
});

test('in whatever order tasks leave, come and are cancelled, none is forgotten', () => {
  const actions = ['leave', 'come', 'cancel 0', 'cancel 1', 'turn'] as const;
  for (const sequence of everySequence(actions, 4)) {
    const { loop, told, lock, order, come, leave, insideNow } = contest();
    const tasks = come('0', '1');
    runCalls(loop);
    for (const action of sequence) {
      if (action === 'leave') leave();
      else if (action === 'come') tasks.push(...come(String(tasks.length)));
      else if (action === 'turn') loop.runOnce();
      else tasks[Number(action.at(-1))]!.cancel();
      if (insideNow() > 1) expect.fail(`two at once after ${sequence.join(', ')}`);
    }
    for (runCalls(loop); leave(); runCalls(loop));
    const came = tasks
      .filter((task) => !task.cancelled())
      .map((task) => task.getName());
    expect([order, lock.locked(), told], sequence.join(', ')).toEqual([
      came,
      false,
      [],
    ]);
  }
});
