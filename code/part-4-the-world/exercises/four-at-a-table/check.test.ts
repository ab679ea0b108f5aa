import { expect, test } from 'vitest';
import { TaskLoop, type Task } from '../../src/index.ts';
import { Barrier } from './exercise.ts';

/** Guests who eat as soon as there are enough of them. */
function table(parties: number) {
  const loop = new TaskLoop();
  const barrier = new Barrier(parties);
  const eating: string[] = [];
  const comes = (name: string): Task<void> =>
    loop.addTask(
      (function* () {
        yield* barrier.wait();
        eating.push(name);
      })(),
    );
  const settle = (): void => loop.runForever({ untilIdle: true });
  return { loop, barrier, eating, comes, settle };
}

test('all of them go on when the last one comes, and not before', () => {
  const { eating, comes, settle } = table(3);
  for (const name of ['Ann', 'Ben']) comes(name);
  settle();
  expect(eating).toEqual([]);
  comes('Cleo');
  settle();
  expect(eating.toSorted()).toEqual(['Ann', 'Ben', 'Cleo']);
});

test('the next ones wait for each other', () => {
  const { eating, comes, settle } = table(2);
  for (const name of ['Ann', 'Ben', 'Cleo']) comes(name);
  settle();
  expect(eating.toSorted()).toEqual(['Ann', 'Ben']);
  comes('Dan');
  settle();
  expect(eating.toSorted()).toEqual(['Ann', 'Ben', 'Cleo', 'Dan']);
});

test('so they do if they come before the first ones have gone on', () => {
  const { loop, eating, comes, settle } = table(2);
  for (const name of ['Ann', 'Ben', 'Cleo']) comes(name);
  for (let left = 3; left > 0; left--) loop.runOnce(); // each has come, Ann still waits
  settle();
  expect(eating.toSorted()).toEqual(['Ann', 'Ben']);
});

test('one is enough if it is for one', () => {
  const { eating, comes, settle } = table(1);
  for (const name of ['Ann', 'Ben']) comes(name);
  settle();
  expect(eating).toEqual(['Ann', 'Ben']);
});

test('a task that is cancelled while it waits is not counted', () => {
  const { eating, comes, settle } = table(2);
  const ann = comes('Ann');
  settle();
  ann.cancel();
  settle();
  expect(ann.cancelled(), 'Ann’s task is cancelled').toBe(true);
  comes('Ben');
  settle();
  expect(eating).toEqual([]);
  comes('Cleo');
  settle();
  expect(eating.toSorted()).toEqual(['Ben', 'Cleo']);
});

test('a task that is cancelled after its party was complete leaves the next one alone', () => {
  const { loop, eating, comes, settle } = table(3);
  const ann = comes('Ann');
  comes('Ben');
  settle();
  comes('Cleo');
  loop.runOnce(); // Cleo is the third
  ann.cancel();
  settle();
  expect([eating.toSorted(), ann.cancelled()]).toEqual([['Ben', 'Cleo'], true]);
  for (const name of ['Dan', 'Eve']) comes(name);
  settle();
  expect(eating.length).toBe(2);
  comes('Fay');
  settle();
  expect(eating.length).toBe(5);
});

test('the next party is not disturbed either if one of it waits already', () => {
  const { loop, eating, comes, settle } = table(2);
  const ann = comes('Ann');
  settle();
  comes('Ben');
  loop.runOnce();
  comes('Cleo');
  ann.cancel();
  settle();
  expect(eating).toEqual(['Ben']);
  comes('Dan');
  settle();
  expect(eating.toSorted()).toEqual(['Ben', 'Cleo', 'Dan']);
});

test('two barriers have their own guests', () => {
  const one = table(2);
  const two = table(2);
  one.comes('Ann');
  two.comes('Ben');
  one.settle();
  two.settle();
  expect([one.eating, two.eating]).toEqual([[], []]);
});
