import { expect, test } from 'vitest';
import { sleep, TaskGroup, within, type Coroutine } from '../../src/index.ts';
import { inTime, outcome, outcomeOf } from '../kit.ts';

/** Calls for a second, and needs 5 ms to hang up. */
function* calls(note: (what: string) => void): Coroutine<void> {
  try {
    yield* sleep(1000);
  } finally {
    yield* sleep(5);
    note('hung up');
  }
}

test('the block ends when all of its tasks have, and gives what its body gives', () => {
  const { came } = inTime(function* ({ loop }) {
    const tasks = yield* within(new TaskGroup(), function* (group) {
      return [30, 10, 20].map((ms) => group.addTask(sleep(ms, ms)));
    });
    return [loop.time(), tasks?.map((task) => outcome(() => task.result()))];
  });
  expect(came).toEqual([30, [30, 10, 20]]);
});

test('a task that another one begins belongs to the block as well', () => {
  const { came } = inTime(function* ({ loop }) {
    yield* within(new TaskGroup(), function* (group) {
      function* begins() {
        yield* sleep(10);
        group.addTask(sleep(100));
      }
      group.addTask(begins());
    });
    return loop.time();
  });
  expect(came).toBe(110);
});

test('a block without tasks ends with its body, and tasks have names', () => {
  const { came, at } = inTime(function* () {
    const seen = [yield* within(new TaskGroup(), () => sleep(5, 'done'))];
    yield* within(new TaskGroup(), function* (group) {
      const one = group.addTask(sleep(5), { name: 'Seaview' });
      seen.push(one.getName());
    });
    return seen;
  });
  expect([came, at]).toEqual([['done', 'Seaview'], 10]);
});

test('if the body fails, its tasks are cancelled and waited for', () => {
  const { pages } = inTime(function* ({ note }) {
    const fails = within(new TaskGroup(), function* (group) {
      for (let i = 0; i < 2; i++) group.addTask(calls(note));
      yield* sleep(10);
      throw new RangeError('the line is dead');
    });
    note(String(yield* outcomeOf(fails)).replace(/Error$/, ''));
  });
  expect(pages.slice(0, 2)).toEqual(['15 hung up', '15 hung up']);
  expect(pages[2]).toMatch(/^15 threw /);
});

test.each<[string, () => Coroutine<void>]>([
  ['in its body', () => sleep(1000)],
  ['when the body has ended', () => sleep(0)],
])('if the block’s task is cancelled %s, so are those in the block', (_, body) => {
  const { pages, came } = inTime(function* ({ loop, note }) {
    const parent = loop.addTask(
      within(new TaskGroup(), function* (group) {
        for (let i = 0; i < 2; i++) group.addTask(calls(note));
        yield* body();
      }),
    );
    yield* sleep(10);
    parent.cancel('bedtime');
    try {
      yield* parent;
    } catch (error) {
      note(String(error));
    }
    return parent.cancelled();
  });
  expect(pages).toEqual([
    '15 hung up',
    '15 hung up',
    '15 FutureCancelledError: bedtime',
  ]);
  expect(came).toBe(true);
});

test('a block that waits for its tasks isn’t hurried by a second request', () => {
  const { pages, came } = inTime(function* ({ loop, note }) {
    const parent = loop.addTask(
      within(new TaskGroup(), function* (group) {
        group.addTask(calls(note));
      }),
    );
    for (const at of [10, 12]) loop.callAt(at, () => void parent.cancel());
    note(String(yield* outcomeOf(parent)));
    return parent.cancelled();
  });
  expect([pages, came]).toEqual([
    ['15 hung up', '15 threw FutureCancelledError'],
    true,
  ]);
});

test('a task of the block that is cancelled by itself disturbs no other', () => {
  const { came } = inTime(function* ({ loop }) {
    const end = yield* within(new TaskGroup(), function* (group) {
      const task = group.addTask(sleep(1000));
      group.addTask(sleep(20));
      yield* sleep(10);
      task.cancel();
      return 'done';
    });
    return [end, loop.time()];
  });
  expect(came).toEqual(['done', 20]);
});

test('before the block, and after it, a group takes no tasks', () => {
  const refused = 'threw LoopStateError';
  const { came } = inTime(function* ({ loop }) {
    const [group, failed] = [new TaskGroup(), new TaskGroup()];
    const takes = (group: TaskGroup): unknown =>
      outcome(() => typeof group.addTask(sleep(1)));
    const seen = [takes(group)];
    yield* within(group, function* () {
      seen.push(takes(group));
      group.addTask(sleep(10));
      loop.callLater(5, () => void seen.push(takes(group)));
      seen.push(outcome(() => group.enter()));
    });
    seen.push(
      takes(group),
      outcome(() => group.enter()),
    );
    yield* outcomeOf(
      within(failed, function* () {
        failed.addTask(outcomeOf(sleep(1000)));
        loop.callSoon(() => void seen.push(takes(failed)));
        yield* sleep(0);
        failed.addTask(calls(() => void seen.push(takes(failed))));
        yield* sleep(0);
        throw new RangeError('the line is dead');
      }),
    );
    return seen;
  });
  expect(came).toEqual([
    refused,
    'object',
    refused,
    'object',
    refused,
    refused,
    'object',
    refused,
  ]);
  expect(outcome(() => new TaskGroup().enter())).toBe(refused);
});
