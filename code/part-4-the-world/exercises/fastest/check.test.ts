import { expect, test } from 'vitest';
import { HostedLoop, type Task } from '../../src/index.ts';
import { fastest } from './exercise.ts';

/** Mirrors that answer when the test says so, and give up when they are told to. */
function mirrors(count: number) {
  const asked = Array.from({ length: count }, () => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const one = { resolve, reject, signal: undefined as AbortSignal | undefined };
    const ask = (signal: AbortSignal): Promise<string> => {
      one.signal = signal;
      signal.addEventListener('abort', () => reject(signal.reason));
      return promise;
    };
    return { one, ask };
  });
  const loop = new HostedLoop();
  const task = loop.addTask(fastest(asked.map(({ ask }) => ask)));
  return {
    all: asked.map(({ one }) => one),
    task,
    aborted: () => asked.map(({ one }) => one.signal?.aborted),
  };
}

/** Time for all that is under way, in turns of the host. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++)
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port2.onmessage = () => {
        port2.close();
        resolve();
      };
      port1.postMessage(undefined);
    });
}

const outcome = (task: Task<string>): unknown => {
  if (!task.done()) return 'waits';
  if (task.cancelled()) return 'cancelled';
  return task.exception() ?? task.result();
};

test('the first result counts, whoever it is from', async () => {
  for (const first of [0, 1, 2]) {
    const { all, task } = mirrors(3);
    await settle();
    all[first]!.resolve(`from ${first}`);
    await settle();
    expect(outcome(task)).toBe(`from ${first}`);
  }
});

test('all of them are asked at once', async () => {
  const { all, task } = mirrors(3);
  await settle();
  expect(all.map(({ signal }) => signal?.aborted)).toEqual([false, false, false]);
  expect(outcome(task)).toBe('waits');
  all[0]!.resolve('enough');
  await settle();
});

test('the others are told to give up, and the first is not', async () => {
  const { all, aborted } = mirrors(3);
  await settle();
  all[1]!.resolve('first');
  await settle();
  expect(aborted()).toEqual([true, false, true]);
});

test('one that fails does not count', async () => {
  const { all, task, aborted } = mirrors(3);
  await settle();
  all[0]!.reject(new Error('down'));
  await settle();
  expect([outcome(task), aborted().slice(1)]).toEqual(['waits', [false, false]]);
  all[2]!.resolve('up');
  await settle();
  expect([outcome(task), aborted()[1]]).toEqual(['up', true]);
});

test('one that rejects with nothing does not count either', async () => {
  const { all, task } = mirrors(2);
  await settle();
  all[0]!.reject();
  await settle();
  expect(task.done()).toBe(false);
  all[1]!.resolve('up');
  await settle();
  expect(outcome(task)).toBe('up');
});

test('if all fail, an error of theirs is thrown', async () => {
  const { all, task } = mirrors(2);
  const errors = [new RangeError('down'), new RangeError('down, too')];
  await settle();
  all[1]!.reject(errors[1]);
  await settle();
  expect(outcome(task)).toBe('waits');
  all[0]!.reject(errors[0]);
  await settle();
  expect(errors).toContain(outcome(task));
});

test('a result counts in the turn in which another fails', async () => {
  const { all, task } = mirrors(2);
  await settle();
  all[0]!.reject(new Error('down'));
  all[1]!.resolve('up');
  await settle();
  expect(outcome(task)).toBe('up');
});

test('when the task is cancelled, all of them are told to give up', async () => {
  const { task, aborted } = mirrors(2);
  await settle();
  task.cancel();
  await settle();
  expect([outcome(task), aborted()]).toEqual(['cancelled', [true, true]]);
});

test('cancelled after one has failed, the rest is told to give up', async () => {
  const { all, task, aborted } = mirrors(2);
  await settle();
  all[0]!.reject(new Error('down'));
  await settle();
  task.cancel();
  await settle();
  expect([outcome(task), aborted()[1]]).toEqual(['cancelled', true]);
});
