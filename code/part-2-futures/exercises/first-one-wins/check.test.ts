import { expect, test } from 'vitest';
import { Future, FutureCancelledError, Task } from '../../src/index.ts';
import { race } from './exercise.ts';

/** A task that waits for a future, and notes its end. */
function runner(name: string, seen: string[]) {
  const future = new Future<string>();
  const task = new Task(
    (function* () {
      try {
        return yield* future;
      } catch (error) {
        seen.push(`${name} hears ${(error as Error).name}`);
        throw error;
      } finally {
        seen.push(`${name} cleans up`);
      }
    })(),
  );
  return { future, task };
}

test('the first result wins, whichever task it is', () => {
  for (const place of [0, 1, 2]) {
    const runners = ['a', 'b', 'c'].map((name) => runner(name, []));
    const racing = new Task(race(...runners.map(({ task }) => task)));
    expect(racing.done()).toBe(false);
    runners[place]!.future.setResult(`from ${place}`);
    expect(racing.result(0)).toBe(`from ${place}`);
  }
});

test('the losers are cancelled, and have cleaned up before the race is over', () => {
  const seen: string[] = [];
  const [a, b] = [runner('a', seen), runner('b', seen)];
  const racing = new Task(race(a.task, b.task));
  racing.addDoneCallback(() => seen.push('over'));
  b.future.setResult('b');
  expect(a.task.cancelled()).toBe(true);
  expect(seen).toEqual([
    'b cleans up',
    'a hears FutureCancelledError',
    'a cleans up',
    'over',
  ]);
});

test('an error is an end like any other', () => {
  const [a, b] = [runner('a', []), runner('b', [])];
  const racing = new Task(race(a.task, b.task));
  const error = new Error('out of breath');
  a.future.setException(error);
  expect(racing.exception(0)).toBe(error);
  expect(b.task.cancelled()).toBe(true);
});

test('one that is done already has won', () => {
  const [a, b] = [runner('a', []), runner('b', [])];
  b.future.setResult('early');
  expect(new Task(race(a.task, b.task)).result(0)).toBe('early');
  expect(a.task.cancelled()).toBe(true);
});

test('undefined wins, too', () => {
  const task = new Task((function* (): Generator<undefined, void> {})());
  const racing = new Task(race(task, runner('b', []).task as Task<never>));
  expect([racing.done(), racing.result(0)]).toEqual([true, undefined]);
});

test('a loser that refuses is left alone', () => {
  const [later, winner] = [new Future<string>(), runner('b', [])];
  const stubborn = new Task(
    (function* () {
      try {
        return yield* new Future<string>();
      } catch {
        return yield* later;
      }
    })(),
  );
  const racing = new Task(race(stubborn, winner.task));
  winner.future.setResult('b');
  expect(racing.result(0)).toBe('b');
  later.setResult('at last');
  expect(stubborn.result(0)).toBe('at last');
});

test('if the race is cancelled, so are all', () => {
  const [a, b] = [runner('a', []), runner('b', [])];
  const racing = new Task(race(a.task, b.task));
  racing.cancel();
  expect([a.task.cancelled(), b.task.cancelled()]).toEqual([true, true]);
  expect(() => racing.result(0)).toThrow(FutureCancelledError);
});

test('a race without tasks is refused', () => {
  expect(() => new Task(race()).result(0)).toThrow(RangeError);
});
