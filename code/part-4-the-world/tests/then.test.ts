// Futures as promises: `then`, and what follows a promise.
import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  transformFuture,
  type Future,
  type TaskLoop,
} from '../src/index.ts';
import { boom, outcome, runAll, watchedLoop } from './watched-loop.ts';

const settled = {
  finished: (future: Future<unknown>) => future.setResult('value'),
  failed: (future: Future<unknown>) => future.setException(boom),
  cancelled: (future: Future<unknown>) => future.cancel('why'),
};
type How = keyof typeof settled;

/** What `then` came to, for a future that is settled before or after. */
function thenOf(how: How, isLate: boolean, ...handlers: any[]): Future<unknown> {
  const { loop } = watchedLoop();
  const future = loop.createFuture<unknown>();
  if (!isLate) settled[how](future);
  const next = future.then(...handlers);
  if (isLate) settled[how](future);
  expect(next.done()).toBe(false); // never at once
  runAll(loop);
  return next;
}
const result = (future: Future<unknown>): unknown => outcome(() => future.result());

const ends = (error: unknown): string => `heard ${(error as Error).name}`;
const THEN: [string, any[], Record<How, unknown>][] = [
  [
    'nothing',
    [],
    {
      finished: 'value',
      failed: 'threw RangeError',
      cancelled: 'threw FutureCancelledError',
    },
  ],
  [
    'what is no function',
    [5, null],
    {
      finished: 'value',
      failed: 'threw RangeError',
      cancelled: 'threw FutureCancelledError',
    },
  ],
  [
    'only onResult',
    [(value: string) => `got ${value}`],
    {
      finished: 'got value',
      failed: 'threw RangeError',
      cancelled: 'threw FutureCancelledError',
    },
  ],
  [
    'only onError',
    [undefined, ends],
    {
      finished: 'value',
      failed: 'heard RangeError',
      cancelled: 'heard FutureCancelledError',
    },
  ],
  [
    'what throws',
    [throwSyntax, throwSyntax],
    {
      finished: 'threw SyntaxError',
      failed: 'threw SyntaxError',
      cancelled: 'threw SyntaxError',
    },
  ],
];
function throwSyntax(): never {
  throw new SyntaxError('from a handler');
}
test.each(
  THEN.flatMap(([name, handlers, expected]) =>
    (Object.keys(settled) as How[]).flatMap((how) =>
      [false, true].map((isLate) => ({
        name,
        handlers,
        how,
        isLate,
        came: expected[how],
      })),
    ),
  ),
)(
  'then with $name, of a future that is $how (later: $isLate)',
  ({ handlers, how, isLate, came }) => {
    expect(result(thenOf(how, isLate, ...handlers))).toBe(came);
  },
);

test('handlers are called in the order in which they were given, each with its value once', () => {
  const { loop } = watchedLoop();
  const future = loop.createFuture<number>();
  const seen: unknown[] = [];
  for (const name of 'abc') void future.then((...given) => seen.push(name, ...given));
  future.setResult(5);
  expect(seen).toEqual([]);
  runAll(loop);
  expect(seen).toEqual(['a', 5, 'b', 5, 'c', 5]);
});

test('a cancelled future passes on that it is cancelled, and why', () => {
  const next = thenOf('cancelled', false);
  expect(next.cancelled()).toBe(true);
  expect(() => next.result()).toThrow(new FutureCancelledError('why'));
});

test.each<[string, (loop: TaskLoop) => unknown, unknown]>([
  ['a value', () => 5, 5],
  ['nothing', () => undefined, undefined],
  ['an object', () => Object.freeze({ then: 5 }), { then: 5 }],
  ['a future', (loop) => loop.createFuture().then(), 'pending'],
  ['a future that is done', (loop) => done(loop, 5), 5],
  ['a future of a future', (loop) => done(loop, done(loop, 5)), 5],
  ['what calls back', () => ({ then: (tell: any) => tell(5) }), 5],
  [
    'what calls back with a future',
    (loop) => ({ then: (tell: any) => tell(done(loop, 5)) }),
    5,
  ],
  [
    'what calls back with an error',
    () => ({ then: (_: any, fail: any) => fail(boom) }),
    'threw RangeError',
  ],
  [
    'what calls back twice',
    () => ({
      then(tell: any, fail: any) {
        tell(5);
        tell(6);
        fail(boom);
      },
    }),
    5,
  ],
  [
    'what calls back with a future that is pending, and then again',
    (loop) => ({
      then(tell: any, fail: any) {
        tell(loop.createFuture());
        tell(6);
        fail(boom);
      },
    }),
    'pending',
  ],
  [
    'what calls back, and throws after it',
    () => ({
      then(tell: any) {
        tell(5);
        throw boom;
      },
    }),
    5,
  ],
  [
    'what throws before it calls back',
    () => ({
      then(tell: any) {
        if (tell) throw boom;
      },
    }),
    'threw RangeError',
  ],
  [
    'what has no `then` to be read',
    () => ({
      get then() {
        throw boom;
      },
    }),
    'threw RangeError',
  ],
  [
    'a function with a then',
    () => Object.assign(() => 0, { then: (tell: any) => tell(5) }),
    5,
  ],
])('a handler that returns %s', (_, make, came) => {
  const { loop, told } = watchedLoop();
  const next = done(loop, 0).then(() => make(loop));
  runAll(loop);
  expect(next.done() ? outcome(() => next.result()) : 'pending').toEqual(came);
  expect(told).toEqual([]);
});
function done(loop: TaskLoop, value: unknown): Future<any> {
  const future = loop.createFuture<unknown>();
  future.setResult(value);
  return future;
}

test('`then` is read once', () => {
  const { loop } = watchedLoop();
  let reads = 0;
  const thenable = {
    get then() {
      reads++;
      return (tell: any) => tell(5);
    },
  };
  void done(loop, 0).then(() => thenable as any);
  runAll(loop);
  expect(reads).toBe(1);
});

test('a handler that returns the very future that it makes fails it', () => {
  const { loop } = watchedLoop();
  const next: Future<unknown> = done(loop, 0).then(() => next);
  runAll(loop);
  expect(() => next.result()).toThrow('a future cannot wait for itself');
});

test('a future that is cancelled while it follows stays cancelled', () => {
  const { loop, told } = watchedLoop();
  let tell: ((value: number) => void) | undefined;
  const future = transformFuture<number>(
    { then: (yes: any) => void (tell = yes) } as never,
    loop,
  );
  future.cancel();
  tell!(5);
  runAll(loop);
  expect([future.cancelled(), told]).toEqual([true, []]);
});

test.each<[string, (future: Future<unknown>) => unknown, boolean]>([
  ['nobody asks the next one', (future) => future.then(), true],
  ['the next one is asked', (future) => outcomeLater(future.then()), false],
  ['it was handled', (future) => future.then(null, () => 0), false],
])('an error is told, if %s', (_, use, isTold) => {
  const { loop, told } = watchedLoop();
  const future = loop.createFuture<unknown>();
  use(future);
  future.setException(boom);
  runAll(loop);
  loop.close();
  expect(told.map(({ exception }) => exception)).toEqual(isTold ? [boom] : []);
});
const outcomeLater = (future: Future<unknown>): void =>
  future.addDoneCallback((future) => void outcome(() => future.result()));

test('a promise that is followed ends the future', async () => {
  const { loop } = watchedLoop();
  const futures = [Promise.resolve(5), Promise.reject(boom), (async () => 6)()].map(
    (promise) => transformFuture<number>(promise, loop),
  );
  expect(futures.map((future) => future.done())).toEqual([false, false, false]);
  await new Promise((next) => setTimeout(next));
  expect(futures.map(result)).toEqual([5, 'threw RangeError', 6]);
});
