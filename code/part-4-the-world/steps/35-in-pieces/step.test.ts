import { expect, test } from 'vitest';
import {
  getRunningLoop,
  IncompleteReadError,
  StreamReader,
  type Coroutine,
} from '../../src/index.ts';
import { begin, errorFrom, inTime, outcomeOf } from '../kit-time.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const readText = function* (work: Coroutine<Uint8Array>): Coroutine<string> {
  return text(yield* work);
};

type Ask = (reader: StreamReader) => Coroutine<Uint8Array>;
const read =
  (n?: number): Ask =>
  (reader) =>
    reader.read(n);
const exactly =
  (n: number): Ask =>
  (reader) =>
    reader.readExactly(n);

/** A reader that was fed these, and its end if `isOver`. */
function fed(pieces: string[], isOver = false): StreamReader {
  const reader = new StreamReader();
  for (const piece of pieces) reader.feedData(bytes(piece));
  if (isOver) reader.feedEof();
  return reader;
}

test('a task that asks for four bytes gets them, however they come in', () => {
  const { came } = inTime(function* () {
    const reader = new StreamReader();
    const task = yield* begin(reader.readExactly(4));
    for (const piece of ['a', 'bc', 'def']) {
      if (task.done()) return `done before ${piece}`;
      reader.feedData(bytes(piece));
      yield;
      yield;
    }
    return [text(yield* task), text(yield* reader.read(10))];
  });
  expect(came).toEqual(['abcd', 'ef']);
});

test.each<[string, Ask, string[], boolean, string, string]>([
  // what, asked of, what was fed, is that all, gives, leaves
  ['read(3)', read(3), ['abcdef'], false, 'abc', 'def'],
  ['read(3) of less', read(3), ['ab'], false, 'ab', ''],
  ['read(3) across pieces', read(3), ['ab', 'cd'], false, 'abc', 'd'],
  ['read(0)', read(0), ['ab'], false, '', 'ab'],
  ['read(0) of nothing', read(0), [], false, '', ''],
  ['read(3) at the end', read(3), [], true, '', ''],
  ['read() of all', read(), ['ab', 'cd'], true, 'abcd', ''],
  ['read(-1) at the end', read(-1), [], true, '', ''],
  ['readExactly(3)', exactly(3), ['ab', 'cd'], false, 'abc', 'd'],
  ['readExactly(0) at the end', exactly(0), [], true, '', ''],
  ['readExactly of all', exactly(2), ['ab'], true, 'ab', ''],
])('what is there is given at once: %s', (_, ask, pieces, isOver, result, left) => {
  const reader = fed(pieces, isOver);
  const { came } = inTime(function* () {
    const task = yield* begin(readText(ask(reader)));
    const isDone = task.done();
    reader.feedEof();
    return [isDone, yield* task, text(yield* reader.read())];
  });
  expect(came).toEqual([true, result, left]);
});

test.each<[string, Ask, string]>([
  ['read(5)', read(5), 'a'],
  ['read()', read(), 'abcdef'],
  ['readExactly(5)', exactly(5), 'abcde'],
])('%s waits until there is enough of it', (_, ask, result) => {
  const { came } = inTime(function* () {
    const reader = new StreamReader();
    const task = yield* begin(readText(ask(reader)));
    for (const piece of ['', 'a', 'bcd', 'ef']) {
      reader.feedData(bytes(piece));
      yield;
      yield;
    }
    reader.feedEof();
    return yield* task;
  });
  expect(came).toBe(result);
});

test('a task that waits takes no turn', () => {
  const { came } = inTime(function* (loop) {
    const reader = new StreamReader();
    yield* begin(readText(reader.read(1)));
    const waiting = loop.totalTasks();
    reader.feedEof();
    return waiting;
  });
  expect(came).toBe(0);
});

test('a stream that ends too early: the error has what was there', () => {
  const { came } = inTime(function* () {
    const reader = new StreamReader();
    const task = yield* begin(errorFrom(reader.readExactly(6)));
    reader.feedData(bytes('abc'));
    yield;
    reader.feedEof();
    const error = yield* task;
    return [error instanceof IncompleteReadError, text(error.partial), reader.atEof()];
  });
  expect(came).toEqual([true, 'abc', true]);
});

test('readExactly of what is no number of bytes is refused', () => {
  for (const n of [-1, 1.5, NaN, Infinity])
    expect(inTime(() => outcomeOf(fed(['abc']).readExactly(n))).came, String(n)).toBe(
      'threw RangeError',
    );
});

test('it is at its end when the end was fed and all is read', () => {
  const { came } = inTime(function* () {
    const reader = fed(['ab']);
    const seen = [reader.atEof()];
    reader.feedEof();
    seen.push(reader.atEof());
    yield* reader.read(1);
    seen.push(reader.atEof());
    yield* reader.read(1);
    seen.push(reader.atEof());
    return [seen, text(yield* reader.read(1))];
  });
  expect(came).toEqual([[false, false, false, true], '']);
});

const asks: [string, Ask][] = [
  ['read', read(1)],
  ['read()', read()],
  ['readExactly', exactly(1)],
];

test.each(asks)(
  'an error is thrown to the one that waits in %s, and later',
  (_, ask) => {
    const { came } = inTime(function* () {
      const reader = new StreamReader();
      const task = yield* begin(errorFrom(ask(reader)));
      const before = reader.exception();
      const error = new Error('lost');
      reader.setException(error);
      reader.setException(new Error('later'));
      reader.feedData(bytes('a'));
      reader.feedEof();
      const thrown = [yield* task, yield* errorFrom(ask(reader)), reader.exception()];
      return [before, thrown.map((one) => one === error)];
    });
    expect(came).toEqual([undefined, [true, true, true]]);
  },
);

test.each(asks)('a task that is cancelled in %s takes nothing', (_, ask) => {
  const { came } = inTime(function* () {
    const reader = new StreamReader();
    const task = yield* begin(ask(reader));
    reader.feedData(bytes('ab')); // it's woken, and then cancelled
    task.cancel();
    yield;
    yield;
    reader.feedEof();
    return [task.cancelled(), text(yield* reader.read())];
  });
  expect(came).toEqual([true, 'ab']);
});

test('nor does one that has half of what it waits for', () => {
  const { came } = inTime(function* () {
    const reader = fed(['abc']);
    const tasks = [exactly(6), read()].map((ask) => ask(reader));
    for (const work of tasks) {
      const task = yield* begin(work);
      yield;
      task.cancel();
      yield;
      yield;
    }
    return text(yield* reader.read(9));
  });
  expect(came).toBe('abc');
});

test.each(asks)('a second task that would wait in %s is refused', (_, ask) => {
  const { came } = inTime(function* () {
    const reader = new StreamReader();
    const first = yield* begin(readText(reader.readExactly(2)));
    const second = yield* outcomeOf(ask(reader));
    reader.feedData(bytes('ab'));
    return [second, yield* first];
  });
  expect(came).toEqual(['threw LoopStateError', 'ab']);
});

test('a task whose bytes another one took does not take that for the end', () => {
  const { came } = inTime(function* () {
    const reader = new StreamReader();
    const late = yield* begin(readText(reader.read(5)));
    const quick = getRunningLoop().addTask(readText(reader.read(5)));
    reader.feedData(bytes('first')); // the quick one is in the ready queue already
    const seen: unknown[] = [yield* quick, late.done()];
    reader.feedData(bytes('other'));
    return [...seen, yield* late];
  });
  expect(came).toEqual(['first', false, 'other']);
});
