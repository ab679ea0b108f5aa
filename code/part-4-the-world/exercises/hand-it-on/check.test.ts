import { expect, test } from 'vitest';
import { TaskLoop, within, type Future, type Task } from '../../src/index.ts';
import { HandedLock } from './exercise.ts';

/** Tasks that go in one at a time, if the lock is a lock. */
function room() {
  const loop = new TaskLoop();
  const lock = new HandedLock();
  const seen: string[] = [];
  /** Each task in it stays until its door is opened. */
  const doors = new Map<string, Future<void>>();
  const comes = (name: string): Task<unknown> => {
    const door = loop.createFuture<void>();
    doors.set(name, door);
    return loop.addTask(
      within(lock, function* () {
        seen.push(name);
        yield* door;
      }),
    );
  };
  const goes = (name: string): void => {
    doors.get(name)!.setResult();
    loop.runOnce(); // its last step, in which it lets the lock go
  };
  const settle = (): void => loop.runForever({ untilIdle: true });
  return { loop, lock, seen, comes, goes, settle };
}

test('one at a time, in the order in which they came', () => {
  const { seen, comes, goes, settle } = room();
  for (const name of ['Ann', 'Ben', 'Cleo']) comes(name);
  settle();
  expect(seen).toEqual(['Ann']);
  goes('Ann');
  settle();
  expect(seen).toEqual(['Ann', 'Ben']);
  goes('Ben');
  settle();
  expect(seen).toEqual(['Ann', 'Ben', 'Cleo']);
});

test('a task that is woken and cancelled makes way for the next', () => {
  const { seen, comes, goes, settle } = room();
  comes('Ann');
  const ben = comes('Ben');
  comes('Cleo');
  settle();
  goes('Ann');
  ben.cancel();
  settle();
  expect([seen, ben.cancelled()]).toEqual([['Ann', 'Cleo'], true]);
});

test('two of them, one after the other', () => {
  const { seen, comes, goes, settle } = room();
  comes('Ann');
  const gone = [comes('Ben'), comes('Cleo')];
  comes('Dan');
  settle();
  goes('Ann');
  for (const task of gone) task.cancel();
  settle();
  expect([seen, gone.map((task) => task.cancelled())]).toEqual([
    ['Ann', 'Dan'],
    [true, true],
  ]);
});

test('a lock that was handed to a task that is gone can be taken', () => {
  const { seen, comes, goes, settle } = room();
  comes('Ann');
  const ben = comes('Ben');
  settle();
  goes('Ann');
  ben.cancel();
  settle();
  comes('Cleo');
  settle();
  expect(seen).toEqual(['Ann', 'Cleo']);
});

test('a task that is cancelled while it waits opens nothing', () => {
  const { seen, comes, goes, settle } = room();
  comes('Ann');
  const ben = comes('Ben');
  comes('Cleo');
  settle();
  ben.cancel();
  settle();
  expect([seen, ben.cancelled()]).toEqual([['Ann'], true]);
  comes('Dan');
  settle();
  expect(seen).toEqual(['Ann']);
  goes('Ann');
  settle();
  expect(seen).toEqual(['Ann', 'Cleo']);
});

test('a task that is cancelled inside lets the next one in', () => {
  const { seen, comes, goes, settle } = room();
  const ann = comes('Ann');
  comes('Ben');
  comes('Cleo');
  settle();
  ann.cancel();
  settle();
  expect(seen).toEqual(['Ann', 'Ben']);
  goes('Ben');
  settle();
  expect(seen).toEqual(['Ann', 'Ben', 'Cleo']);
});

test('a task that comes while another has been woken goes in after it', () => {
  const { seen, comes, goes, settle } = room();
  comes('Ann');
  comes('Ben');
  settle();
  goes('Ann');
  comes('Cleo');
  settle();
  expect(seen).toEqual(['Ann', 'Ben']);
});

test('an error inside comes out, and the lock is free', () => {
  const { loop, lock, seen, comes, settle } = room();
  const failed = loop.addTask(
    within(lock, function* () {
      throw new RangeError('inside');
    }),
  );
  settle();
  expect(() => failed.result()).toThrow(RangeError);
  comes('Ann');
  settle();
  expect(seen).toEqual(['Ann']);
});
