import { expect, test } from 'vitest';
import { LoopStateError } from '../../src/index.ts';
import { Running } from './exercise.ts';

const newThreads = (): { running: Running; one: object; two: object } => ({
  running: new Running(),
  one: {},
  two: {},
});
const newTurns = (): number[] => [Math.random(), Math.random(), Math.random()];

test('a run takes the turns of its loop', () => {
  const { running, one } = newThreads();
  const turns = newTurns();
  expect([...running.run(one, {}, turns)]).toEqual(turns);
});

test('a loop runs from its first turn to its last', () => {
  const { running, one, two } = newThreads();
  const loop = { name: Math.random() };
  expect(running.runningIn(one)).toBe(undefined);
  for (const _ of running.run(one, loop, newTurns())) {
    expect(running.runningIn(one)).toBe(loop);
    expect(running.runningIn(two)).toBe(undefined);
  }
  expect(running.runningIn(one)).toBe(undefined);
});

test('two threads run a loop each, at the same time', () => {
  const { running, one, two } = newThreads();
  const [loopOne, loopTwo] = [{ name: Math.random() }, { name: Math.random() }];
  const [turnsOne, turnsTwo] = [newTurns(), newTurns()];
  const runOne = running.run(one, loopOne, turnsOne);
  const runTwo = running.run(two, loopTwo, turnsTwo);
  for (const [i, turn] of turnsOne.entries()) {
    expect([runOne.next().value, runTwo.next().value]).toEqual([turn, turnsTwo[i]]);
    expect(running.runningIn(one)).toBe(loopOne);
    expect(running.runningIn(two)).toBe(loopTwo);
  }
});

test('the thread that leaves first does not free the other', () => {
  const { running, one, two } = newThreads();
  const loop = { name: Math.random() };
  const long = running.run(one, loop, newTurns());
  long.next();
  expect([...running.run(two, {}, newTurns())].length).toBe(3);
  expect(running.runningIn(two)).toBe(undefined);
  expect(running.runningIn(one)).toBe(loop);
  expect(() => running.run(one, {}, newTurns()).next()).toThrow(LoopStateError);
});

test('nor does the one that began first', () => {
  const { running, one, two } = newThreads();
  const loop = { name: Math.random() };
  const first = running.run(one, {}, newTurns());
  first.next();
  const second = running.run(two, loop, newTurns());
  second.next();
  expect([...first].length).toBe(2);
  expect(running.runningIn(one)).toBe(undefined);
  expect(running.runningIn(two)).toBe(loop);
  expect(() => running.run(two, {}, newTurns()).next()).toThrow(LoopStateError);
  expect([...second].length).toBe(2);
  expect(running.runningIn(two)).toBe(undefined);
});

test('a second loop in the same thread is refused, and the first runs on', () => {
  const { running, one } = newThreads();
  const loop = { name: Math.random() };
  const first = running.run(one, loop, newTurns());
  first.next();
  for (const second of [{}, loop]) {
    expect(() => running.run(one, second, newTurns()).next()).toThrow(LoopStateError);
    expect(running.runningIn(one)).toBe(loop);
  }
  expect([...first].length).toBe(2);
});

test('after a run the thread is free for the next', () => {
  const { running, one } = newThreads();
  const next = { name: Math.random() };
  expect([...running.run(one, {}, newTurns())].length).toBe(3);
  running.run(one, next, newTurns()).next();
  expect(running.runningIn(one)).toBe(next);
});

test('a thread is free again after an error in a turn', () => {
  const { running, one } = newThreads();
  const error = new RangeError(`no ${Math.random()}`);
  function* broken() {
    yield 1;
    throw error;
  }
  const run = running.run(one, {}, broken());
  run.next();
  expect(() => run.next()).toThrow(error);
  expect(running.runningIn(one)).toBe(undefined);
  expect([...running.run(one, {}, newTurns())].length).toBe(3);
});

test('a thread is free again after its run was given up', () => {
  const { running, one } = newThreads();
  for (const _ of running.run(one, {}, newTurns())) break;
  expect(running.runningIn(one)).toBe(undefined);
});
