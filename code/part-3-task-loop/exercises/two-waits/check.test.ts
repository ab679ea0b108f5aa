import { expect, test } from 'vitest';
import { isCoroutine, TaskLoop, type Coroutine, type Future } from '../../src/index.ts';
import { both } from './exercise.ts';

function waiting() {
  const loop = new TaskLoop();
  const a = loop.createFuture<string>();
  const b = loop.createFuture<number>();
  const turns = (): void => {
    for (let left = 50; left > 0 && loop.totalTasks() > 0; left--) loop.runOnce();
  };
  const begin = (work: () => Coroutine<unknown>) => {
    const task = loop.addTask(work());
    turns();
    return task;
  };
  return { loop, a, b, turns, begin };
}

test('no generator is made for it', () => {
  const { a, b } = waiting();
  const wait = both(a, b);
  expect([isCoroutine(wait), isCoroutine(wait[Symbol.iterator]())]).toEqual([
    false,
    false,
  ]);
});

test.each([
  ['a', 'b'],
  ['b', 'a'],
])('both results come back, if %s is there before %s', (first) => {
  const { a, b, turns, begin } = waiting();
  const task = begin(function* () {
    return yield* both(a, b);
  });
  const settle = { a: () => a.setResult('soup'), b: () => b.setResult(4) };
  settle[first as 'a' | 'b']();
  turns();
  expect(task.done()).toBe(false);
  settle[first === 'a' ? 'b' : 'a']();
  turns();
  expect(task.result()).toEqual(['soup', 4]);
});

test('what is done already costs no turn', () => {
  const { loop, a, b } = waiting();
  a.setResult('soup');
  b.setResult(4);
  const task = loop.addTask(
    (function* () {
      return yield* both(a, b);
    })(),
  );
  loop.runOnce();
  expect(task.done() && task.result()).toEqual(['soup', 4]);
});

test('results may be undefined', () => {
  const { loop, turns, begin } = waiting();
  const [c, d] = [loop.createFuture<undefined>(), loop.createFuture<undefined>()];
  const task = begin(function* () {
    return yield* both(c, d);
  });
  c.setResult(undefined);
  turns();
  d.setResult(undefined);
  turns();
  expect(task.result()).toEqual([undefined, undefined]);
});

test.each(['a', 'b'])('the error of %s can be caught where it waits', (which) => {
  const { a, b, turns, begin } = waiting();
  const error = new RangeError('burnt');
  const task = begin(function* () {
    try {
      return yield* both(a, b);
    } catch (caught) {
      return caught;
    }
  });
  if (which === 'b') a.setResult('soup');
  turns();
  (which === 'a' ? a : b).setException(error);
  turns();
  expect(task.done() && task.result() === error).toBe(true);
});

test('if the first has failed, the second is not waited for', () => {
  const { a, b, begin } = waiting();
  a.setException(new Error('burnt'));
  const task = begin(function* () {
    return yield* both(a, b);
  });
  expect(task.done()).toBe(true);
  expect(() => task.result()).toThrow('burnt');
});

test('a task that is cancelled meanwhile cleans up', () => {
  const { a, b, turns, begin } = waiting();
  const seen: string[] = [];
  const task = begin(function* () {
    try {
      yield* both(a, b);
    } finally {
      seen.push('clean');
    }
  });
  task.cancel();
  turns();
  expect([seen, task.cancelled(), a.cancelled(), b.done()]).toEqual([
    ['clean'],
    true,
    true,
    false,
  ]);
});

test('nor is a request lost that comes just after a result', () => {
  const { a, b, turns, begin } = waiting();
  const task = begin(function* () {
    return yield* both(a, b);
  });
  b.setResult(4);
  a.setResult('soup');
  task.cancel('the bus');
  turns();
  expect(task.cancelled()).toBe(true);
});

test('each yield* waits anew, also for the same pair', () => {
  const { a, b, turns, begin } = waiting();
  const wait = both(a, b);
  const tasks = [1, 2].map(() =>
    begin(function* () {
      return [yield* wait, yield* wait];
    }),
  );
  a.setResult('soup');
  b.setResult(4);
  turns();
  for (const task of tasks)
    expect(task.done() && task.result()).toEqual([
      ['soup', 4],
      ['soup', 4],
    ]);
});

test('the futures come out one after the other, and the results from them', () => {
  const { a, b } = waiting();
  const wait = both(a, b)[Symbol.iterator]();
  const given: Future<any>[] = [];
  for (let step = wait.next(); ; step = wait.next()) {
    if (step.done) {
      expect(step.value).toEqual(['soup', 4]);
      break;
    }
    given.push(step.value);
    if (given.length === 1) a.setResult('soup');
    else b.setResult(4);
    if (given.length > 5) break;
  }
  expect([given.length, given[0] === a, given[1] === b]).toEqual([2, true, true]);
});
