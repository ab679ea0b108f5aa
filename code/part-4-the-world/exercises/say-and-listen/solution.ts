import { getRunningLoop } from '../../src/index.ts';
import type { Coroutine, StreamReader, StreamWriter } from '../../src/index.ts';

/**
 * Says all of this to the other side.
 * @returns All that it answers.
 */
export function* sayAndListen(
  reader: StreamReader,
  writer: StreamWriter,
  pages: Iterable<Uint8Array>,
): Coroutine<Uint8Array> {
  const answer = getRunningLoop().addTask(reader.read());
  try {
    for (const page of pages) {
      writer.write(page);
      yield* writer.drain();
    }
    writer.writeEof();
    return yield* answer;
  } finally {
    answer.cancel(); // it would go on reading for a task that's gone
  }
}
