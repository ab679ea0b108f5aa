import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  getCurrentTask,
  sleep,
  TaskGroup,
  within,
  type Coroutine,
} from '../../src/index.ts';
import { inTime, outcome, outcomeOf } from '../kit.ts';

const dead = new RangeError('the line is dead');
const lost = new SyntaxError('the key is lost');
function* throws(error: unknown): Coroutine<never> {
  throw error;
}
function* failsAfter(ms: number, error: unknown = dead): Coroutine<never> {
  yield* sleep(ms);
  throw error;
}
/** Waits for long, and has something to do when that’s cancelled. */
function* thatThen(then: () => Coroutine<unknown>): Coroutine<unknown> {
  try {
    yield* sleep(1000);
  } finally {
    yield* then();
  }
  return 'never';
}

/** What a block came to: its errors by name, if that is what it threw. */
function* blockOf(body: (group: TaskGroup) => Coroutine<unknown>): Coroutine<unknown> {
  try {
    return yield* within(new TaskGroup(), body);
  } catch (error) {
    if (error instanceof AggregateError) return error.errors.map(({ name }) => name);
    return (error as Error).name;
  }
}

test('a task fails: the others hang up, the body is interrupted, and the error comes out', () => {
  const { pages, came } = inTime(function* ({ note }) {
    function* hangsUp() {
      note('hung up');
    }
    const error = yield* errorOf(
      within(new TaskGroup(), function* (group) {
        group.addTask(thatThen(hangsUp));
        group.addTask(failsAfter(10));
        yield* sleep(60_000);
      }),
    );
    note('left');
    return error instanceof AggregateError ? error.errors : error;
  });
  expect([pages, came]).toEqual([['10 hung up', '10 left'], [dead]]);
});
function* errorOf(work: Coroutine<unknown>): Coroutine<unknown> {
  try {
    yield* work;
  } catch (error) {
    return error;
  }
  return 'nothing was thrown';
}

test.each<[string, (group: TaskGroup) => Coroutine<unknown>, unknown, number]>([
  ['nothing happens', () => sleep(5, 'end'), 'end', 5],
  [
    'a task fails while the body waits',
    function* (group) {
      group.addTask(failsAfter(10));
      yield* sleep(1000);
    },
    ['RangeError'],
    10,
  ],
  [
    'a task fails when the body has ended',
    function* (group) {
      group.addTask(failsAfter(10));
      group.addTask(sleep(1000));
    },
    ['RangeError'],
    10,
  ],
  [
    'the body fails',
    function* (group) {
      group.addTask(sleep(1000));
      yield* failsAfter(10);
    },
    ['RangeError'],
    10,
  ],
  [
    'two tasks fail in one turn',
    function* (group) {
      group.addTask(failsAfter(10));
      group.addTask(failsAfter(10, lost));
    },
    ['RangeError', 'SyntaxError'],
    10,
  ],
  [
    'a task fails, and another one while it’s cancelled',
    function* (group) {
      group.addTask(failsAfter(10));
      group.addTask(thatThen(() => failsAfter(5, lost)));
      yield* sleep(1000);
    },
    ['RangeError', 'SyntaxError'],
    15,
  ],
  [
    'a task fails, and the body while it’s cancelled',
    function* (group) {
      group.addTask(failsAfter(10));
      yield* thatThen(() => throws(lost));
    },
    ['RangeError', 'SyntaxError'],
    10,
  ],
  [
    'a task fails, and the body carries on',
    function* (group) {
      group.addTask(failsAfter(10));
      yield* outcomeOf(sleep(1000));
      yield* sleep(5);
    },
    ['RangeError'],
    15,
  ],
  [
    'a task ends by a cancellation of its own',
    function* (group) {
      group.addTask(throws(new FutureCancelledError()));
      return yield* sleep(10, 'end');
    },
    'end',
    10,
  ],
  [
    'the body throws a cancellation of its own',
    function* (group) {
      group.addTask(sleep(1000));
      yield* throws(new FutureCancelledError());
    },
    'FutureCancelledError',
    0,
  ],
])('%s', (_, body, end, at) => {
  const { came, told } = inTime(function* ({ loop }) {
    const end = yield* blockOf(body);
    const open = getCurrentTask().cancelling();
    yield* sleep(0); // nothing is left that would cancel this
    return [end, open, loop.time()];
  });
  expect([came, told]).toEqual([[end, 0, at], []]);
});

test('while the others clean up, the request is open, and the group takes no tasks', () => {
  const { came } = inTime(function* () {
    const parent = getCurrentTask();
    const seen: unknown[] = [];
    yield* blockOf(function* (group) {
      function* looks() {
        seen.push(parent.cancelling());
        seen.push(outcome(() => typeof group.addTask(sleep(1))));
      }
      group.addTask(failsAfter(10));
      group.addTask(thatThen(looks));
    });
    return [...seen, parent.cancelling()];
  });
  expect(came).toEqual([1, 'threw LoopStateError', 0]);
});

test('a block in a block: the inner errors go out through both', () => {
  const { came } = inTime(() =>
    blockOf(function* (outer) {
      outer.addTask(
        within(new TaskGroup(), function* (inner) {
          inner.addTask(failsAfter(10));
          yield* sleep(1000);
        }),
      );
      yield* sleep(1000);
    }),
  );
  expect(came).toEqual(['AggregateError']);
});
