import { expect, test } from 'vitest';
import {
  getRunningLoop,
  Queue,
  sleep,
  type Coroutine,
  type Task,
} from '../src/index.ts';
import { inEveryOrder } from './every-order.ts';
import { inTime, newDiary, outcome, runAll, watchedLoop } from './watched-loop.ts';

test.each([0, -1, NaN, undefined as never, null as never])(
  'a queue cannot hold %s items',
  (size) => {
    if (size === undefined) return expect(new Queue(size).full()).toBe(false);
    return expect(() => new Queue(size)).toThrow(RangeError);
  },
);

type State = 'empty' | 'half full' | 'full';
const queueIn = (state: State): Queue<number> => {
  const queue = new Queue<number>(2);
  for (let n = 1; n <= ['empty', 'half full', 'full'].indexOf(state); n++)
    queue.putNowait(n);
  return queue;
};
const METHODS: [string, (queue: Queue<number>) => unknown, Record<State, unknown>][] = [
  ['qsize', (q) => q.qsize(), { empty: 0, 'half full': 1, full: 2 }],
  ['empty', (q) => q.empty(), { empty: true, 'half full': false, full: false }],
  ['full', (q) => q.full(), { empty: false, 'half full': false, full: true }],
  [
    'getNowait',
    (q) => q.getNowait(),
    { empty: 'threw QueueEmpty', 'half full': 1, full: 1 },
  ],
  [
    'putNowait',
    (q) => q.putNowait(9),
    { empty: undefined, 'half full': undefined, full: 'threw QueueFull' },
  ],
  ['get at once', (q) => atOnce(q.get()), { empty: 'waits', 'half full': 1, full: 1 }],
  [
    'put at once',
    (q) => atOnce(q.put(9)),
    { empty: undefined, 'half full': undefined, full: 'waits' },
  ],
  [
    'taskDone',
    (q) => q.taskDone(),
    { empty: 'threw LoopStateError', 'half full': undefined, full: undefined },
  ],
  [
    'join at once',
    (q) => atOnce(q.join()),
    { empty: undefined, 'half full': 'waits', full: 'waits' },
  ],
];
function atOnce(work: Coroutine<unknown>): unknown {
  const { loop } = watchedLoop();
  const task = loop.addTask(work);
  loop.runOnce();
  return task.done() ? task.result() : 'waits';
}
test.each(
  METHODS.flatMap(([name, call, expected]) =>
    (Object.keys(expected) as State[]).map(
      (state) => [name, state, call, expected[state]] as const,
    ),
  ),
)('%s of a queue that is %s', (_, state, call, expected) => {
  expect(outcome(() => call(queueIn(state)))).toBe(expected);
});

test('items come out in the order in which they went in', () => {
  const { pages, note } = newDiary();
  inTime(function* () {
    const queue = new Queue<number>(2);
    getRunningLoop().addTask(
      (function* () {
        for (let n = 1; n <= 5; n++) {
          yield* queue.put(n);
          note(`put ${n}`);
        }
      })(),
    );
    for (let n = 1; n <= 5; n++) {
      yield* sleep(10);
      note(`got ${yield* queue.get()}`);
    }
  });
  expect(pages.map((page) => page.replace(/ put (4|5)/, ' put later'))).toEqual([
    '0 put 1',
    '0 put 2',
    '10 got 1',
    '10 put 3',
    '20 got 2',
    '20 put later',
    '30 got 3',
    '30 put later',
    '40 got 4',
    '50 got 5',
  ]);
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

test('getters are served in the order in which they came', () => {
  const { loop } = watchedLoop();
  const queue = new Queue<number>();
  const tasks = [1, 2, 3].map(() => loop.addTask(queue.get()));
  runAll(loop);
  for (const n of [1, 2, 3]) queue.putNowait(n);
  runAll(loop);
  expect(tasks.map((task) => task.result())).toEqual([1, 2, 3]);
});

test('an item is for whoever comes first: one who was woken for it waits again', () => {
  const { loop } = watchedLoop();
  const queue = new Queue<string>();
  const getter = loop.addTask(queue.get());
  runAll(loop);
  queue.putNowait('early');
  expect(queue.getNowait()).toBe('early');
  runAll(loop);
  expect(getter.done()).toBe(false);
  queue.putNowait('late');
  expect(loop.runUntilComplete(getter)).toBe('late');
});

test('one who was woken in vain and is cancelled costs nobody their place in the row', () => {
  const { loop } = watchedLoop();
  const queue = new Queue<string>();
  const [a, b, c] = [1, 2, 3].map(() => loop.addTask(queue.get()));
  runAll(loop);
  queue.putNowait('taken');
  queue.getNowait();
  a!.cancel();
  runAll(loop);
  queue.putNowait('item');
  runAll(loop);
  expect([b!.done(), c!.done()]).toEqual([true, false]);
});

test('a place is for whoever comes first, too', () => {
  const { loop } = watchedLoop();
  const queue = new Queue<string>(1);
  queue.putNowait('first');
  const putter = loop.addTask(queue.put('waited'));
  runAll(loop);
  queue.getNowait();
  queue.putNowait('quick');
  runAll(loop);
  expect([putter.done(), queue.getNowait()]).toEqual([false, 'quick']);
  runAll(loop);
  expect([putter.done(), queue.getNowait()]).toEqual([true, 'waited']);
});

test.each([
  ['while it waits', ['cancel', 'put']],
  ['when it has been woken', ['put', 'cancel']],
])(
  'a getter that is cancelled %s loses no item, and the next one gets it',
  (_, actions) => {
    const { loop, told } = watchedLoop();
    const queue = new Queue<string>();
    const [a, b] = [1, 2].map(() => loop.addTask(queue.get()));
    runAll(loop);
    for (const action of actions)
      if (action === 'put') queue.putNowait('item');
      else a!.cancel();
    runAll(loop);
    expect([a!.cancelled(), b!.done() && b!.result(), queue.qsize(), told]).toEqual([
      true,
      'item',
      0,
      [],
    ]);
  },
);

test.each([
  ['while it waits', ['cancel', 'get']],
  ['when it has been woken', ['get', 'cancel']],
])(
  'a putter that is cancelled %s puts nothing, and the next one does',
  (_, actions) => {
    const { loop, told } = watchedLoop();
    const queue = new Queue<string>(1);
    queue.putNowait('first');
    const [a, b] = ['a', 'b'].map((item) => loop.addTask(queue.put(item)));
    runAll(loop);
    for (const action of actions)
      if (action === 'get') queue.getNowait();
      else a!.cancel();
    runAll(loop);
    expect([a!.cancelled(), b!.done(), queue.getNowait(), told]).toEqual([
      true,
      true,
      'b',
      [],
    ]);
  },
);

test('join waits until all that was put in has been dealt with, and then again', () => {
  const { loop } = watchedLoop();
  const queue = new Queue<number>();
  for (const round of [1, 2]) {
    queue.putNowait(round);
    queue.putNowait(round);
    const joins = [1, 2].map(() => loop.addTask(queue.join()));
    for (const _ of joins) {
      runAll(loop);
      expect(joins.map((join) => join.done())).toEqual([false, false]);
      queue.getNowait(); // it is taken out, and that is not all
      runAll(loop);
      expect(joins.map((join) => join.done())).toEqual([false, false]);
      queue.taskDone();
    }
    runAll(loop);
    expect(joins.map((join) => join.done())).toEqual([true, true]);
  }
  expect(() => queue.taskDone()).toThrow('taskDone without an item');
});

test('in whatever order one puts, takes, is cancelled: no item is lost, and nobody waits in vain', () => {
  const actions = [
    'put',
    'get',
    'take',
    'cancel getter',
    'cancel putter',
    'turn',
  ] as const;
  inEveryOrder(actions, 5, (order) => {
    const { loop, told } = watchedLoop();
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
    for (const action of order) {
      if (action === 'put') putters.push(loop.addTask(putting(made++)));
      else if (action === 'get') getters.push(loop.addTask(getting()));
      else if (action === 'turn') runAll(loop);
      else if (action === 'cancel getter') getters.find((one) => !one.done())?.cancel();
      else if (action === 'cancel putter') putters.find((one) => !one.done())?.cancel();
      else if (!queue.empty()) got.push(queue.getNowait());
    }
    runAll(loop);
    const isWaiting = (tasks: Task<void>[]): boolean =>
      tasks.some((task) => !task.done());
    const inVain =
      (isWaiting(getters) && !queue.empty()) || (isWaiting(putters) && !queue.full());
    while (!queue.empty()) {
      got.push(queue.getNowait());
      runAll(loop);
    }
    expect({ got, inVain, told }, order.join()).toEqual({
      got: put,
      inVain: false,
      told: [],
    });
  });
});
