import { expect, test } from 'vitest';
import { DeadlockError, TaskLoop, type Clock } from '../../src/index.ts';
import { every } from './exercise.ts';

/** A clock that is late at each moment, and goes on when a callback takes its time. */
class SlowClock implements Clock {
  #now = 0;
  readonly #lateness: number;

  constructor(lateness: number) {
    this.#lateness = lateness;
  }

  now(): number {
    return this.#now;
  }

  pass(ms: number): void {
    this.#now += ms;
  }

  waitUntil(ready: () => boolean, moment: number): void {
    if (ready()) return;
    if (moment === Infinity) throw new DeadlockError('nothing to wait for');
    this.#now = Math.max(this.#now, moment + this.#lateness);
  }
}

function metronome({ lateness = 0, start = 0 } = {}) {
  const clock = new SlowClock(lateness);
  clock.pass(start);
  const loop = new TaskLoop({ clock });
  const told: string[] = [];
  loop.setExceptionHandler((_, { message }) => void told.push(message));
  const beats: number[] = [];
  const beat = (): void => void beats.push(loop.time());
  const runUntil = (moment: number): number[] => {
    loop.callAt(moment, () => loop.stop());
    loop.runForever();
    return beats;
  };
  const runAll = (): number[] => {
    loop.runForever({ untilIdle: true });
    return beats;
  };
  return { clock, loop, told, beat, beats, runUntil, runAll };
}

test('each period there is one call', () => {
  const { loop, beat, runUntil } = metronome();
  every(loop, 10, beat);
  expect(runUntil(45)).toEqual([10, 20, 30, 40]);
});

test('the first one is a period after the beginning, whenever that is', () => {
  const { loop, beat, runUntil } = metronome({ start: 7 });
  every(loop, 10, beat);
  expect(runUntil(45)).toEqual([17, 27, 37]);
});

test('a loop that is late does not make the next call later', () => {
  const { loop, beat, runUntil } = metronome({ lateness: 2 });
  every(loop, 10, beat);
  expect(runUntil(1005).slice(0, 4)).toEqual([12, 22, 32, 42]);
  expect(runUntil(1005).length).toBe(100);
});

test('nor does a callback that takes its time', () => {
  const { clock, loop, beat, runUntil } = metronome();
  every(loop, 10, () => {
    beat();
    clock.pass(3);
  });
  expect(runUntil(45)).toEqual([10, 20, 30, 40]);
});

test('what passes while the callback is at work is left out', () => {
  const { clock, loop, beat, beats, runUntil } = metronome();
  every(loop, 10, () => {
    beat();
    if (beats.length === 2) clock.pass(25);
  });
  expect(runUntil(75)).toEqual([10, 20, 50, 60, 70]);
});

test('once it is cancelled there is no call, and nothing to wait for', () => {
  const { loop, beat, runAll } = metronome();
  const ticking = every(loop, 10, beat);
  loop.callAt(35, () => ticking.cancel());
  loop.callAt(36, () => ticking.cancel());
  expect(runAll()).toEqual([10, 20, 30]);
  expect(loop.time()).toBe(36);
});

test('the callback can cancel it', () => {
  const { loop, beat, beats, runAll } = metronome();
  const ticking = every(loop, 10, () => {
    beat();
    if (beats.length === 3) ticking.cancel();
  });
  expect(runAll()).toEqual([10, 20, 30]);
});

test('a callback that throws is called again, and each error is told', () => {
  const { loop, told, beat, beats, runUntil } = metronome();
  every(loop, 10, () => {
    beat();
    if (beats.length === 2) throw new Error('out of step');
  });
  expect(runUntil(45)).toEqual([10, 20, 30, 40]);
  expect(told.length).toBe(1);
});

test('a callback that cancels it and throws has the last word', () => {
  const { loop, told, beat, runAll } = metronome();
  const ticking = every(loop, 10, () => {
    beat();
    ticking.cancel();
    throw new Error('enough');
  });
  expect([runAll(), told.length]).toEqual([[10], 1]);
});
