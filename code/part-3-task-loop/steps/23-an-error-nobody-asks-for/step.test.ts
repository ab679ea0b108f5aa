import { expect, test } from 'vitest';
import { TaskLoop, type Future } from '../../src/index.ts';
import { errorOf, libraryWith, playedCollector, runAll, toldOf } from '../kit.ts';

const error = new RangeError('the disk is full');
function* fails() {
  throw error;
}

test('closing the loop tells of an error that was not asked for', () => {
  const loop = new TaskLoop();
  const told = toldOf(loop);
  const future: Future<unknown> = loop.createFuture();
  future.setException(error);
  loop.addTask(fails());
  runAll(loop);
  expect(told, 'before the loop is closed').toEqual([]);
  loop.close();
  expect(told.map(({ exception }) => exception)).toEqual([error, error]);
});

test.each<[string, (future: Future<unknown>) => unknown]>([
  ['result()', (future) => errorOf(() => future.result())],
  ['exception()', (future) => future.exception()],
])('an error that was asked for by %s is not told', (_, ask) => {
  const loop = new TaskLoop();
  const told = toldOf(loop);
  const [asked, left] = [loop.createFuture(), loop.createFuture()];
  for (const future of [asked, left]) future.setException(error);
  expect(ask(asked)).toBe(error);
  loop.close();
  expect(told).toHaveLength(1);
});

test('nor is one that was thrown into a task, by yield or by yield*', () => {
  const loop = new TaskLoop();
  const told = toldOf(loop);
  const futures = [loop.createFuture(), loop.createFuture()];
  function* catches(isStar: boolean) {
    try {
      if (isStar) yield* futures[0]!;
      else yield futures[1]!;
    } catch {
      return 'caught';
    }
    return 'not thrown';
  }
  loop.addTask(catches(true));
  loop.addTask(catches(false));
  runAll(loop);
  for (const future of futures) future.setException(error);
  runAll(loop);
  loop.close();
  expect(told).toEqual([]);
});

test('an error is told once, and a result or a cancellation never', () => {
  const loop = new TaskLoop();
  const told = toldOf(loop);
  const [finished, cancelled, failed] = [0, 1, 2].map(() =>
    loop.createFuture<number>(),
  );
  finished!.setResult(42);
  cancelled!.cancel();
  failed!.setException(undefined);
  loop.close();
  loop.close();
  expect(told.map((context) => 'exception' in context && context.exception)).toEqual([
    undefined,
  ]);
});

test('the error of a future that is gone is told, if it was not asked for', async (context) => {
  const { FinalizationRegistry, collect } = playedCollector();
  const library = await libraryWith({ FinalizationRegistry });
  if (!library) return context.skip();
  const loop = new library.TaskLoop();
  const told = toldOf(loop);
  const [gone, asked, kept] = [1, 2, 3].map(() => loop.createFuture());
  for (const future of [gone, asked, kept]) future!.setException(error);
  asked!.exception();
  for (const future of [gone, asked]) collect(future!);
  runAll(loop);
  expect(told, 'while one is kept').toHaveLength(1);
  loop.close();
  collect(kept!);
  expect(
    told.map(({ exception }) => exception),
    'each once',
  ).toEqual([error, error]);
});
