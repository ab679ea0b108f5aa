import { expect, test } from 'vitest';
import { contextManager, withContext } from '../../src/index.ts';
import { outcome } from '../kit.ts';

const error = new RangeError('broken');
const fails = (): never => {
  throw error;
};
const swallowing = contextManager(function* () {
  try {
    yield;
  } catch {}
});
const passing = contextManager(function* () {
  try {
    yield;
  } finally {
    void 0;
  }
});

test('an error that the generator catches does not come out', () => {
  expect(outcome(() => withContext(swallowing(), fails))).toBeUndefined();
});

test('nor does it where undefined was thrown', () => {
  const body = (): never => {
    throw undefined;
  };
  expect(outcome(() => withContext(swallowing(), body))).toBeUndefined();
});

test('one that it does not catch comes out', () => {
  expect(outcome(() => withContext(passing(), fails))).toEqual({ thrown: error });
});

test('exit says whether the error was dealt with', () => {
  const results = [swallowing, passing].map((make) => {
    const manager = make();
    manager.enter();
    return outcome(() => manager.exit(error));
  });
  expect(results, 'the error was swallowed; it was passed on').toEqual([true, false]);
});

test('where there was no error, nothing was dealt with', () => {
  const results = [swallowing, passing].map((make) => {
    const manager = make();
    manager.enter();
    return manager.exit();
  });
  expect(results, 'what exit says of each').toEqual([false, false]);
});

test('exit throws an error that is another one, even if it says the same', () => {
  const other = new RangeError('broken');
  const translating = contextManager(function* () {
    try {
      yield;
    } catch {
      throw other;
    }
  });
  const manager = translating();
  manager.enter();
  const thrown = outcome(() => manager.exit(error)) as { thrown?: unknown };
  expect(thrown.thrown === other, 'it is the other one').toBe(true);
  const out = outcome(() => withContext(translating(), fails)) as { thrown?: unknown };
  expect(out.thrown === other, 'so it is with withContext').toBe(true);
});
