import { IncompleteReadError } from '../../src/index.ts';
import type { Coroutine, StreamReader, StreamWriter } from '../../src/index.ts';

const EMPTY_LINE = new TextEncoder().encode('\r\n\r\n');

/** Answers a browser that wants some of these pages, until it has no more questions. */
export function* servePages(
  reader: StreamReader,
  writer: StreamWriter,
  pages: Record<string, string>,
): Coroutine<void> {
  for (;;) {
    let request: string;
    try {
      request = new TextDecoder().decode(yield* reader.readUntil(EMPTY_LINE));
    } catch (error) {
      if (error instanceof IncompleteReadError) return;
      throw error;
    }
    const [, path = ''] = request.split(' ');
    const body = new TextEncoder().encode(pages[path] ?? `there is no ${path}`);
    const status = path in pages ? '200 OK' : '404 Not Found';
    writer.write(`HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\n\r\n`);
    writer.write(body);
    yield* writer.drain();
  }
}
