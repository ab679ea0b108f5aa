import { expect, test } from 'vitest';
import { ThreadedExecutor } from '../../src/index.ts';
import { libraryWith, outcome, resultOf } from '../kit.ts';

const object = { short() {} };
const refusing = new ThreadedExecutor({ maxThreads: 1 });
test.each([
  ['a method', object.short],
  ['a bound function', (() => {}).bind(null)],
  ['a built-in function', Math.random],
  ['a generator function', function* () {}],
  ['an async generator function', async function* () {}],
  ['a number', 5],
  ['undefined', undefined],
])('%s is refused where it is submitted', (_, fn) => {
  expect(outcome(() => refusing.submit(fn as () => void))).toBe('threw TypeError');
});

test('an argument that cannot be copied is refused', () => {
  const submit = (argument: unknown): unknown =>
    outcome(() => refusing.submit((x: unknown) => typeof x, argument));
  expect([submit(() => {}), submit(Symbol('no'))]).toEqual([
    'threw TypeError',
    'threw TypeError',
  ]);
});

test('a job that waits gets its arguments as they were when it was submitted', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  const list = [1, 2];
  const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);
  const first = executor.submit(sum, list);
  outcome(() => executor.submit(5 as unknown as () => void)); // takes no place
  const jobs = [first, executor.submit(sum, list)];
  list.push(3);
  expect(jobs.map(resultOf)).toEqual([3, 3]);
});

test('functions of every kind that has a text can travel', () => {
  const executor = new ThreadedExecutor({ maxThreads: 1 });
  function declared(n: number) {
    return n + 1;
  }
  const jobs = [
    executor.submit(declared, 1),
    executor.submit(function (n: number) {
      return n + 1;
    }, 2),
    executor.submit((n: number) => n + 1, 3),
    executor.submit(async (n: number) => n + 1, 4),
  ];
  expect(jobs.map(resultOf)).toEqual([2, 3, 4, 5]);
});

test('where no memory can be shared a job runs here, to the same end', async (context) => {
  const library = await libraryWith({ SharedArrayBuffer: undefined });
  if (!library) return context.skip();
  const executor = new library.ThreadedExecutor({ maxThreads: 1 });
  const plusOne = (n: number): number => n + 1;
  const fails = (): never => {
    throw new RangeError('bad');
  };
  expect([
    outcome(() => executor.submit(plusOne, 1).result(0)),
    outcome(() => executor.submit(fails).result(0)),
  ]).toEqual([2, 'threw RangeError']);
  const later = [
    executor.submit(async (n: number) => n + 1, 2),
    executor.submit(async () => {
      throw new RangeError('bad');
    }),
  ];
  expect(
    later.map((job) => job.cancel()),
    'they have begun',
  ).toEqual([false, false]);
  await new Promise((resolve) => setTimeout(resolve));
  expect(later.map((job) => outcome(() => job.result(0)))).toEqual([
    3,
    'threw RangeError',
  ]);
});
