import { expect, test } from 'vitest';
import { Queue, sleep, type Coroutine, type Task } from '../../src/index.ts';
import { outcome, resultOf, runCalls } from '../kit.ts';
import { everySequence, inTime, loopInTime, newDiary } from '../kit-time.ts';

/** What comes of it in one step of a task: a result, or `waits`. */
function atOnce(work: Coroutine<unknown>): unknown {
  const { loop } = loopInTime();
  const task = loop.addTask(work);
  loop.runOnce();
  return task.done() ? resultOf(task) : 'waits';
}

test('items come out in the order in which they went in, and a full queue makes wait', () => {
  const { pages, note } = newDiary();
  const queue = new Queue<number>(2);
  const { told } = inTime(function* (loop) {
    loop.addTask(
      (function* () {
        for (let n = 1; n <= 4; n++) {
          yield* queue.put(n);
          note(`put ${n}`);
        }
      })(),
    );
    for (let n = 1; n <= 4; n++) {
      yield* sleep(10);
      note(`got ${yield* queue.get()}`);
    }
  });
  expect([pages, told]).toEqual([
    [
      '0 put 1',
      '0 put 2',
      '10 got 1',
      '10 put 3',
      '20 got 2',
      '20 put 4',
      '30 got 3',
      '40 got 4',
    ],
    [],
  ]);
});

test('tasks that wait for an item get them in the order in which they came', () => {
  const { loop } = loopInTime();
  const queue = new Queue<number>();
  const tasks = [1, 2, 3].map(() => loop.addTask(queue.get()));
  runCalls(loop);
  for (const n of [1, 2, 3]) queue.putNowait(n);
  runCalls(loop);
  expect(tasks.map(resultOf)).toEqual([1, 2, 3]);
});

test('a task whose item was taken before it resumed waits again', () => {
  const { loop } = loopInTime();
  const queue = new Queue<string>();
  const getter = loop.addTask(queue.get());
  runCalls(loop);
  queue.putNowait('roll');
  expect(queue.getNowait()).toBe('roll');
  runCalls(loop);
  expect(getter.done()).toBe(false);
  queue.putNowait('bun');
  runCalls(loop);
  expect(resultOf(getter)).toBe('bun');
});

test('and so does one whose place was taken', () => {
  const { loop } = loopInTime();
  const queue = new Queue<string>(1);
  queue.putNowait('first');
  const putter = loop.addTask(queue.put('waited'));
  runCalls(loop);
  queue.getNowait();
  queue.putNowait('quick');
  runCalls(loop);
  expect([putter.done(), queue.getNowait()]).toEqual([false, 'quick']);
  runCalls(loop);
  expect([putter.done(), queue.getNowait()]).toEqual([true, 'waited']);
});

test.each([
  ['while it waits', ['cancel', 'put']],
  ['when it was woken', ['put', 'cancel']],
])('a task that is cancelled %s loses no item, and the next gets it', (_, actions) => {
  const { loop, told } = loopInTime();
  const queue = new Queue<string>();
  const [a, b] = [1, 2].map(() => loop.addTask(queue.get()));
  runCalls(loop);
  for (const action of actions)
    if (action === 'put') queue.putNowait('item');
    else a!.cancel();
  runCalls(loop);
  expect([a!.cancelled(), resultOf(b!), queue.qsize(), told]).toEqual([
    true,
    'item',
    0,
    [],
  ]);
});

test.each([
  ['while it waits', ['cancel', 'get']],
  ['when it was woken', ['get', 'cancel']],
])(
  'a task that is cancelled %s to put puts nothing, and the next does',
  (_, actions) => {
    const { loop } = loopInTime();
    const queue = new Queue<string>(1);
    queue.putNowait('first');
    const [a, b] = ['a', 'b'].map((item) => loop.addTask(queue.put(item)));
    runCalls(loop);
    for (const action of actions)
      if (action === 'get') queue.getNowait();
      else a!.cancel();
    runCalls(loop);
    expect([a!.cancelled(), b!.done(), outcome(() => queue.getNowait())]).toEqual([
      true,
      true,
      'b',
    ]);
  },
);

test('one that was woken in vain and is cancelled wakes no other', () => {
  const { loop } = loopInTime();
  const queue = new Queue<string>();
  const [a, b, c] = [1, 2, 3].map(() => loop.addTask(queue.get()));
  runCalls(loop);
  queue.putNowait('taken');
  queue.getNowait();
  a!.cancel();
  runCalls(loop);
  queue.putNowait('item');
  runCalls(loop);
  expect([b!.done(), c!.done()]).toEqual([true, false]);
});

test('what it says of itself, empty, half full and full', () => {
  const found = [0, 1, 2].map((count) => {
    const queue = new Queue<number>(2);
    for (let n = 0; n < count; n++) queue.putNowait(n);
    return [queue.qsize(), queue.empty(), queue.full()];
  });
  expect(found).toEqual([
    [0, true, false],
    [1, false, false],
    [2, false, true],
  ]);
});

test('where it would have to wait, the way without waiting throws', () => {
  const queue = new Queue<number>(1);
  expect(outcome(() => queue.getNowait())).toBe('threw QueueEmpty');
  expect(atOnce(queue.get())).toBe('waits');
  expect(outcome(() => queue.putNowait(1))).toBe(undefined);
  expect(outcome(() => queue.putNowait(2))).toBe('threw QueueFull');
  expect(queue.getNowait()).toBe(1);
});

test('undefined is an item like any other', () => {
  const queue = new Queue<undefined>();
  queue.putNowait(undefined);
  expect([queue.qsize(), atOnce(queue.get()), queue.qsize()]).toEqual([
    1,
    undefined,
    0,
  ]);
});

test('a queue without a place is refused', () => {
  for (const size of [0, -1, NaN, null as never])
    expect(
      outcome(() => new Queue(size)),
      String(size),
    ).toBe('threw RangeError');
});

test('join waits until all that was put in has been dealt with, and then again', () => {
  const { loop } = loopInTime();
  const queue = new Queue<number>();
  expect(atOnce(queue.join()), 'before there is an item').toBe(undefined);
  for (const round of [1, 2]) {
    for (let n = 0; n < 2; n++) queue.putNowait(n);
    const joins = [1, 2].map(() => loop.addTask(queue.join()));
    const isDone: boolean[] = [];
    for (let n = 0; n < 2; n++) {
      queue.getNowait(); // it's taken out, and that isn't all
      runCalls(loop);
      isDone.push(joins.some((join) => join.done()));
      queue.taskDone();
    }
    runCalls(loop);
    isDone.push(joins.every((join) => join.done()));
    expect(isDone, `round ${round}`).toEqual([false, false, true]);
  }
  expect(outcome(() => queue.taskDone())).toBe('threw LoopStateError');
});

test('in whatever order tasks put, take and are cancelled, no item is lost', () => {
  const actions = ['put', 'get', 'take', 'cancel a getter', 'cancel a putter', 'turn'];
  for (const sequence of everySequence(actions, 4)) {
    const { loop, told } = loopInTime();
    const queue = new Queue<number>(1);
    const [getters, putters]: [Task<void>[], Task<void>[]] = [[], []];
    const [put, got]: [number[], number[]] = [[], []];
    let made = 0;
    const putting = function* (n: number): Coroutine<void> {
      yield* queue.put(n);
      put.push(n);
    };
    const getting = function* (): Coroutine<void> {
      got.push(yield* queue.get());
    };
    const pending = (tasks: Task<void>[]): Task<void> | undefined =>
      tasks.find((task) => !task.done());
    for (const action of sequence) {
      if (action === 'put') putters.push(loop.addTask(putting(made++)));
      else if (action === 'get') getters.push(loop.addTask(getting()));
      else if (action === 'turn') runCalls(loop);
      else if (action === 'cancel a getter') pending(getters)?.cancel();
      else if (action === 'cancel a putter') pending(putters)?.cancel();
      else if (!queue.empty()) got.push(queue.getNowait());
    }
    runCalls(loop);
    const inVain =
      (pending(getters) !== undefined && !queue.empty()) ||
      (pending(putters) !== undefined && !queue.full());
    while (!queue.empty()) {
      got.push(queue.getNowait());
      runCalls(loop);
    }
    expect({ got, inVain, told }, sequence.join(', ')).toEqual({
      got: put,
      inVain: false,
      told: [],
    });
  }
});
