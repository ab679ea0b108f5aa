import { expect, test } from 'vitest';
import { ThreadDiedError } from '../src/errors.ts';
import { revive, type ErrorReport } from '../src/threads/crossing.ts';

// How an error is made again of what crossed of it. That jobs' errors cross is asked in
// executor.test.ts.

const report = (more?: Record<string, unknown>): ErrorReport => ({
  name: 'RangeError',
  message: 'too far',
  stack: 'RangeError: too far\n    at job',
  ...(more && { more }),
});

test('an error is of its class again, with its own trace', () => {
  const error = revive(report());
  expect(error).toBeInstanceOf(RangeError);
  expect([error.name, error.message, error.stack]).toEqual([
    'RangeError',
    'too far',
    'RangeError: too far\n    at job',
  ]);
  const died = revive({ name: 'ThreadDiedError', message: 'gone' });
  expect(died).toBeInstanceOf(ThreadDiedError);
});

test('an error without a trace has the one of the place where it is made again', () => {
  const error = revive({ name: 'Odd', message: 'no' });
  expect([error.constructor, error.name]).toEqual([Error, 'Odd']);
  expect(error.stack).toContain('crossing');
});

test('what an error says besides can be changed, and is not listed', () => {
  const error = revive(report({ code: 'E_FAR' })) as Error & { code: string };
  expect(Object.keys(error)).toEqual([]);
  error.code = 'E_NEAR';
  expect(error.code).toBe('E_NEAR');
  expect(Reflect.deleteProperty(error, 'code')).toBe(true);
});

test('errors within an error are errors again, however deep', () => {
  const inner = report({ cause: report({ code: 7 }) });
  const error = revive(report({ cause: inner, errors: [inner, 'a text'] })) as any;
  expect(error).toBeInstanceOf(AggregateError);
  expect(error.name).toBe('RangeError');
  expect(error.errors).toHaveLength(2);
  expect([error.errors[0], error.cause, error.cause.cause]).toEqual([
    expect.any(RangeError),
    expect.any(RangeError),
    expect.any(RangeError),
  ]);
  expect([error.cause.cause.code, error.errors[1]]).toEqual([7, 'a text']);
});

test.each([
  [{ more: 'of it' }],
  [{ stack: 'of plates' }],
  [null],
  [5],
  ['more'],
  [undefined],
])('%o is no error, and stays what it was', (cause) => {
  expect(revive(report({ cause })).cause).toEqual(cause);
});
