import { expect, test } from 'vitest';
import {
  replay,
  sleep,
  TaskLoop,
  type Coroutine,
  type Program,
} from '../../src/index.ts';
import { ChoosingQueue } from '../../src/orders/choosing-queue.ts';
import { outcome } from '../kit.ts';

/** Tasks of so many steps each; gives the order of all their steps. */
const steps =
  (...counts: number[]): Program<string> =>
  (loop) => {
    let order = '';
    counts.forEach((count, task) => {
      loop.addTask(
        (function* (): Coroutine<void> {
          for (let left = count; left > 0; left--) {
            order += task;
            if (left > 1) yield;
          }
        })(),
      );
    });
    loop.runForever({ untilIdle: true });
    return order;
  };

test('without choices a program runs first in, first out', () => {
  expect([replay(steps(2, 2), []), replay(steps(3, 1, 2), [])]).toEqual([
    '0101',
    '012020',
  ]);
});

test('each choice says which of the entries that are ready is next', () => {
  const found = [[1], [1, 1], [0, 1], [1, 0, 1]].map((choices) =>
    replay(steps(2, 2), choices),
  );
  expect(found).toEqual(['1010', '1100', '0011', '1001']);
});

test('what a step wakes may be next', () => {
  const wakes: Program<string> = (loop) => {
    let order = '';
    const note = (what: string) => () => void (order += what);
    loop.callSoon(() => {
      order += 'a';
      loop.callSoon(note('c'));
    });
    loop.callSoon(note('b'));
    loop.runForever({ untilIdle: true });
    return order;
  };
  expect([replay(wakes, []), replay(wakes, [0, 1])]).toEqual(['abc', 'acb']);
});

test('a choice is made only where there are several', () => {
  const alone: Program<string> = (loop) => {
    let order = '';
    const note = (what: string) => () => void (order += what);
    loop.callSoon(() => {
      order += 'a';
      loop.callSoon(note('b'));
      loop.callSoon(note('c'));
    });
    loop.runForever({ untilIdle: true });
    return order;
  };
  expect([replay(alone, []), replay(alone, [1])]).toEqual(['abc', 'acb']);
  expect(replay(steps(1), [5, 5])).toBe('0');
  expect(replay(steps(2, 1), [1, 7, 7])).toBe('100');
});

test('the queue gives what is ready, the oldest first, and says that one is there', () => {
  const seen: unknown[][] = [];
  const queue = new ChoosingQueue((ready) => {
    seen.push([...ready]);
    return ready.length - 1;
  });
  const entries = ['a', 'b', 'c'] as unknown[];
  const lengths = [queue.length];
  for (const entry of entries) {
    queue.push(entry as never);
    lengths.push(queue.length);
  }
  const taken = entries.map(() => queue.shift());
  lengths.push(queue.length);
  expect([lengths, taken, seen[0]]).toEqual([
    [0, 1, 1, 1, 0],
    ['c', 'b', 'a'],
    ['a', 'b', 'c'],
  ]);
  queue.push('d' as never);
  queue.clear();
  expect(queue.length).toBe(0);
});

test('time is virtual, and timers that are due together can be put in any order', () => {
  const diary: Program<string> = (loop) => {
    let order = '';
    for (const [delay, name] of [
      [10, '1'],
      [10, '2'],
      [20, '3'],
    ] as const)
      loop.callLater(delay, () => void (order += name));
    loop.runForever({ untilIdle: true });
    return `${order} at ${loop.time()}`;
  };
  expect([replay(diary, []), replay(diary, [1])]).toEqual(['123 at 20', '213 at 20']);
});

test('a place that is not there is refused', () => {
  expect(outcome(() => replay(steps(1, 1), [2]))).toBe('threw RangeError');
  expect(outcome(() => replay(steps(2, 2), [0, 3]))).toBe('threw RangeError');
});

test('what a program throws is thrown, and so is an error that it did not catch', () => {
  const check = (isRight: boolean): void => {
    if (!isRight) throw new SyntaxError('not like this');
  };
  const fails: Program<void> = () => check(false);
  const uncaught: Program<string> = (loop) => {
    let isOpen = false;
    loop.callSoon(() => void (isOpen = true));
    loop.callSoon(() => check(isOpen));
    loop.runForever({ untilIdle: true });
    return 'returned';
  };
  expect([
    outcome(() => replay(fails, [])),
    outcome(() => replay(uncaught, [])),
    outcome(() => replay(uncaught, [1])),
  ]).toEqual(['threw SyntaxError', 'returned', 'threw SyntaxError']);
});

test('a task that is left at the end is an error', () => {
  const forgets: Program<string> = (loop) => {
    loop.addTask(sleep(1000), { name: 'Ann' });
    loop.stop();
    loop.runForever();
    return 'returned';
  };
  expect(() => replay(forgets, [])).toThrow('Ann was pending');
});

test('the loop is closed in the end, whatever happens', () => {
  const loops: TaskLoop[] = [];
  const keeps: Program<void> = (loop) => {
    loops.push(loop);
    if (loops.length > 1) throw new Error('no');
  };
  replay(keeps, []);
  outcome(() => replay(keeps, []));
  expect(loops.map((loop) => loop.isClosed())).toEqual([true, true]);
});

test('a loop that is given no queue is what it was', () => {
  const loop = new TaskLoop();
  expect(steps(2, 2)(loop)).toBe('0101');
});
