/** Words that two threads share. Before each access the other thread may get in. */
export interface Shared {
  load(word: Word): Generator<void, number>;
  store(word: Word, value: number): Generator<void, void>;
  /** Stores a value, and returns the one before. The other can't get in between. */
  exchange(word: Word, value: number): Generator<void, number>;
}

/** The only letter, or 0; and 1 if the writer waits to be rung. */
export type Word = 'letter' | 'writerWaits';

/**
 * For the thread that writes.
 * @returns False if there's no room: then the thread sleeps until it's rung, and comes
 *   back with the same letter.
 */
export function* put(box: Shared, letter: number): Generator<void, boolean> {
  if ((yield* box.load('letter')) !== 0) {
    yield* box.store('writerWaits', 1);
    // the reader may have made room before it could see that
    if ((yield* box.load('letter')) !== 0) return false;
  }
  yield* box.store('letter', letter);
  return true;
}

/**
 * For the thread that reads.
 * @returns The letter, or 0; and whether the writer has to be rung.
 */
export function* take(box: Shared): Generator<void, [letter: number, ring: boolean]> {
  const letter = yield* box.exchange('letter', 0);
  const waits = yield* box.exchange('writerWaits', 0);
  return [letter, waits === 1];
}
