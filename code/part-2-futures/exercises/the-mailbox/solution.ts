/**
 * Puts a letter into the mailbox. If there is a letter in it, waits until that has been
 * taken.
 * @param memory Two 32-bit integers, yours to use (all 0 at the beginning), and from
 *   byte 8 on, room for one letter.
 */
export function put(memory: SharedArrayBuffer, letter: string): void {
  const words = new Int32Array(memory, 0, 2); // is there a letter? how many bytes?
  while (Atomics.load(words, 0) === 1) Atomics.wait(words, 0, 1);
  const bytes = new TextEncoder().encode(letter);
  new Uint8Array(memory, 8).set(bytes);
  words[1] = bytes.length;
  Atomics.store(words, 0, 1);
}

/**
 * Takes the letter out of the mailbox, so that the next one can be put in. Never waits.
 * @returns The letter, or `undefined` if there is none.
 */
export function take(memory: SharedArrayBuffer): string | undefined {
  const words = new Int32Array(memory, 0, 2);
  if (Atomics.load(words, 0) === 0) return undefined;
  const bytes = new Uint8Array(memory, 8, words[1]).slice();
  Atomics.store(words, 0, 0);
  Atomics.notify(words, 0);
  return new TextDecoder().decode(bytes);
}
