import { expect, test } from 'vitest';
import { Loop } from './exercise.ts';

/** A loop, and what it has called: capital letters are urgent. */
function loopWith(letters = ''): {
  loop: Loop;
  add(letters: string): void;
  run(calls?: number): string;
} {
  const loop = new Loop();
  let seen = '';
  const add = (more: string): void => {
    for (const letter of more) {
      const see = (): void => void (seen += letter);
      if (letter === letter.toUpperCase()) loop.callUrgent(see);
      else loop.callSoon(see);
    }
  };
  add(letters);
  return {
    loop,
    add,
    run: (calls = 100) => {
      for (let call = 0; call < calls && loop.totalTasks() > 0; call++) loop.runOnce();
      return seen;
    },
  };
}

test.each([
  ['abc', 'abc'],
  ['ABC', 'ABC'],
  ['aA', 'Aa'],
  ['abAB', 'ABab'],
  ['aABCDE', 'ABaCDE'],
  ['abABCDE', 'ABaCDbE'],
  ['abcdABC', 'ABaCbcd'],
  ['AaBbCcDd', 'ABaCDbcd'],
])('of %s, %s is called', (added, called) => {
  const { loop, run } = loopWith(added);
  expect(loop.totalTasks()).toBe(added.length);
  expect(run()).toBe(called);
});

test('urgent callbacks that come back don’t starve the others', () => {
  const { loop, run } = loopWith('abc');
  let urgent = 0;
  const again = (): void => {
    if (++urgent < 50) loop.callUrgent(again);
  };
  loop.callUrgent(again);
  loop.callUrgent(again);
  expect(run(12)).toBe('abc');
  expect(urgent).toBe(9);
});

test('what’s urgent doesn’t wait, if it comes while an ordinary callback is called', () => {
  const { loop, add, run } = loopWith();
  loop.callSoon(() => add('A'));
  add('abc');
  run(1);
  expect(run(1)).toBe('A');
  expect(run()).toBe('Aabc');
});

test('an ordinary callback in between begins the count anew', () => {
  const { add, run } = loopWith('aA');
  run(); // Aa
  add('bBCDc');
  expect(run()).toBe('AaBCbDc');
});

test('a callback that throws is taken out, and counts like any other', () => {
  const { loop, add, run } = loopWith();
  for (let n = 0; n < 2; n++)
    loop.callUrgent(() => {
      throw new RangeError('urgent');
    });
  add('Cab');
  expect(() => loop.runOnce()).toThrow(RangeError);
  expect(loop.totalTasks()).toBe(4);
  expect(() => loop.runOnce()).toThrow(RangeError);
  expect(run()).toBe('aCb');
});

test('a callback that calls runOnce isn’t called again', () => {
  const { loop, add, run } = loopWith();
  let calls = 0;
  loop.callUrgent(() => {
    if (++calls < 3) loop.runOnce();
  });
  add('a');
  loop.runOnce();
  expect([calls, run()]).toEqual([1, 'a']);
});

test('if nothing waits, runOnce does nothing', () => {
  const { loop, run } = loopWith();
  loop.runOnce();
  expect([loop.totalTasks(), run()]).toEqual([0, '']);
});
