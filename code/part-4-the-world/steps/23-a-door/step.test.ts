import { expect, test } from 'vitest';
import { Event, type Coroutine, type Task } from '../../src/index.ts';
import { runCalls } from '../kit.ts';
import { loopInTime } from '../kit-time.ts';

/** An event, and tasks that wait for it. */
function awaited() {
  const { loop, told } = loopInTime();
  const event = new Event();
  const seen: string[] = [];
  function* waiting(name: string): Coroutine<void> {
    yield* event.wait();
    seen.push(name);
  }
  const wait = (...names: string[]): Task<void>[] =>
    names.map((name) => loop.addTask(waiting(name)));
  return { loop, told, event, seen, wait };
}

test('all who wait resume when it is set, in the order in which they came', () => {
  const { loop, event, seen, wait } = awaited();
  wait('a', 'b', 'c');
  runCalls(loop);
  expect([event.isSet(), seen]).toEqual([false, []]);
  event.set();
  expect(seen, 'in the same turn').toEqual([]);
  runCalls(loop);
  expect([event.isSet(), seen]).toEqual([true, ['a', 'b', 'c']]);
});

test('a task that waits takes no turn', () => {
  const { loop, wait } = awaited();
  wait('a', 'b');
  runCalls(loop);
  expect(loop.totalTasks()).toBe(0);
});

test('while it is set, no task waits', () => {
  const { loop, event, seen, wait } = awaited();
  event.set();
  event.set();
  wait('a');
  loop.runOnce();
  expect(seen).toEqual(['a']);
});

test('once it is cleared, tasks wait again', () => {
  const { loop, event, seen, wait } = awaited();
  event.set();
  event.clear();
  wait('a');
  runCalls(loop);
  expect([event.isSet(), seen]).toEqual([false, []]);
  event.set();
  runCalls(loop);
  expect(seen).toEqual(['a']);
});

test('a task that was woken resumes, though it is cleared in the same turn', () => {
  const { loop, event, seen, wait } = awaited();
  wait('a');
  runCalls(loop);
  event.set();
  event.clear();
  wait('b');
  runCalls(loop);
  expect(seen).toEqual(['a']);
});

test('a task that is cancelled before it is set costs the others nothing', () => {
  const { loop, told, event, seen, wait } = awaited();
  const [, b] = wait('a', 'b', 'c');
  runCalls(loop);
  b!.cancel();
  event.set();
  runCalls(loop);
  expect([b!.cancelled(), seen, told]).toEqual([true, ['a', 'c'], []]);
});

test('nor does one that is cancelled just after it was set', () => {
  const { loop, told, event, seen, wait } = awaited();
  const [a] = wait('a', 'b');
  runCalls(loop);
  event.set();
  a!.cancel();
  runCalls(loop);
  event.clear();
  wait('c');
  runCalls(loop);
  event.set();
  runCalls(loop);
  expect([a!.cancelled(), seen, told]).toEqual([true, ['b', 'c'], []]);
});

test('the line is forgotten with those who waited in it', () => {
  const { loop, told, event, seen, wait } = awaited();
  for (let round = 0; round < 3; round++) {
    wait(String(round));
    runCalls(loop);
    event.set();
    event.clear();
    event.set();
    runCalls(loop);
    event.clear();
  }
  expect([seen, told]).toEqual([['0', '1', '2'], []]);
});
