import { expect, test } from 'vitest';
import { StopLoop, TaskLoop } from '../../src/index.ts';
import { runTurns } from './exercise.ts';

/** A loop with a callback that comes back each turn, and does `also`, given the turn. */
function busyLoop(also: (turn: number, loop: TaskLoop) => void = () => {}) {
  const loop = new TaskLoop();
  let turns = 0;
  const turn = (): void => {
    if (++turns > 60) return; // and no more
    loop.callSoon(turn);
    also(turns, loop);
  };
  loop.callSoon(turn);
  return { loop, turns: () => turns };
}

/** Runs until the busy callback stops it, that many turns later. */
function runsOn(last: number) {
  let stopAt = Infinity;
  const busy = busyLoop((turn, loop) => {
    if (turn === stopAt) loop.stop();
  });
  return {
    ...busy,
    run(): number {
      const before = busy.turns();
      stopAt = before + last;
      busy.loop.runForever();
      stopAt = Infinity;
      return busy.turns() - before;
    },
  };
}

test.each([1, 2, 7])('a busy loop takes %i turns', (turns) => {
  const busy = busyLoop();
  expect([runTurns(busy.loop, turns), busy.turns()]).toEqual([turns, turns]);
});

test('a loop without work takes its turns, too', () => {
  expect(runTurns(new TaskLoop(), 3)).toBe(3);
});

test('each turn calls what was ready when it began', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  const add = (letter: string, left: number): void => {
    seen.push(letter);
    if (left > 0) loop.callSoon(add, letter.toUpperCase(), left - 1);
  };
  for (const letter of 'abc') loop.callSoon(add, letter, 2);
  runTurns(loop, 2);
  expect(seen.join('')).toBe('abcABC');
});

test.each([1, 3, 5])('a callback that stops the loop in turn %i of 5', (last) => {
  const busy = busyLoop((turn, loop) => {
    if (turn === last) loop.stop();
  });
  expect([runTurns(busy.loop, 5), busy.turns()]).toEqual([last, last]);
});

test('a callback that throws StopLoop stops it as well', () => {
  const busy = busyLoop((turn) => {
    if (turn === 2) throw new StopLoop();
  });
  expect([runTurns(busy.loop, 5), busy.turns()]).toEqual([2, 2]);
});

test('stop before the run makes it one turn', () => {
  const busy = busyLoop();
  busy.loop.stop();
  expect([runTurns(busy.loop, 5), busy.turns()]).toEqual([1, 1]);
});

test('after all its turns, the next run is as long as it wants to be', () => {
  const busy = runsOn(20);
  runTurns(busy.loop, 3);
  expect(busy.run()).toBe(20);
});

test('after a run that was stopped early, too', () => {
  const busy = runsOn(20);
  busy.loop.callSoon(() => busy.loop.stop());
  expect(runTurns(busy.loop, 5)).toBe(1);
  expect(busy.run()).toBe(20);
});

test('what is still in the queue then does nothing', () => {
  const loop = new TaskLoop();
  const seen: string[] = [];
  loop.callSoon(() => loop.stop());
  expect(runTurns(loop, 5)).toBe(1);
  let left = loop.totalTasks();
  loop.callSoon(() => {
    seen.push('first');
    loop.callSoon(() => {
      seen.push('second');
      loop.callSoon(() => loop.stop());
    });
  });
  for (; left > 0; left--) loop.runOnce();
  expect([loop.totalTasks(), seen]).toEqual([1, []]);
  loop.runForever();
  expect(seen).toEqual(['first', 'second']);
});

test('one after the other, each counts its own turns', () => {
  const busy = busyLoop();
  busy.loop.callSoon(() => busy.loop.stop());
  const counted = [2, 3, 4].map((turns) => runTurns(busy.loop, turns));
  expect([counted, busy.turns()]).toEqual([[1, 3, 4], 8]);
});
