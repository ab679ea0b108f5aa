import { expect, test } from 'vitest';
import { ThreadDiedError, ThreadedExecutor, type Future } from '../../src/index.ts';
import { failureOf, resultOf } from '../kit.ts';

const fails = (job: () => unknown): Error =>
  failureOf(new ThreadedExecutor().submit(job)) as Error;

test('an error comes back with its class, its name, its message and its stack', () => {
  const error = fails(function jobThatFails() {
    throw new RangeError('the oven is cold');
  });
  expect(String(error)).toBe('RangeError: the oven is cold');
  expect(error).toBeInstanceOf(RangeError);
  expect(error.stack).toContain('jobThatFails');
});

test('an error of a class that is not known here keeps its name', () => {
  const error = fails(() => {
    throw Object.assign(new Error('no room'), { name: 'DiskFullError' });
  });
  expect(error).toBeInstanceOf(Error);
  expect([error.name, error.message]).toEqual(['DiskFullError', 'no room']);
});

test('what is thrown without being an error becomes one, and result throws it', () => {
  const job = new ThreadedExecutor().submit(() => {
    throw undefined;
  });
  expect(resultOf(job)).toBe('threw Error');
  expect(String(failureOf(job))).toContain('undefined');
});

test('a thread that is gone before its job is done is an error of the job', () => {
  const error = fails(() => process.exit(3));
  expect(error).toBeInstanceOf(ThreadDiedError);
});

test('a job that fails does no harm to the others, and a result is no error', () => {
  const executor = new ThreadedExecutor();
  const jobs: Future<unknown>[] = [
    executor.submit(() => {
      throw new RangeError('not this one');
    }),
    executor.submit(() => ({ error: 'none' })),
  ];
  expect(jobs.map(resultOf)).toEqual(['threw RangeError', { error: 'none' }]);
});
