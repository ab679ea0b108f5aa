import { expect, test } from 'vitest';
import {
  getCurrentTask,
  sleep,
  TaskGroup,
  within,
  type Coroutine,
} from '../../src/index.ts';
import { inTime, outcomeOf } from '../kit.ts';

function* failsAfter(ms: number): Coroutine<never> {
  yield* sleep(ms);
  throw new RangeError('the line is dead');
}
function* failsWhenCancelled(): Coroutine<void> {
  try {
    yield* sleep(1000);
  } catch {
    throw new RangeError('the line is dead');
  }
}

/** Runs a block in a task that is cancelled after 10 ms, and says what that task hears. */
function heardAfter(
  body: (group: TaskGroup) => Coroutine<unknown>,
  requests = 1,
): string[] {
  const { pages } = inTime(function* ({ loop, note }) {
    function* parent(): Coroutine<void> {
      const block = within(new TaskGroup(), body);
      note(`the block: ${String(yield* outcomeOf(block))}`);
      note(`open requests: ${getCurrentTask().cancelling()}`);
      note(`the next wait: ${String(yield* outcomeOf(sleep(1000, 'slept')))}`);
      note(`the one after: ${String(yield* outcomeOf(sleep(1000, 'slept')))}`);
    }
    const task = loop.addTask(parent());
    yield* sleep(10);
    for (let n = 0; n < requests; n++) task.cancel();
    yield* outcomeOf(task);
  });
  return pages;
}

const bothHeard = [
  '10 the block: threw AggregateError',
  '10 open requests: 1',
  '10 the next wait: threw FutureCancelledError',
  '1010 the one after: slept',
];

test('a task fails in the turn in which others cancel the parent', () => {
  expect(
    heardAfter(function* (group) {
      group.addTask(failsAfter(10));
      yield* sleep(1000);
    }),
    'the request comes after the error',
  ).toEqual(bothHeard);
});

test('a task fails when it’s cancelled with the parent', () => {
  expect(
    heardAfter(function* (group) {
      group.addTask(failsWhenCancelled());
      yield* sleep(1000);
    }),
    'in the body',
  ).toEqual(bothHeard);
  expect(
    heardAfter(function* (group) {
      group.addTask(failsWhenCancelled());
    }),
    'after the body',
  ).toEqual(bothHeard);
});

test('two requests of others are told once, and both stay open', () => {
  expect(
    heardAfter(function* (group) {
      group.addTask(failsWhenCancelled());
      yield* sleep(1000);
    }, 2),
  ).toEqual(bothHeard.with(1, '10 open requests: 2'));
});

test('a parent that nobody else has cancelled isn’t told again', () => {
  expect(
    heardAfter(function* (group) {
      group.addTask(failsAfter(10));
      yield* sleep(1000);
    }, 0),
  ).toEqual([
    '10 the block: threw AggregateError',
    '10 open requests: 0',
    '1010 the next wait: slept',
    '2010 the one after: slept',
  ]);
});

test('nor is one that had been told before the group was entered', () => {
  const { pages } = inTime(function* ({ loop, note }) {
    function* parent(): Coroutine<void> {
      yield* outcomeOf(sleep(1000));
      const block = within(new TaskGroup(), function* (group) {
        group.addTask(failsAfter(10));
      });
      note(String(yield* outcomeOf(block)));
      note(String(yield* outcomeOf(sleep(10, 'slept'))));
      note(`open requests: ${getCurrentTask().cancelling()}`);
    }
    const task = loop.addTask(parent());
    yield* sleep(5);
    task.cancel();
    yield* task;
  });
  expect(pages).toEqual(['15 threw AggregateError', '25 slept', '25 open requests: 1']);
});
