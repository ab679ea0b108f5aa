import { expect, test } from 'vitest';
import { Loop } from './exercise.ts';

/** A loop, and what it has called: capital letters are urgent. */
function loopWith(letters = ''): {
  loop: Loop;
  add(letters: string): void;
  run(calls?: number): string;
} {
  const loop = new Loop();
  const seen: string[] = [];
  const add = (more: string): void => {
    for (const letter of more.split(' ')) {
      const see = (): void => void seen.push(letter);
      if (letter === letter.toUpperCase()) loop.callUrgent(see);
      else loop.callSoon(see);
    }
  };
  if (letters) add(letters);
  return {
    loop,
    add,
    run: (calls = 100) => {
      for (let call = 0; call < calls && loop.totalTasks() > 0; call++) loop.runOnce();
      return seen.join(' ');
    },
  };
}

test.each([
  ['a b c', 'a b c'],
  ['A B C', 'A B C'],
  ['a A', 'A a'],
  ['a b A B', 'A B a b'],
  ['a A B C D E', 'A B a C D E'],
  ['a b A B C D E', 'A B a C D b E'],
  ['a b c d A B C', 'A B a C b c d'],
  ['A a B b C c D d', 'A B a C D b c d'],
])('of %s, %s is called', (added, called) => {
  const { loop, run } = loopWith(added);
  expect(loop.totalTasks()).toBe(added.split(' ').length);
  expect(run()).toBe(called);
});

test('urgent callbacks that come back don’t starve the others', () => {
  const { loop, run } = loopWith('a b c');
  let urgent = 0;
  const again = (): void => {
    if (++urgent < 50) loop.callUrgent(again);
  };
  loop.callUrgent(again);
  loop.callUrgent(again);
  expect(run(12)).toBe('a b c');
  expect(urgent).toBe(9);
});

test('what’s urgent doesn’t wait, if it comes while an ordinary callback is called', () => {
  const { loop, add, run } = loopWith();
  loop.callSoon(() => add('A'));
  add('a b c');
  run(1);
  expect(run(1)).toBe('A');
  expect(run()).toBe('A a b c');
});

test('an ordinary callback in between begins the count anew', () => {
  const { add, run } = loopWith('a A');
  run();
  add('b B C D c');
  expect(run()).toBe('A a B C b D c');
});

test('a callback that throws is taken out, and counts like any other', () => {
  const { loop, add, run } = loopWith();
  for (let n = 0; n < 2; n++)
    loop.callUrgent(() => {
      throw new RangeError('urgent');
    });
  add('C a b');
  expect(() => loop.runOnce()).toThrow(RangeError);
  expect(loop.totalTasks()).toBe(4);
  expect(() => loop.runOnce()).toThrow(RangeError);
  expect(run()).toBe('a C b');
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
