import { expect, test } from 'vitest';
import { ThreadedExecutor } from '../../src/index.ts';
import { put, take } from './exercise.ts';

const executor = new ThreadedExecutor({ maxThreads: 1 });

const mailbox = (): SharedArrayBuffer => new SharedArrayBuffer(1024);

/**
 * Runs on the other thread, and gets `put` as text.
 * @returns How often that thread went to sleep.
 */
function putAll(source: string, memory: SharedArrayBuffer, letters: string[]): number {
  const put = (0, eval)(`(${source})`);
  const { wait } = Atomics;
  let sleeps = 0;
  Atomics.wait = ((...args: Parameters<typeof wait>) => {
    sleeps++;
    return wait(...args);
  }) as typeof wait;
  try {
    for (const letter of letters) put(memory, letter);
  } finally {
    Atomics.wait = wait;
  }
  return sleeps;
}

/** Takes as many letters as there are to come; gives up after ten seconds without one. */
function takeAll(memory: SharedArrayBuffer, count: number): (string | undefined)[] {
  const taken: (string | undefined)[] = [];
  const rest = new Int32Array(new SharedArrayBuffer(4));
  for (let empty = 0; taken.length < count && empty < 10_000;) {
    const letter = take(memory);
    if (letter === undefined) {
      empty++;
      Atomics.wait(rest, 0, 0, 1);
    } else {
      empty = 0;
      taken.push(letter);
    }
  }
  return taken;
}

test('a letter that was put in can be taken out, once', () => {
  const memory = mailbox();
  expect(take(memory)).toBeUndefined();
  put(memory, 'hello');
  expect(take(memory)).toBe('hello');
  expect(take(memory)).toBeUndefined();
});

test('the next letter may be shorter, or empty', () => {
  const memory = mailbox();
  for (const letter of ['a long letter', 'short', '', 'x']) {
    put(memory, letter);
    expect(take(memory)).toBe(letter);
  }
});

test('letters may be in any language', () => {
  const memory = mailbox();
  for (const letter of ['grüß dich', 'こんにちは', '👋🏽']) {
    put(memory, letter);
    expect(take(memory)).toBe(letter);
  }
});

test('a letter cannot be taken while it is being written', () => {
  const memory = mailbox();
  const { set } = Uint8Array.prototype;
  let early: string | undefined;
  Uint8Array.prototype.set = function (...args) {
    early = take(memory);
    return set.apply(this, args);
  };
  try {
    put(memory, 'hello');
  } finally {
    Uint8Array.prototype.set = set;
  }
  expect(early).toBeUndefined();
  expect(take(memory)).toBe('hello');
});

test('another thread puts many letters, and none is lost or torn', () => {
  const memory = mailbox();
  const letters = Array.from({ length: 200 }, (_, i) => `${i} `.repeat((i % 40) + 1));
  const done = executor.submit(putAll, String(put), memory, letters);
  expect(takeAll(memory, letters.length)).toEqual(letters);
  done.result(10_000);
});

test('put waits while there is a letter, and take wakes it', () => {
  const memory = mailbox();
  put(memory, 'first');
  const done = executor.submit(putAll, String(put), memory, ['second']);
  try {
    done.result(100);
  } catch {}
  expect(done.done(), 'it has not returned before the first was taken').toBe(false);
  expect(take(memory)).toBe('first');
  expect(done.result(10_000), 'how often it slept').toBeGreaterThan(0);
  expect(take(memory)).toBe('second');
});
