import type { Coroutine, StreamWriter } from '../../src/index.ts';

/** Sends one page after the other. */
export function* sendAll(
  writer: StreamWriter,
  pages: Iterable<Uint8Array>,
): Coroutine<void> {
  for (const page of pages) writer.write(page);
}
