import { expect, test } from 'vitest';
import { Event, type Coroutine } from '../src/index.ts';
import { runAll, watchedLoop } from './watched-loop.ts';

/** An event, and tasks that wait for it. */
function awaited() {
  const { loop, told } = watchedLoop();
  const event = new Event();
  const seen: string[] = [];
  function* waiting(name: string): Coroutine<void> {
    yield* event.wait();
    seen.push(name);
  }
  const wait = (name: string) => loop.addTask(waiting(name));
  return { loop, told, event, seen, wait };
}

test.each<[string, (event: Event) => void, boolean]>([
  ['new', () => {}, false],
  ['set', (event) => event.set(), true],
  [
    'set twice',
    (event) => {
      event.set();
      event.set();
    },
    true,
  ],
  ['cleared', (event) => event.clear(), false],
  [
    'set and cleared',
    (event) => {
      event.set();
      event.clear();
    },
    false,
  ],
  [
    'cleared and set',
    (event) => {
      event.clear();
      event.set();
    },
    true,
  ],
])('an event that is %s', (_, make, isSet) => {
  const { loop, event, seen, wait } = awaited();
  make(event);
  wait('a');
  loop.runOnce();
  expect([event.isSet(), seen]).toEqual([isSet, isSet ? ['a'] : []]);
});

test('all who wait go on, in the order in which they came, and nobody waits any more', () => {
  const { loop, event, seen, wait } = awaited();
  for (const name of 'abc') wait(name);
  runAll(loop);
  expect(seen).toEqual([]);
  event.set();
  wait('d');
  runAll(loop);
  expect(seen).toEqual(['a', 'b', 'c', 'd']);
});

test('who was woken goes on, even if the event is cleared in the same turn', () => {
  const { loop, event, seen, wait } = awaited();
  wait('a');
  runAll(loop);
  event.set();
  event.clear();
  wait('b');
  runAll(loop);
  expect([seen, event.isSet()]).toEqual([['a'], false]);
  event.set();
  runAll(loop);
  expect(seen).toEqual(['a', 'b']);
});

test.each([
  ['before', ['cancel', 'set']],
  ['after', ['set', 'cancel']],
])('a waiter that is cancelled just %s the event: the others go on', (_, actions) => {
  const { loop, told, event, seen, wait } = awaited();
  const [, b] = ['a', 'b', 'c'].map(wait);
  runAll(loop);
  for (const action of actions)
    if (action === 'set') event.set();
    else b!.cancel();
  runAll(loop);
  expect([b!.cancelled(), seen, told]).toEqual([true, ['a', 'c'], []]);
  wait('d');
  runAll(loop);
  expect(seen).toEqual(['a', 'c', 'd']);
});
