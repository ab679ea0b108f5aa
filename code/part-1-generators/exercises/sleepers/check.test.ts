import { expect, test } from 'vitest';
import { runSleepers, type Sleeper } from './exercise.ts';

/** Sleepers that note when they are awake, and how often they were resumed. */
function room() {
  const seen: string[] = [];
  const calls: Record<string, number> = {};
  function* sleep(name: string, naps: number[]): Generator<number, void, number> {
    seen.push(`${name} begins`);
    for (const nap of naps) {
      const now = yield nap;
      seen.push(`${name} at ${now}`);
    }
  }
  const sleeper = (name: string, ...naps: number[]): Sleeper => {
    const sleeping = sleep(name, naps);
    const next = sleeping.next.bind(sleeping);
    calls[name] = 0;
    sleeping.next = (...now) => {
      calls[name]!++;
      return next(...now);
    };
    return sleeping;
  };
  return { seen, calls, sleeper };
}

test('one sleeper is resumed when its time has come', () => {
  const { seen, sleeper } = room();
  expect(runSleepers(sleeper('a', 3, 4))).toBe(7);
  expect(seen).toEqual(['a begins', 'a at 3', 'a at 7']);
});

test('several wake in the order of their times', () => {
  const { seen, sleeper } = room();
  expect(runSleepers(sleeper('a', 5), sleeper('b', 2, 2), sleeper('c', 3))).toBe(5);
  expect(seen.slice(3)).toEqual(['b at 2', 'c at 3', 'b at 4', 'a at 5']);
});

test('all begin before any of them wakes, in the order in which they were given', () => {
  const { seen, sleeper } = room();
  runSleepers(sleeper('a', 0), sleeper('b', 0), sleeper('c', 0));
  expect(seen).toEqual([
    'a begins',
    'b begins',
    'c begins',
    'a at 0',
    'b at 0',
    'c at 0',
  ]);
});

test('at the same time, the one that fell asleep first goes first', () => {
  const { seen, sleeper } = room();
  runSleepers(sleeper('late', 1, 1, 2), sleeper('early', 4), sleeper('middle', 1, 3));
  expect(seen.slice(-3)).toEqual(['early at 4', 'middle at 4', 'late at 4']);
});

test('one that sleeps for no time lets the others of that time go first', () => {
  const { seen, sleeper } = room();
  runSleepers(sleeper('a', 1, 0, 0), sleeper('b', 1));
  expect(seen.slice(2)).toEqual(['a at 1', 'b at 1', 'a at 1', 'a at 1']);
});

test('none is resumed before its time, however long that is', () => {
  const { calls, sleeper } = room();
  expect(runSleepers(sleeper('a', 1_000_000), sleeper('b', 1, 1))).toBe(1_000_000);
  expect(calls).toEqual({ a: 2, b: 3 });
});

test('times need not be integers', () => {
  const { seen, sleeper } = room();
  expect(runSleepers(sleeper('a', 0.5), sleeper('b', 0.25))).toBe(0.5);
  expect(seen.slice(2)).toEqual(['b at 0.25', 'a at 0.5']);
});

test('nobody to run takes no time, and neither does one that never sleeps', () => {
  expect(runSleepers()).toBe(0);
  expect(runSleepers(room().sleeper('a'))).toBe(0);
});

test('what they did before an error stays, and the error comes out', () => {
  const { seen, sleeper } = room();
  function* broken(): Sleeper {
    yield 2;
    throw new Error('bad dream');
  }
  expect(() => runSleepers(sleeper('a', 1, 5), broken())).toThrow('bad dream');
  expect(seen).toEqual(['a begins', 'a at 1']);
});
