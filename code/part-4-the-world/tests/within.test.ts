// Scopes whose body waits.
import { expect, test } from 'vitest';
import {
  contextManager,
  getRunningLoop,
  sleep,
  within,
  type Coroutine,
  type Scope,
} from '../src/index.ts';
import { boom, inTime, outcomeOf, returns, throws } from './watched-loop.ts';

type Exit = (...thrown: [] | [unknown]) => boolean | Coroutine<boolean>;

/** A scope that says what it is asked, at once or after some time. */
function scopeThat(seen: unknown[], isSlow: boolean, exit: Exit): Scope<string> {
  return {
    enter: () => {
      seen.push('enter');
      return isSlow ? sleep(5, 'value') : 'value';
    },
    exit: (...thrown) => {
      seen.push(['exit', ...thrown]);
      return exit(...thrown);
    },
  };
}

const EXITS: [string, Exit, (body: unknown) => unknown][] = [
  ['lets all pass', () => false, (body) => body],
  ['lets all pass, and waits', () => sleep(5, false), (body) => body],
  ['suppresses', () => true, (body) => (body === boom ? undefined : body)],
  [
    'suppresses, and waits',
    () => sleep(5, true),
    (body) => (body === boom ? undefined : body),
  ],
  [
    'throws another',
    () => throws(new SyntaxError('another')),
    () => 'threw SyntaxError',
  ],
];
test.each(
  EXITS.flatMap(([name, exit, came]) =>
    [false, true].flatMap((isSlow) =>
      [false, true].map((fails) => ({ name, exit, came, isSlow, fails })),
    ),
  ),
)(
  'a scope that $name (slow to enter: $isSlow), whose body fails: $fails',
  ({ exit, came, isSlow, fails }) => {
    const seen: unknown[] = [];
    const result = inTime(() =>
      within(scopeThat(seen, isSlow, exit), function* (value) {
        seen.push(value);
        yield* sleep(5);
        if (fails) throw boom;
        return 'result';
      }),
    );
    const expected = came(fails ? boom : 'result');
    expect(result.came).toBe(expected === boom ? 'threw RangeError' : expected);
    expect(seen).toEqual(['enter', 'value', fails ? ['exit', boom] : ['exit']]);
  },
);

test.each([
  ['at once', () => throwBoom()],
  ['after some time', () => throws(boom)],
])('what fails %s on entering is not left, and its body never runs', (_, enter) => {
  const seen: string[] = [];
  const scope: Scope<never> = { enter, exit: () => Boolean(seen.push('exit')) };
  const { came } = inTime(() =>
    within(scope, function* () {
      seen.push('body');
    }),
  );
  expect([came, seen]).toEqual(['threw RangeError', []]);
});
const throwBoom = (): never => {
  throw boom;
};

test('a body that throws nothing, so to speak, has thrown', () => {
  const seen: unknown[] = [];
  inTime(() =>
    within(
      scopeThat(seen, false, () => true),
      () => throws(undefined),
    ),
  );
  expect(seen).toEqual(['enter', ['exit', undefined]]);
});

test('a body that is cancelled leaves the scope, which may wait, and is cancelled', () => {
  const seen: unknown[] = [];
  const { came, at } = inTime(function* () {
    const task = getRunningLoop().addTask(
      within(
        scopeThat(seen, false, () => sleep(7, false)),
        () => sleep(1000),
      ),
    );
    yield* sleep(10);
    task.cancel('enough');
    const end = yield* outcomeOf(waitFor(task));
    return [end, task.cancelled()];
  });
  expect([came, at]).toEqual([['threw FutureCancelledError', true], 17]);
  expect(seen.map(String)).toEqual(['enter', 'exit,FutureCancelledError: enough']);
});
function* waitFor<T>(future: Iterable<any, T>): Coroutine<T> {
  return yield* future;
}

test('scopes in scopes are left from the inside out', () => {
  const seen: string[] = [];
  const named = contextManager(function* (name: string) {
    seen.push(`+${name}`);
    try {
      yield name;
    } finally {
      seen.push(`-${name}`);
    }
  });
  const { came } = inTime(() =>
    within(named('a'), (a) =>
      within(named('b'), function* (b) {
        yield* sleep(1);
        return a + b;
      }),
    ),
  );
  expect([came, seen]).toEqual(['ab', ['+a', '+b', '-b', '-a']]);
});

test('part 1’s context managers are scopes: they see the error, and may suppress it', () => {
  const seen: unknown[] = [];
  const suppressing = contextManager(function* () {
    try {
      yield;
    } catch (error) {
      seen.push(error);
    }
  });
  const { came } = inTime(() => within(suppressing(), () => throws(boom)));
  expect([came, seen]).toEqual([undefined, [boom]]);
  expect(inTime(() => within(suppressing(), () => returns(1))).came).toBe(1);
});
