// Tasks that end before the scope does in which they were begun.
import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  getCurrentTask,
  getRunningLoop,
  LoopStateError,
  sleep,
  TaskGroup,
  timeout,
  within,
  type Coroutine,
} from '../src/index.ts';
import {
  boom,
  inTime,
  newDiary,
  outcome,
  outcomeOf,
  returns,
  throws,
  failsAfter,
} from './watched-loop.ts';

/** What a group came to: its errors by name, if that is what it threw. */
function* outcomeOfGroup(
  body: (group: TaskGroup) => Coroutine<unknown>,
): Coroutine<unknown> {
  try {
    return yield* within(new TaskGroup(), body);
  } catch (error) {
    if (error instanceof AggregateError) return error.errors.map(({ name }) => name);
    return (error as Error).name;
  }
}
const oops = new SyntaxError('oops');

test('a group waits for all of its tasks, and gives what the body gives', () => {
  const { pages, note } = newDiary();
  const { came, at } = inTime(() =>
    within(new TaskGroup(), function* (group) {
      const tasks = [30, 10, 20].map((ms) => group.addTask(sleep(ms, ms)));
      tasks[1]!.addDoneCallback(() => void tasks.push(group.addTask(sleep(100, 100))));
      note('body ends');
      return tasks;
    }),
  );
  expect(pages).toEqual(['0 body ends']);
  expect(at).toBe(110);
  expect((came as any[]).map((task) => task.result())).toEqual([30, 10, 20, 100]);
});

test('tasks have names', () => {
  const { came } = inTime(() =>
    within(new TaskGroup(), function* (group) {
      return group.addTask(returns(1), { name: 'one' }).getName();
    }),
  );
  expect(came).toBe('one');
});

test.each<[string, (group: TaskGroup) => Coroutine<unknown>, unknown, number]>([
  ['nothing happens', () => returns('end'), 'end', 0],
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
      group.addTask(failsAfter(10, oops));
    },
    ['RangeError', 'SyntaxError'],
    10,
  ],
  [
    'a task fails, and another one while it is cancelled',
    function* (group) {
      group.addTask(failsAfter(10));
      group.addTask(
        (function* () {
          try {
            yield* sleep(1000);
          } finally {
            yield* failsAfter(5, oops);
          }
        })(),
      );
    },
    ['RangeError', 'SyntaxError'],
    15,
  ],
  [
    'a task fails, and the body while it is cancelled',
    function* (group) {
      group.addTask(failsAfter(10));
      try {
        yield* sleep(1000);
      } finally {
        yield* throws(oops);
      }
    },
    ['RangeError', 'SyntaxError'],
    10,
  ],
  [
    'a task fails, and the body swallows that it is cancelled',
    function* (group) {
      group.addTask(failsAfter(10));
      yield* outcomeOf(sleep(1000));
      yield* sleep(5);
    },
    ['RangeError'],
    15,
  ],
  [
    'a task is cancelled',
    function* (group) {
      const task = group.addTask(sleep(1000));
      yield* sleep(10);
      task.cancel();
      return 'end';
    },
    'end',
    10,
  ],
  [
    'a task ends by a cancellation of its own',
    function* (group) {
      group.addTask(throws(new FutureCancelledError()));
      yield* sleep(10);
      return 'end';
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
])('%s', (_, body, came, at) => {
  const result = inTime(function* () {
    const end = yield* outcomeOfGroup(body);
    yield* sleep(0); // nothing is left that would cancel this
    return [end, getCurrentTask().cancelling()];
  });
  expect(result).toEqual({ came: [came, 0], at, told: [] });
});

test('what it throws has all errors, the very objects, and says what it is', () => {
  let thrown: any;
  inTime(function* () {
    try {
      yield* within(new TaskGroup(), function* (group) {
        group.addTask(throws(boom));
        yield* sleep(1);
      });
    } catch (error) {
      thrown = error;
    }
  });
  expect([thrown.message, thrown.errors]).toEqual(['errors in a task group', [boom]]);
  expect(thrown.errors[0]).toBe(boom);
});

// ---- what it refuses

type State = 'not entered' | 'open' | 'aborting' | 'ending' | 'ended';
const METHODS: [string, (group: TaskGroup) => unknown, Record<State, unknown>][] = [
  [
    'addTask',
    (group) => typeof group.addTask(returns(1)),
    {
      'not entered': 'threw LoopStateError',
      open: 'object',
      aborting: 'threw LoopStateError',
      ending: 'object',
      ended: 'threw LoopStateError',
    },
  ],
  [
    'enter',
    (group) => group.enter() === group,
    {
      'not entered': true,
      open: 'threw LoopStateError',
      aborting: 'threw LoopStateError',
      ending: 'threw LoopStateError',
      ended: 'threw LoopStateError',
    },
  ],
];
test.each(
  METHODS.flatMap(([name, call, expected]) =>
    (Object.keys(expected) as State[]).map(
      (state) => [name, state, call, expected[state]] as const,
    ),
  ),
)('%s of a group that is %s', (_, state, call, expected) => {
  let came: unknown;
  inTime(function* () {
    const group = new TaskGroup();
    const ask = (): void => void (came = outcome(() => call(group)));
    if (state === 'not entered') return ask();
    yield* outcomeOf(
      within(group, function* () {
        if (state === 'open') ask();
        if (state === 'ending') getRunningLoop().callLater(5, ask);
        if (state === 'aborting') {
          group.addTask(throws(boom));
          yield* outcomeOf(sleep(1000)); // the body goes on all the same
          ask();
        }
        group.addTask(sleep(10));
      }),
    );
    if (state === 'ended') ask();
  });
  expect(came).toBe(expected);
});

test('where no task runs no group can be entered', () => {
  expect(() => new TaskGroup().enter()).toThrow(LoopStateError);
});

// ---- somebody cancels the parent

test.each<[string, (group: TaskGroup) => Coroutine<unknown>]>([
  ['in its body', () => sleep(1000)],
  ['when its body has ended', () => returns(0)],
])(
  'the parent is cancelled %s: so are its children, and it waits for them',
  (_, body) => {
    const { pages, note } = newDiary();
    function* child(): Coroutine<void> {
      try {
        yield* sleep(1000);
      } finally {
        yield* sleep(5);
        note('child ends');
      }
    }
    const { came } = inTime(function* () {
      const task = getRunningLoop().addTask(
        within(new TaskGroup(), function* (group) {
          group.addTask(child());
          group.addTask(child());
          yield* body(group);
        }),
      );
      yield* sleep(10);
      task.cancel('enough');
      try {
        yield* task;
      } catch (error) {
        note(String(error));
      }
      return task.cancelled();
    });
    expect([came, pages]).toEqual([
      true,
      ['15 child ends', '15 child ends', '15 FutureCancelledError: enough'],
    ]);
  },
);

test('the parent is cancelled, and a child fails over it: the errors come out, and it hears later', () => {
  const { pages, note } = newDiary();
  inTime(function* () {
    const task = getRunningLoop().addTask(
      (function* () {
        const end = yield* outcomeOfGroup(function* (group) {
          group.addTask(
            (function* () {
              try {
                yield* sleep(1000);
              } finally {
                yield* throws(boom);
              }
            })(),
          );
        });
        note(String(end));
        note(`${getCurrentTask().cancelling()}`);
        note(String(yield* outcomeOf(sleep(1000))));
      })(),
    );
    yield* sleep(10);
    task.cancel();
    yield* task;
  });
  expect(pages).toEqual(['10 RangeError', '10 1', '10 threw FutureCancelledError']);
});

test('a child fails in the turn in which the parent is cancelled: neither is forgotten', () => {
  const { pages, note } = newDiary();
  inTime(function* () {
    const task = getRunningLoop().addTask(
      (function* () {
        note(
          String(
            yield* outcomeOfGroup(function* (group) {
              group.addTask(failsAfter(10));
              yield* sleep(1000);
            }),
          ),
        );
        note(String(yield* outcomeOf(sleep(1000))));
      })(),
    );
    yield* sleep(10);
    task.cancel();
    yield* task;
  });
  expect(pages).toEqual(['10 RangeError', '10 threw FutureCancelledError']);
});

test('a limit around a group that fails: the time it takes to clean up counts, too', () => {
  const { came, at } = inTime(function* () {
    const end = yield* outcomeOf(
      within(timeout(20), function* () {
        yield* within(new TaskGroup(), function* (group) {
          group.addTask(sleep(1000));
          yield* sleep(1000);
        });
      }),
    );
    return [end, getCurrentTask().cancelling()];
  });
  expect([came, at]).toEqual([['threw FutureTimeoutError', 0], 20]);
});

test('while the children of a failed group clean up, their parent counts as cancelled', () => {
  const { pages, note } = newDiary();
  inTime(function* () {
    const parent = getCurrentTask();
    yield* outcomeOfGroup(function* (group) {
      group.addTask(failsAfter(10));
      group.addTask(
        (function* () {
          try {
            yield* sleep(1000);
          } finally {
            yield* sleep(5);
            note(`${parent.cancelling()}`);
          }
        })(),
      );
    });
    note(`${parent.cancelling()}`);
  });
  expect(pages).toEqual(['15 1', '15 0']);
});

test('a group in a group: the inner error goes out through both', () => {
  const { pages, note } = newDiary();
  const { came } = inTime(() =>
    outcomeOfGroup(function* (outer) {
      outer.addTask(
        (function* () {
          yield* within(new TaskGroup(), function* (inner) {
            inner.addTask(failsAfter(10));
            yield* sleep(1000);
          });
        })(),
      );
      try {
        yield* sleep(1000);
      } finally {
        note('outer body is cancelled');
      }
    }),
  );
  expect([came, pages]).toEqual([['AggregateError'], ['10 outer body is cancelled']]);
});
