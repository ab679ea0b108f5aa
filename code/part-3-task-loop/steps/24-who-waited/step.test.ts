import { expect, test } from 'vitest';
import {
  FutureCancelledError,
  TaskLoop,
  type Coroutine,
  type Future,
} from '../../src/index.ts';
import { failureOf, resultOf, runAll } from '../kit.ts';

/** The lines of a stack from "awaited by" on that name one of these functions. */
function awaitedBy(error: unknown): string[] {
  const [, ...parts] = String((error as Error).stack).split('awaited by');
  expect(parts.length, 'how often the stack says "awaited by"').toBeGreaterThan(0);
  return parts.flatMap(
    (part) => part.match(/\b(?:outer|inner|other|deep)(?=[ @])/g) ?? [],
  );
}

function waiting(loop: TaskLoop, future: Future<unknown>) {
  function* inner(): Coroutine<unknown> {
    return yield* future;
  }
  function* outer(): Coroutine<unknown> {
    return yield* inner();
  }
  return loop.addTask(outer());
}

test('an error says which generators waited, from the inner one to the outer', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<unknown>();
  const task = waiting(loop, future);
  loop.callSoon(() => future.setException(new RangeError('no')));
  runAll(loop);
  expect(awaitedBy(failureOf(task))).toEqual(['inner', 'outer']);
});

test('lines of other functions are left out, those of the loop itself too', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<unknown>();
  const task = waiting(loop, future);
  loop.callSoon(() => future.setException(new RangeError('no')));
  runAll(loop);
  const [, after = ''] = String((failureOf(task) as Error).stack).split('awaited by');
  const lines = after.split('\n').filter((line) => line.trim() !== '');
  const names = lines.map(
    (line) => /\b(?:outer|inner)(?=[ @])/.exec(line)?.[0] ?? line.trim(),
  );
  expect(names).toEqual(['inner', 'outer']);
});

test('and of those in the tasks that wait for the first', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<unknown>();
  const first = waiting(loop, future);
  function* other(): Coroutine<unknown> {
    return yield* first;
  }
  const second = loop.addTask(other());
  loop.callSoon(() => future.setException(new RangeError('no')));
  runAll(loop);
  expect(awaitedBy(failureOf(second))).toEqual(['inner', 'outer', 'other']);
});

test('however many they are, and not a second time for the same', () => {
  const loop = new TaskLoop();
  const future = loop.createFuture<unknown>();
  function* deep(depth: number): Coroutine<unknown> {
    return depth > 1 ? yield* deep(depth - 1) : yield* future;
  }
  function* twice(): Coroutine<unknown> {
    let error: unknown;
    for (let i = 0; i < 2; i++)
      try {
        yield* deep(30);
      } catch (caught) {
        error = caught;
      }
    return error;
  }
  const task = loop.addTask(twice());
  loop.callSoon(() => future.setException(new RangeError('no')));
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 10; // as it is where nobody has changed it
  runAll(loop);
  const left = Error.stackTraceLimit;
  Error.stackTraceLimit = stackTraceLimit;
  expect(awaitedBy(resultOf(task))).toHaveLength(30);
  expect(left, 'the limit for all other errors').toBe(10);
});

test('a cancellation says it, too, and stays the same error', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  function* inner(): Coroutine<void> {
    try {
      yield* loop.createFuture();
    } catch (error) {
      seen.push(error);
      throw error;
    }
  }
  const task = loop.addTask(inner());
  runAll(loop);
  task.cancel();
  runAll(loop);
  expect(seen[0]).toBeInstanceOf(FutureCancelledError);
  expect(awaitedBy(seen[0])).toContain('inner');
});

test('what cannot be changed passes as it is', () => {
  const frozen = Object.freeze(new RangeError('frozen'));
  const hostile = new Proxy(new RangeError('no'), {
    get() {
      throw new Error('do not touch me');
    },
  });
  const plain = { stack: 'no error' };
  for (const error of [frozen, hostile, plain, 'text', undefined]) {
    const loop = new TaskLoop();
    const future = loop.createFuture<unknown>();
    function* catches(): Coroutine<unknown> {
      try {
        return yield* future;
      } catch (caught) {
        return caught === error;
      }
    }
    const task = loop.addTask(catches());
    loop.callSoon(() => future.setException(error));
    runAll(loop);
    expect(resultOf(task)).toBe(true);
  }
  expect(plain.stack).toBe('no error');
});
