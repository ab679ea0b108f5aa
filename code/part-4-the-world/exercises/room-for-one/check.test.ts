import { expect, test } from 'vitest';
import { put, take, type Shared, type Word } from './exercise.ts';

const LETTERS = [11, 22];
const ENOUGH = 60; // accesses: none of the two threads needs as many

/** Both threads: `order` says who makes each next access, if both could. */
function run(order: ('writer' | 'reader')[]) {
  const words: Record<Word, number> = { letter: 0, writerWaits: 0 };
  const box: Shared = {
    *load(word) {
      yield;
      return words[word];
    },
    *store(word, value) {
      yield;
      words[word] = value;
    },
    *exchange(word, value) {
      yield;
      const before = words[word];
      words[word] = value;
      return before;
    },
  };
  const rung = { writer: false, reader: true };
  const asleep = { writer: false, reader: false };
  let rings = 0;
  const got: number[] = [];
  function* sleep(who: 'writer' | 'reader') {
    while (!rung[who]) {
      asleep[who] = true;
      yield;
    }
    rung[who] = asleep[who] = false;
  }
  function* writer() {
    for (const letter of LETTERS) {
      while (!(yield* put(box, letter))) yield* sleep('writer');
      rung.reader = true;
    }
  }
  function* reader() {
    while (got.length < LETTERS.length) {
      yield* sleep('reader');
      const [letter, ring] = yield* take(box);
      if (letter !== 0) got.push(letter);
      if (!ring) continue;
      rings++;
      rung.writer = true;
    }
  }
  const threads = { writer: writer(), reader: reader() };
  const over = { writer: false, reader: false };
  const canGoOn = (who: 'writer' | 'reader'): boolean =>
    !over[who] && (!asleep[who] || rung[who]);
  const choices: boolean[] = []; // at each step: could the other have gone on?
  for (let step = 0; step < ENOUGH; step++) {
    const who = order[step] ?? (canGoOn('writer') ? 'writer' : 'reader');
    const other = who === 'writer' ? 'reader' : 'writer';
    if (!canGoOn(who)) break;
    choices.push(canGoOn(other) && order[step] === undefined);
    over[who] = threads[who].next().done === true;
    order[step] = who;
  }
  return { got, rings, order, choices };
}

/** All orders in which two threads can make their accesses. */
function* allRuns(): Generator<ReturnType<typeof run>> {
  const toTry: ('writer' | 'reader')[][] = [[]];
  for (let count = 0; count < 20_000; count++) {
    const begun = toTry.pop();
    if (!begun) return;
    const ran = run([...begun]);
    ran.choices.forEach((isOpen, step) => {
      if (!isOpen) return;
      const turned = ran.order[step] === 'writer' ? 'reader' : 'writer';
      toTry.push([...ran.order.slice(0, step), turned]);
    });
    yield ran;
  }
  throw new Error('the two threads make too many accesses');
}

test('both letters arrive, in whatever order the two threads get on', () => {
  let runs = 0;
  for (const { got, order } of allRuns()) {
    expect({ got, order }).toEqual({ got: LETTERS, order });
    runs++;
  }
  expect(runs).toBeGreaterThan(10);
});

test('the writer sleeps instead of asking again and again', () => {
  const { choices } = run(Array.from({ length: 20 }, () => 'writer' as const));
  expect(choices.length).toBeLessThan(20);
});

test('the writer is rung only if it waits', () => {
  const { got, rings } = run([]); // the writer until it sleeps, then the reader
  expect({ got, rings }).toEqual({ got: LETTERS, rings: 1 });
});
