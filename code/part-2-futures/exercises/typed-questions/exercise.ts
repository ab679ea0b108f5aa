/**
 * A question and how to read its answer, which is text. `yield* question` yields the
 * question, is sent the answer, and returns it as a `T`. An answer that cannot be read
 * is asked for again.
 */
export class Question<T> {
  readonly text: string;
  readonly read: (answer: string) => T;

  /** @param read Throws if the answer won't do. */
  constructor(text: string, read: (answer: string) => T) {
    this.text = text;
    this.read = read;
  }

  *[Symbol.iterator](): Generator<string, T, string> {
    const answer = yield this.text;
    return answer as T;
  }
}
