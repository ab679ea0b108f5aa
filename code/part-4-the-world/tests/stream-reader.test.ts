import { expect, test } from 'vitest';
import {
  gather,
  getRunningLoop,
  IncompleteReadError,
  LimitOverrunError,
  LoopStateError,
  run,
  StreamReader,
  TaskLoop,
  type Coroutine,
  type Flow,
  type Task,
} from '../src/index.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** A reader that was fed these, and its end if `isOver`. */
function fed(pieces: string[], { limit = 2 ** 16, isOver = false } = {}): StreamReader {
  const reader = new StreamReader({ limit });
  for (const piece of pieces) reader.feedData(bytes(piece));
  if (isOver) reader.feedEof();
  return reader;
}

/** What it throws. */
function* errorOf(work: Coroutine<unknown>): Coroutine<any> {
  try {
    yield* work;
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** Starts it, and lets it come to where it waits. */
function* begin<T>(work: Coroutine<T>): Coroutine<Task<T>> {
  const task = getRunningLoop().addTask(work);
  yield;
  expect(task.done()).toBe(false);
  return task;
}

const readText = function* (work: Coroutine<Uint8Array>): Coroutine<string> {
  return text(yield* work);
};

// What is there decides alone, without anything to wait for.
type Ask = (reader: StreamReader) => Coroutine<Uint8Array>;
const read =
  (n?: number): Ask =>
  (reader) =>
    reader.read(n);
const exactly =
  (n: number): Ask =>
  (reader) =>
    reader.readExactly(n);
const until =
  (separator?: string): Ask =>
  (reader) =>
    separator ? reader.readUntil(bytes(separator)) : reader.readUntil();
const line: Ask = (reader) => reader.readLine();

test.each<[string, Ask, string[], boolean, string, string]>([
  // what, asked of, what was fed, is that all, gives, leaves
  ['read(3)', read(3), ['abcdef'], false, 'abc', 'def'],
  ['read(3) of less', read(3), ['ab'], false, 'ab', ''],
  ['read(3) across pieces', read(3), ['ab', 'cd'], false, 'abc', 'd'],
  ['read(0)', read(0), ['ab'], false, '', 'ab'],
  ['read(0) of nothing', read(0), [], false, '', ''],
  ['read(3) at the end', read(3), [], true, '', ''],
  ['read(3) of the last', read(3), ['ab'], true, 'ab', ''],
  ['read() of all', read(), ['ab', 'cd'], true, 'abcd', ''],
  ['read(-1) at the end', read(-1), [], true, '', ''],
  ['readExactly(3)', exactly(3), ['ab', 'cd'], false, 'abc', 'd'],
  ['readExactly(0)', exactly(0), [], false, '', ''],
  ['readExactly(0) at the end', exactly(0), [], true, '', ''],
  ['readExactly of all', exactly(2), ['ab'], true, 'ab', ''],
  ['readUntil()', until(), ['ab\ncd'], false, 'ab\n', 'cd'],
  ['readUntil of two', until('--'), ['a-b-', '-c'], false, 'a-b--', 'c'],
  ['readUntil, at the start', until('--'), ['--c'], false, '--', 'c'],
  ['readUntil, a false start', until('aab'), ['aaab'], false, 'aaab', ''],
  ['readLine', line, ['a\n', 'b\n'], false, 'a\n', 'b\n'],
  ['readLine, empty', line, ['\nb'], false, '\n', 'b'],
  ['readLine at the end', line, [], true, '', ''],
  ['readLine without newline', line, ['ab'], true, 'ab', ''],
])('%s', (_, ask, pieces, isOver, result, left) => {
  const reader = fed(pieces, { isOver });
  expect(run(readText(ask(reader)))).toBe(result);
  reader.feedEof();
  expect(run(readText(reader.read()))).toBe(left);
});

test.each<[string, Ask, string]>([
  ['read', read(5), 'a'],
  ['read()', read(), 'abcd\nef'],
  ['readExactly', exactly(6), 'abcd\ne'],
  ['readUntil', until('\ne'), 'abcd\ne'],
  ['readLine', line, 'abcd\n'],
])('%s waits until there is enough of it', (_, ask, result) => {
  function* main(): Coroutine<string> {
    const reader = new StreamReader();
    const task = yield* begin(ask(reader));
    for (const piece of ['a', 'bcd', '\n', 'ef']) {
      reader.feedData(bytes(piece));
      yield;
      yield;
    }
    reader.feedEof();
    return text(yield* task);
  }
  expect(run(main())).toBe(result);
});

test.each<[string, Ask, string, string]>([
  ['readExactly', exactly(6), 'abc', 'before all 6 were there'],
  ['readUntil', until('--'), 'ab-', 'before the separator'],
  ['readUntil', until(), '', 'before the separator'],
])('%s says what there was if the stream ends before (%#)', (_, ask, all, message) => {
  function* main(): Coroutine<void> {
    const reader = new StreamReader();
    const task = yield* begin(errorOf(ask(reader)));
    if (all) reader.feedData(bytes(all));
    yield;
    reader.feedEof();
    const error: IncompleteReadError = yield* task;
    expect(error).toBeInstanceOf(IncompleteReadError);
    expect(text(error.partial)).toBe(all);
    expect(error.message).toContain(message);
    expect(reader.atEof()).toBe(true); // they are taken
  }
  run(main());
});

test('nothing fed is not the end', () => {
  function* main(): Coroutine<string> {
    const reader = new StreamReader();
    const task = yield* begin(reader.read(5));
    reader.feedData(bytes(''));
    yield;
    yield;
    expect(task.done()).toBe(false);
    reader.feedData(bytes('a'));
    return text(yield* task);
  }
  expect(run(main())).toBe('a');
});

test.each([-1, 1.5, NaN, Infinity])('readExactly(%d) is refused', (n) => {
  const reader = fed(['abc']);
  expect(() => run(reader.readExactly(n))).toThrow(RangeError);
  expect(() => run(reader.readExactly(n))).toThrow('a whole number of bytes');
});

test('an empty separator is refused', () => {
  expect(() => run(fed(['abc']).readUntil(bytes('')))).toThrow('an empty separator');
});

test.each([0, -1, NaN])('a limit of %d is refused', (limit) => {
  expect(() => new StreamReader({ limit })).toThrow('a limit is a number of bytes');
});

// `consumed` as asyncio's test_streams has it.
test.each([
  ['the separator is too far away', 'aaaa\nb', 3, 4],
  ['it is not there, and more is than the limit', 'aaaa', 3, 4],
])('readUntil: %s', (_, all, limit, consumed) => {
  function* main(): Coroutine<void> {
    const reader = fed([all], { limit });
    for (const _ of [1, 2]) {
      const error: LimitOverrunError = yield* errorOf(reader.readUntil());
      expect(error).toBeInstanceOf(LimitOverrunError);
      expect(error.consumed).toBe(consumed);
    }
    expect(text(yield* reader.readExactly(all.length))).toBe(all); // nothing was taken
  }
  run(main());
});

test('a line of exactly the limit is taken, its newline not counted', () => {
  expect(run(readText(fed(['abc\n'], { limit: 3 }).readLine()))).toBe('abc\n');
});

test('a separator that is cut is looked for across the pieces', () => {
  function* main(): Coroutine<string> {
    const reader = new StreamReader({ limit: 8 });
    const task = yield* begin(reader.readUntil(bytes('1234')));
    for (const piece of ['a12', '3', '1', '23', '4b']) {
      reader.feedData(bytes(piece));
      yield;
      yield;
    }
    return text(yield* task);
  }
  expect(run(main())).toBe('a1231234');
});

test('a line that is too long is dropped with its newline, and the next is whole', () => {
  function* main(): Coroutine<void> {
    const reader = fed(['too long\nnext\n'], { limit: 4 });
    expect(yield* errorOf(reader.readLine())).toBeInstanceOf(LimitOverrunError);
    expect(text(yield* reader.readLine())).toBe('next\n');
  }
  run(main());
});

test('of a line that is too long and has no end yet, what is there is dropped', () => {
  function* main(): Coroutine<void> {
    const reader = fed(['too long'], { limit: 4 });
    expect(yield* errorOf(reader.readLine())).toBeInstanceOf(LimitOverrunError);
    reader.feedData(bytes('er\nnext\n'));
    expect(text(yield* reader.readLine())).toBe('er\n');
    expect(text(yield* reader.readLine())).toBe('next\n');
  }
  run(main());
});

test('it is at its end when the end was fed and all is read', () => {
  function* main(): Coroutine<void> {
    const reader = fed(['ab']);
    expect(reader.atEof()).toBe(false);
    reader.feedEof();
    expect(reader.atEof()).toBe(false);
    yield* reader.read(1);
    expect(reader.atEof()).toBe(false);
    yield* reader.read(1);
    expect(reader.atEof()).toBe(true);
    expect(text(yield* reader.read(1))).toBe('');
  }
  run(main());
});

const asks: [string, Ask][] = [
  ['read', read(1)],
  ['read()', read()],
  ['readExactly', exactly(1)],
  ['readUntil', until()],
  ['readLine', line],
];

test.each(asks)('%s throws what setException was given, waiting or not', (_, ask) => {
  function* main(): Coroutine<void> {
    const reader = new StreamReader();
    const task = yield* begin(errorOf(ask(reader)));
    const error = new Error('lost');
    expect(reader.exception()).toBe(undefined);
    reader.setException(error);
    reader.setException(new Error('later'));
    reader.feedData(bytes('a\n'));
    reader.feedEof();
    expect(yield* task).toBe(error);
    expect(yield* errorOf(ask(reader))).toBe(error); // and again
    expect(reader.exception()).toBe(error);
  }
  run(main());
});

test.each(asks)(
  '%s that is cancelled takes nothing; the next read gets it',
  (_, ask) => {
    function* main(): Coroutine<string> {
      const reader = new StreamReader();
      const task = yield* begin(ask(reader));
      reader.feedData(bytes('a\n')); // it is woken, and then cancelled
      task.cancel();
      yield;
      yield;
      expect(task.cancelled()).toBe(true);
      reader.feedEof();
      return text(yield* reader.read());
    }
    expect(run(main())).toBe('a\n');
  },
);

test('what a cancelled read() has waited for stays there', () => {
  function* main(): Coroutine<string> {
    const reader = fed(['abc']);
    const task = yield* begin(reader.read());
    task.cancel();
    yield;
    expect(task.cancelled()).toBe(true);
    return text(yield* reader.read(9));
  }
  expect(run(main())).toBe('abc');
});

test.each(asks)('a second task that would wait in %s is refused', (_, ask) => {
  function* main(): Coroutine<void> {
    const reader = new StreamReader();
    const first = yield* begin(readText(reader.readExactly(2)));
    const error = yield* errorOf(ask(reader));
    expect(error).toBeInstanceOf(LoopStateError);
    expect(error.message).toContain('another task reads from this stream');
    reader.feedData(bytes('ab'));
    expect(yield* first).toBe('ab'); // the first was not disturbed
  }
  run(main());
});

test('a woken reader whose bytes another task took does not take it for the end', () => {
  function* main(): Coroutine<void> {
    const reader = new StreamReader();
    const late = yield* begin(readText(reader.read(5)));
    const quick = getRunningLoop().addTask(readText(reader.read(5)));
    // The quick one is queued before the late one is woken.
    reader.feedData(bytes('first'));
    expect(yield* quick).toBe('first');
    expect(late.done()).toBe(false);
    reader.feedData(bytes('other'));
    expect(yield* late).toBe('other');
  }
  run(main());
});

/** A flow that writes down what it is told. */
function noted(): { flow: Flow; notes: string[] } {
  const notes: string[] = [];
  return {
    notes,
    flow: { pause: () => notes.push('pause'), resume: () => notes.push('resume') },
  };
}

test('the sender pauses above twice the limit, and goes on at the limit', () => {
  function* main(): Coroutine<void> {
    const { flow, notes } = noted();
    const reader = new StreamReader({ limit: 4, flow });
    reader.feedData(bytes('12345678'));
    expect(notes).toEqual([]);
    reader.feedData(bytes('9'));
    reader.feedData(bytes('0'));
    expect(notes).toEqual(['pause']);
    yield* reader.readExactly(5);
    expect(notes).toEqual(['pause']);
    yield* reader.readExactly(1);
    expect(notes).toEqual(['pause', 'resume']);
    yield* reader.readExactly(4);
    expect(notes).toEqual(['pause', 'resume']);
  }
  run(main());
});

test('a read of more than the limit lets the sender go on', () => {
  function* main(): Coroutine<void> {
    const { flow, notes } = noted();
    const reader = new StreamReader({ limit: 4, flow });
    reader.feedData(bytes('123456789'));
    expect(notes).toEqual(['pause']);
    const task = yield* begin(reader.readExactly(12));
    expect(notes).toEqual(['pause', 'resume']);
    reader.feedData(bytes('012'));
    yield* task;
    expect(reader.atEof()).toBe(false);
  }
  run(main());
});

test('a line that was dropped lets the sender go on', () => {
  function* main(): Coroutine<void> {
    const { flow, notes } = noted();
    const reader = new StreamReader({ limit: 4, flow });
    reader.feedData(bytes('123456789'));
    yield* errorOf(reader.readLine());
    expect(notes).toEqual(['pause', 'resume']);
  }
  run(main());
});

test('one task feeds what another one reads, through as little as the limit', () => {
  function* main(): Coroutine<void> {
    let isPaused = false;
    let most = 0;
    let there = 0;
    const flow = {
      pause: () => void (isPaused = true),
      resume: () => void (isPaused = false),
    };
    const reader = new StreamReader({ limit: 16, flow });
    function* feed(): Coroutine<void> {
      for (let n = 0; n < 500; n++) {
        while (isPaused) yield;
        reader.feedData(new Uint8Array([n, n, n]));
        most = Math.max(most, (there += 3));
      }
      reader.feedEof();
    }
    function* take(): Coroutine<number[]> {
      const all: number[] = [];
      for (;;) {
        const piece = yield* reader.read(7);
        if (piece.length === 0) return all;
        there -= piece.length;
        all.push(...piece);
      }
    }
    const [, all] = yield* gather([feed(), take()]);
    expect(all).toEqual(
      Array.from({ length: 1500 }, (_, n) => Math.floor(n / 3) % 256),
    );
    expect(most).toBeLessThanOrEqual(2 * 16 + 3);
  }
  run(main());
});

test('a stream is read where no loop runs only as far as nothing has to be waited for', () => {
  const reader = fed(['ab']);
  expect(text(reader.read(1).next().value as Uint8Array)).toBe('a');
  reader.read(1).next();
  expect(() => reader.read(1).next()).toThrow('no loop is running');
  const loop = new TaskLoop();
  reader.feedData(bytes('c'));
  expect(text(loop.runUntilComplete(reader.read(1)))).toBe('c');
  loop.close();
});
