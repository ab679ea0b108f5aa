import { expect, test } from 'vitest';
import { TaskLoop } from '../../src/index.ts';
import { run } from '../kit.ts';

/** Calls back after so many turns, one call a turn. */
const after = (loop: TaskLoop, turns: number, callback: () => void): void => {
  loop.callSoon(turns > 1 ? () => after(loop, turns - 1, callback) : callback);
};

test('runForever runs until stop', () => {
  const loop = new TaskLoop();
  const seen: number[] = [];
  for (const turn of [1, 2, 3]) after(loop, turn, () => seen.push(turn));
  after(loop, 4, () => loop.stop());
  run(loop, () => loop.runForever());
  expect(seen).toEqual([1, 2, 3]);
});

test('a stop is over with its run: the next run takes all its turns', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  loop.callSoon(() => {
    for (let i = 0; i < 2; i++) loop.stop();
  });
  run(loop, () => loop.runForever());
  after(loop, 3, () => {
    seen.push('third turn');
    loop.stop();
  });
  run(loop, () => loop.runForever());
  expect(seen, 'what the second run did').toEqual(['third turn']);
});

test('runOnce is a run, too, and a stop is over with it', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  loop.callSoon(() => loop.stop());
  loop.runOnce();
  after(loop, 2, () => {
    seen.push('second turn');
    loop.stop();
  });
  run(loop, () => loop.runForever());
  expect(seen, 'what the second run did').toEqual(['second turn']);
});

test('a run that is told to stop finishes its turn', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  loop.callSoon(() => {
    loop.stop();
    loop.callSoon(() => seen.push('next turn'));
  });
  loop.callSoon(() => seen.push('same turn'));
  run(loop, () => loop.runForever());
  expect(seen).toEqual(['same turn']);
  loop.callSoon(() => loop.stop());
  run(loop, () => loop.runForever());
  expect(seen).toEqual(['same turn', 'next turn']);
});

test('a run that was told to stop before it began takes one turn', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  after(loop, 1, () => seen.push('first turn'));
  after(loop, 2, () => seen.push('second turn'));
  loop.stop();
  run(loop, () => loop.runForever());
  expect(seen).toEqual(['first turn']);
});

test('and ends with an empty queue, too', () => {
  const loop = new TaskLoop();
  loop.stop();
  loop.runForever();
  expect(loop.totalTasks()).toBe(0);
});

test('an error in a callback ends no run', () => {
  const loop = new TaskLoop();
  const seen: unknown[] = [];
  loop.setExceptionHandler((_, { exception }) => seen.push(exception));
  loop.callSoon(() => {
    throw 'broken';
  });
  after(loop, 2, () => {
    seen.push('second turn');
    loop.stop();
  });
  run(loop, () => loop.runForever());
  expect(seen).toEqual(['broken', 'second turn']);
});
