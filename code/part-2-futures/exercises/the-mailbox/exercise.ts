/**
 * Puts a letter into the mailbox. If there is a letter in it, waits until that has been
 * taken.
 * @param memory Two 32-bit integers, yours to use (all 0 at the beginning), and from
 *   byte 8 on, room for one letter.
 */
export function put(memory: SharedArrayBuffer, letter: string): void {
  const words = new Int32Array(memory, 0, 2);
  words[0] = letter.length;
  new Uint8Array(memory, 8).set(new TextEncoder().encode(letter));
  Atomics.notify(words, 0);
}

/**
 * Takes the letter out of the mailbox, so that the next one can be put in. Never waits.
 * @returns The letter, or `undefined` if there is none.
 */
export function take(memory: SharedArrayBuffer): string | undefined {
  const words = new Int32Array(memory, 0, 2);
  if (words[0] === 0) return undefined;
  return new TextDecoder().decode(new Uint8Array(memory, 8, words[0]).slice());
}
