import { expect, test } from 'vitest';
import {
  IncompleteReadError,
  LimitOverrunError,
  StreamReader,
  type Coroutine,
} from '../../src/index.ts';
import { outcome } from '../kit.ts';
import { begin, errorFrom, inTime, outcomeOf } from '../kit-time.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const readText = function* (work: Coroutine<Uint8Array>): Coroutine<string> {
  return text(yield* work);
};

type Ask = (reader: StreamReader) => Coroutine<Uint8Array>;
const until =
  (separator?: string): Ask =>
  (reader) =>
    separator ? reader.readUntil(bytes(separator)) : reader.readUntil();
const line: Ask = (reader) => reader.readLine();

function fed(pieces: string[], { limit = 2 ** 16, isOver = false } = {}): StreamReader {
  const reader = new StreamReader({ limit });
  for (const piece of pieces) reader.feedData(bytes(piece));
  if (isOver) reader.feedEof();
  return reader;
}

test.each<[string, Ask, string[], boolean, string, string]>([
  // what, asked of, what was fed, is that all, gives, leaves
  ['readLine', line, ['a\n', 'b\n'], false, 'a\n', 'b\n'],
  ['readLine, empty', line, ['\nb'], false, '\n', 'b'],
  ['readLine at the end', line, [], true, '', ''],
  ['readLine without a newline', line, ['ab'], true, 'ab', ''],
  ['readUntil()', until(), ['ab\ncd'], false, 'ab\n', 'cd'],
  ['readUntil of two', until('--'), ['a-b-', '-c'], false, 'a-b--', 'c'],
  ['readUntil, at the start', until('--'), ['--c'], false, '--', 'c'],
  ['readUntil, a false start', until('aab'), ['aaab'], false, 'aaab', ''],
])('%s', (_, ask, pieces, isOver, result, left) => {
  const reader = fed(pieces, { isOver });
  const { came } = inTime(function* () {
    const first = text(yield* ask(reader));
    reader.feedEof();
    return [first, text(yield* reader.read())];
  });
  expect(came).toEqual([result, left]);
});

test('a line is put together from its pieces, and so is a separator', () => {
  const { came } = inTime(function* () {
    const reader = new StreamReader();
    const lineComes = yield* begin(readText(reader.readLine()));
    for (const piece of ['a', 'bcd', '\n', '12', '341', '23', '4b']) {
      reader.feedData(bytes(piece));
      yield;
      yield;
    }
    const rest = yield* begin(readText(reader.readUntil(bytes('1234'))));
    const next = new StreamReader({ limit: 8 });
    const cut = yield* begin(readText(next.readUntil(bytes('1234'))));
    for (const piece of ['a12', '3', '1', '23', '4b']) {
      next.feedData(bytes(piece));
      yield;
      yield;
    }
    return [yield* lineComes, yield* rest, yield* cut];
  });
  expect(came).toEqual(['abcd\n', '1234', 'a1231234']);
});

test('a stream that ends before the separator: the error has what was there', () => {
  const { came } = inTime(function* () {
    const error = yield* errorFrom(
      fed(['ab-'], { isOver: true }).readUntil(bytes('--')),
    );
    return [error instanceof IncompleteReadError, text(error.partial)];
  });
  expect(came).toEqual([true, 'ab-']);
});

test.each([
  ['the separator is too far away', 'aaaa\nb'],
  ['it is not there, and more is than the limit', 'aaaa'],
])('readUntil takes nothing of what is too long: %s', (_, all) => {
  const { came } = inTime(function* () {
    const reader = fed([all], { limit: 3 });
    const errors = [
      yield* errorFrom(reader.readUntil()),
      yield* errorFrom(reader.readUntil()),
    ];
    const consumed = errors.map(
      (error) => error instanceof LimitOverrunError && error.consumed,
    );
    return [consumed, text(yield* reader.readExactly(all.length))];
  });
  expect(came).toEqual([[4, 4], all]);
});

test('a line of exactly the limit is taken, and its newline is not counted', () => {
  const { came } = inTime(() => readText(fed(['abc\n'], { limit: 3 }).readLine()));
  expect(came).toBe('abc\n');
});

test('readLine drops a line that is too long, and the next one is whole', () => {
  const { came } = inTime(function* () {
    const reader = fed(['too long\nnext\n'], { limit: 4 });
    return [yield* outcomeOf(reader.readLine()), text(yield* reader.readLine())];
  });
  expect(came).toEqual(['threw LimitOverrunError', 'next\n']);
});

test('of such a line that has no end yet, what is there is dropped', () => {
  const { came } = inTime(function* () {
    const reader = fed(['too long'], { limit: 4 });
    const first = yield* outcomeOf(reader.readLine());
    reader.feedData(bytes('er\nnext\n'));
    return [first, text(yield* reader.readLine()), text(yield* reader.readLine())];
  });
  expect(came).toEqual(['threw LimitOverrunError', 'er\n', 'next\n']);
});

test('an empty separator and a limit of nothing are refused', () => {
  expect(inTime(() => outcomeOf(fed(['abc']).readUntil(bytes('')))).came).toBe(
    'threw RangeError',
  );
  for (const limit of [0, -1, NaN])
    expect(
      outcome(() => new StreamReader({ limit })),
      String(limit),
    ).toBe('threw RangeError');
});

/** A reader with a limit of 4, and what it tells its flow. */
function noted() {
  const notes: string[] = [];
  const flow = { pause: () => notes.push('pause'), resume: () => notes.push('resume') };
  return { notes, reader: new StreamReader({ limit: 4, flow }) };
}

test('the other side is paused above twice the limit, and resumes at the limit', () => {
  const { came } = inTime(function* () {
    const { notes, reader } = noted();
    const seen: string[] = [];
    const look = (): void => void seen.push(notes.join(' '));
    reader.feedData(bytes('12345678'));
    look();
    reader.feedData(bytes('9'));
    reader.feedData(bytes('0'));
    look();
    yield* reader.readExactly(5);
    look();
    yield* reader.readExactly(1);
    look();
    yield* reader.readExactly(4);
    look();
    return seen;
  });
  expect(came).toEqual(['', 'pause', 'pause', 'pause resume', 'pause resume']);
});

test('a read of more than the limit lets the other side resume', () => {
  const { came } = inTime(function* () {
    const { notes, reader } = noted();
    reader.feedData(bytes('123456789'));
    const task = yield* begin(readText(reader.readExactly(12)));
    const seen = notes.join(' ');
    reader.feedData(bytes('012'));
    return [seen, yield* task];
  });
  expect(came).toEqual(['pause resume', '123456789012']);
});

test('and so does a line that was dropped', () => {
  const { came } = inTime(function* () {
    const { notes, reader } = noted();
    reader.feedData(bytes('123456789'));
    yield* outcomeOf(reader.readLine());
    return notes;
  });
  expect(came).toEqual(['pause', 'resume']);
});

test('one task feeds what another one reads, and little of it waits here', () => {
  let [isPaused, there, most] = [false, 0, 0];
  const flow = {
    pause: () => void (isPaused = true),
    resume: () => void (isPaused = false),
  };
  const { came } = inTime(function* (loop) {
    const reader = new StreamReader({ limit: 16, flow });
    loop.addTask(
      (function* () {
        for (let n = 0; n < 500; n++) {
          while (isPaused) yield;
          reader.feedData(new Uint8Array([n, n, n]));
          most = Math.max(most, (there += 3));
        }
        reader.feedEof();
      })(),
    );
    const all: number[] = [];
    for (;;) {
      const piece = yield* reader.read(7);
      if (piece.length === 0) return all;
      there -= piece.length;
      all.push(...piece);
    }
  });
  expect(came).toEqual(Array.from({ length: 1500 }, (_, n) => Math.floor(n / 3) % 256));
  expect(most).toBeLessThanOrEqual(2 * 16 + 3);
});
