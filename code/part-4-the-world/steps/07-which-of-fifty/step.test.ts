import { expect, expectTypeOf, test } from 'vitest';
import {
  getCurrentTask,
  getRunningLoop,
  type Task,
  type TaskOptions,
} from '../../src/index.ts';
import { inTime, outcome, runAll, timedLoop } from '../kit.ts';

function* fails() {
  throw new RangeError('no paper');
}

test('close names the tasks that are pending, by the names that they have then', () => {
  const { loop, told } = timedLoop();
  function* waits() {
    yield* loop.createFuture();
  }
  loop.addTask(waits(), { name: 'the till' });
  loop.addTask(waits(), { name: 'the oven' }).setName('the old oven');
  const unnamed = loop.addTask(waits());
  runAll(loop);
  loop.close();
  for (const name of [unnamed.getName(), 'the old oven', 'the till'])
    expect(told).toContainEqual(expect.stringContaining(name));
  expect(told).toHaveLength(3);
});

test('an error that was not asked for is told with the name of its task', () => {
  const { loop, told } = timedLoop();
  loop.addTask(fails(), { name: 'the printer' });
  loop.createFuture().setException(new RangeError('no ink'));
  runAll(loop);
  loop.close();
  for (const name of ['Future', 'the printer'])
    expect(told).toContainEqual(expect.stringContaining(name));
  expect(told).toHaveLength(2);
});

test('a task has the name that it was given, or a number that no other has', () => {
  const { loop } = timedLoop();
  const options: TaskOptions = { name: 'the cook' };
  const named = loop.addTask((function* () {})(), options);
  const [first, second] = [1, 2].map(() => loop.addTask((function* () {})()));
  expect(named.getName()).toBe('the cook');
  expect([first!.getName(), second!.getName()]).toEqual([
    expect.stringMatching(/^Task-\d+$/),
    expect.stringMatching(/^Task-\d+$/),
  ]);
  expect(first!.getName()).not.toBe(second!.getName());
  first!.setName('table 2');
  expect(first!.getName()).toBe('table 2');
});

test('getCurrentTask is the task whose step is being taken', () => {
  const { pages } = inTime(function* ({ loop, note }) {
    const say = (): void => note(getCurrentTask().getName());
    function* table() {
      say();
      yield;
      say();
    }
    getCurrentTask().setName('the cook');
    for (const name of ['table 1', 'table 2']) loop.addTask(table(), { name });
    yield;
    say();
  });
  expect(pages).toEqual([
    '0 table 1',
    '0 table 2',
    '0 the cook',
    '0 table 1',
    '0 table 2',
  ]);
  expectTypeOf(getCurrentTask).returns.toEqualTypeOf<Task<any>>();
});

test('in a callback, and where no loop runs, there is none, and it throws', () => {
  const seen: unknown[] = [];
  const look = (): void => void seen.push(outcome(() => getCurrentTask()));
  inTime(function* () {
    getRunningLoop().callSoon(look);
    yield;
  });
  look();
  expect(seen).toEqual(['threw LoopStateError', 'threw LoopStateError']);
});
