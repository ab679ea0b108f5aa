import { expect, test } from 'vitest';
import { Loop } from './exercise.ts';

/**
 * Counts the turns of a loop, and stops it at turn `last`. A loop that doesn't listen
 * gets an error soon.
 */
function countTurns(loop: Loop, last = 10): () => number {
  let turns = 0;
  const turn = (): void => {
    turns++;
    if (turns > last + 20) throw new Error('the loop doesn’t stop');
    loop.callSoon(turn);
    if (turns >= last) loop.stop();
  };
  loop.callSoon(turn);
  return () => turns;
}

test('a run takes turns until stop', () => {
  const loop = new Loop();
  const last = 2 + Math.floor(Math.random() * 10);
  const turns = countTurns(loop, last);
  loop.runForever();
  expect(turns()).toBe(last);
});

test('stop finishes the turn: what was ready is called, what’s added isn’t', () => {
  const loop = new Loop();
  const seen: string[] = [];
  loop.callSoon(() => {
    loop.callSoon(() => seen.push('next turn'));
    loop.stop();
    seen.push('stop');
  });
  loop.callSoon(() => seen.push('same turn'));
  countTurns(loop);
  loop.runForever();
  expect(seen).toEqual(['stop', 'same turn']);
  loop.runForever();
  expect(seen).toEqual(['stop', 'same turn', 'next turn']);
});

test('after stop on an idle loop, the next run is one whole turn', () => {
  const loop = new Loop();
  const seen: string[] = [];
  loop.callSoon(() => seen.push('before'));
  loop.stop();
  loop.callSoon(() => seen.push('after'));
  const turns = countTurns(loop);
  loop.runForever();
  expect([seen, turns()]).toEqual([['before', 'after'], 1]);
});

test('stop on an idle loop is forgotten after that one run', () => {
  const loop = new Loop();
  loop.stop();
  loop.stop();
  const turns = countTurns(loop);
  loop.runForever();
  expect(turns()).toBe(1);
  loop.runForever();
  expect(turns()).toBe(10);
});

test('two stops in one run end one run', () => {
  const loop = new Loop();
  for (let i = 0; i < 2; i++) loop.callSoon(() => loop.stop());
  const turns = countTurns(loop);
  loop.runForever();
  expect(turns()).toBe(1);
  loop.runForever();
  expect(turns()).toBe(10);
});

test('a run that ends with an error forgets the stop too', () => {
  const loop = new Loop();
  const error = new RangeError(`no ${Math.random()}`);
  loop.callSoon(() => {
    loop.stop();
    throw error;
  });
  expect(() => loop.runForever()).toThrow(error);
  const turns = countTurns(loop);
  loop.runForever();
  expect(turns()).toBe(10);
});

test('a run with nothing to do forgets the stop too', () => {
  const loop = new Loop();
  loop.stop();
  loop.runForever();
  const turns = countTurns(loop);
  loop.runForever();
  expect(turns()).toBe(10);
});

test('after an error, what was in the queue is still there', () => {
  const loop = new Loop();
  const seen: string[] = [];
  loop.callSoon(() => {
    throw new RangeError('no');
  });
  loop.callSoon(() => seen.push('behind it'));
  expect(() => loop.runForever()).toThrow(RangeError);
  expect(seen).toEqual([]);
  loop.runForever();
  expect(seen).toEqual(['behind it']);
});
