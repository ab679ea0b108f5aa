import { expect, expectTypeOf, test } from 'vitest';
import {
  contextManager,
  sleep,
  within,
  type Coroutine,
  type Scope,
} from '../../src/index.ts';
import { inTime, outcomeOf } from '../kit.ts';

const error = new RangeError('no');
function* throws(error: unknown): Coroutine<never> {
  yield;
  throw error;
}

type Exit = (...thrown: [] | [unknown]) => boolean | Coroutine<boolean>;

/** A scope that keeps a list of what it was asked. */
function watchedScope(exit: Exit) {
  const asked: unknown[] = [];
  const scope: Scope<string> = {
    enter() {
      asked.push('enter');
      return 'value';
    },
    exit(...thrown) {
      asked.push(['exit', ...thrown]);
      return exit(...thrown);
    },
  };
  return { scope, asked };
}

test('the scope is left when the body has ended, and not when it first waits', () => {
  const { scope, asked } = watchedScope(() => false);
  const { came, at } = inTime(() =>
    within(scope, function* (value) {
      expectTypeOf(value).toEqualTypeOf<string>();
      yield* sleep(5);
      asked.push('awake');
      return value;
    }),
  );
  expect([came, at, asked]).toEqual(['value', 5, ['enter', 'awake', ['exit']]]);
});

test('the error of the body is told to exit, and passes', () => {
  const { scope, asked } = watchedScope(() => false);
  expect(inTime(() => within(scope, () => throws(error))).came).toBe(
    'threw RangeError',
  );
  expect(asked).toEqual(['enter', ['exit', error]]);
});

test('or is suppressed, if exit returns true', () => {
  const { scope, asked } = watchedScope(() => true);
  expect(inTime(() => within(scope, () => throws(error))).came).toBe(undefined);
  expect(inTime(() => within(scope, () => sleep(5, 'fine'))).came).toBe('fine');
  inTime(() => within(scope, () => throws(undefined)));
  expect(asked.filter((ask) => ask !== 'enter')).toEqual([
    ['exit', error],
    ['exit'],
    ['exit', undefined],
  ]);
});

test('enter and exit may be generators, which are waited for', () => {
  const { pages } = inTime(function* ({ note }) {
    const slow: Scope<string> = {
      *enter() {
        yield* sleep(5);
        note('entered');
        return 'value';
      },
      *exit(error) {
        yield* sleep(7);
        note('left');
        return error !== undefined;
      },
    };
    note(String(yield* within(slow, (value) => sleep(10, value))));
    note(String(yield* within(slow, () => throws(error))));
  });
  expect(pages).toEqual([
    '5 entered',
    '22 left',
    '22 value',
    '27 entered',
    '34 left',
    '34 undefined',
  ]);
});

test('a scope whose enter fails is not left, and its body never runs', () => {
  const { scope, asked } = watchedScope(() => true);
  const failing = {
    ...scope,
    enter: () => {
      throw error;
    },
  };
  const slowly = { ...scope, enter: () => throws(error) };
  for (const one of [failing, slowly])
    expect(inTime(() => within(one, () => sleep(5, asked.push('body')))).came).toBe(
      'threw RangeError',
    );
  expect(asked).toEqual([]);
});

test('a scope whose exit fails is left once', () => {
  const { scope, asked } = watchedScope(() => throws(new SyntaxError('another')));
  for (const body of [() => sleep(5), () => throws(error)])
    expect(inTime(() => within<string, unknown>(scope, body)).came).toBe(
      'threw SyntaxError',
    );
  expect(asked).toEqual(['enter', ['exit'], 'enter', ['exit', error]]);
});

test('a body that is cancelled leaves the scope, which may wait, and is cancelled', () => {
  const { scope, asked } = watchedScope(() => sleep(7, false));
  const { came, at } = inTime(function* ({ loop }) {
    const task = loop.addTask(within(scope, () => sleep(1000)));
    yield* sleep(10);
    task.cancel('enough');
    yield* outcomeOf(task);
    return task.cancelled();
  });
  expect([came, at]).toEqual([true, 17]);
  expect(asked.map(String)).toEqual(['enter', 'exit,FutureCancelledError: enough']);
});

test('part 1’s context managers are scopes, and can be in each other', () => {
  const seen: string[] = [];
  const named = contextManager(function* (name: string) {
    seen.push(`+${name}`);
    try {
      yield name;
    } catch {
      seen.push(`${name} suppresses`);
    } finally {
      seen.push(`-${name}`);
    }
  });
  const { came } = inTime(() =>
    within(named('a'), function* (a) {
      const b = yield* within(named('b'), () => throws(error));
      return [a, b];
    }),
  );
  expect([came, seen]).toEqual([
    ['a', undefined],
    ['+a', '+b', 'b suppresses', '-b', '-a'],
  ]);
});
