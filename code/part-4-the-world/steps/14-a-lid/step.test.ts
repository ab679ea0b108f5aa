import { expect, expectTypeOf, test } from 'vitest';
import {
  FutureCancelledError,
  shield,
  sleep,
  timeout,
  within,
  type Coroutine,
  type Future,
  type Work,
} from '../../src/index.ts';
import { inTime, outcome, outcomeOf, runAll, timedLoop } from '../kit.ts';

function* failsAfter(ms: number): Coroutine<never> {
  yield* sleep(ms);
  throw new RangeError('burnt');
}
function* cancelsItself(): Coroutine<never> {
  throw new FutureCancelledError('no more eggs');
}
function* waitsFor<T>(future: Future<T>): Coroutine<T> {
  return yield* future;
}

test('a waiter whose limit is over leaves the work to the others', () => {
  const { came } = inTime(function* ({ loop }) {
    const cake = loop.addTask(sleep(3000, 'cake'));
    const ann = loop.addTask(
      outcomeOf(within(timeout(1000), () => waitsFor(shield(cake)))),
    );
    const ben = loop.addTask(waitsFor(cake));
    return [yield* ann, yield* ben];
  });
  expect(came).toEqual(['threw FutureTimeoutError', 'cake']);
});

test.each<[string, () => Coroutine<unknown>, unknown]>([
  ['returns', () => sleep(10, 'cake'), 'cake'],
  ['fails', () => failsAfter(10), 'threw RangeError'],
  ['is cancelled', cancelsItself, 'threw FutureCancelledError'],
])('a shield has the outcome of work that %s', (_, work, expected) => {
  const { came, told } = inTime(function* ({ loop }) {
    const task = loop.addTask(work());
    const [early, other] = [shield(task), shield(task)];
    return [
      yield* outcomeOf(early),
      yield* outcomeOf(other),
      yield* outcomeOf(shield(task)), // it’s done by now
    ];
  });
  expect([came, told]).toEqual([Array<unknown>(3).fill(expected), []]);
});

test('work may be a generator, which becomes a task of the loop that runs', () => {
  const { came } = inTime(function* ({ loop }) {
    const cake = shield(sleep(10, 'cake'));
    expectTypeOf(cake).toEqualTypeOf<Future<string>>();
    expectTypeOf(shield<string>)
      .parameter(0)
      .toEqualTypeOf<Work<string>>();
    const tasks = loop.allTasks().size;
    return [tasks, yield* cake];
  });
  expect(came).toEqual([2, 'cake']);
  expect(outcome(() => shield(sleep(10)))).toBe('threw LoopStateError');
});

test('an error that neither was asked for is told once', () => {
  const { told } = inTime(function* ({ loop }) {
    shield(loop.addTask(failsAfter(10)));
  });
  expect(told).toHaveLength(1);
});

test('a shield that was cancelled leaves the error to the work', () => {
  const { told } = inTime(function* ({ loop }) {
    shield(loop.addTask(failsAfter(10), { name: 'the cake' })).cancel();
    yield* sleep(20);
  });
  expect(told).toEqual([expect.stringContaining('the cake')]);
});

test('a shield that is cancelled in the turn in which the work ends stays cancelled', () => {
  const { loop, told } = timedLoop();
  const cake = loop.createFuture<string>();
  const lid = shield(cake);
  cake.setResult('cake');
  lid.cancel();
  runAll(loop);
  expect([lid.cancelled(), cake.result(), told]).toEqual([true, 'cake', []]);
});
