// What chapter 4's draft gets wrong, beside the library, which doesn't.
import { expect, test } from 'vitest';
import { allOf } from '../src/drafts/all-of.ts';
import { gather, sleep, TaskGroup, within, type Coroutine } from '../src/index.ts';
import { inTime, newDiary, outcomeOf } from './watched-loop.ts';

type AllAtOnce = (works: Coroutine<void>[]) => Coroutine<unknown>;

function* gathered(works: Coroutine<void>[]): Coroutine<unknown> {
  return yield* gather(works);
}
function* grouped(works: Coroutine<void>[]): Coroutine<unknown> {
  return yield* within(new TaskGroup(), function* (group) {
    for (const work of works) group.addTask(work);
  });
}

test('the draft hears of an error late, gather at once, and both leave the others running; a group doesn’t', () => {
  const play = (all: AllAtOnce): string[] => {
    const { pages, note } = newDiary();
    function* work(name: string, ms: number): Coroutine<void> {
      yield* sleep(ms);
      if (name === 'b') throw new RangeError('boom');
      note(name);
    }
    inTime(function* () {
      note(
        String(yield* outcomeOf(all([work('a', 300), work('b', 100), work('c', 500)]))),
      );
    });
    return pages;
  };
  expect([allOf, gathered, grouped].map(play)).toEqual([
    ['300 a', '300 threw RangeError', '500 c'],
    ['100 threw RangeError', '300 a', '500 c'],
    ['100 threw AggregateError'],
  ]);
});
