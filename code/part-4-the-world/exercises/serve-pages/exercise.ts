import type { Coroutine, StreamReader, StreamWriter } from '../../src/index.ts';

/** Answers a browser that wants some of these pages, until it has no more questions. */
export function* servePages(
  reader: StreamReader,
  writer: StreamWriter,
  pages: Record<string, string>,
): Coroutine<void> {
  const request = new TextDecoder().decode(yield* reader.read(1000));
  const [, path = ''] = request.split(' ');
  const body = new TextEncoder().encode(pages[path] ?? `there is no ${path}`);
  const status = path in pages ? '200 OK' : '404 Not Found';
  writer.write(`HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\n\r\n`);
  writer.write(body);
  yield* writer.drain();
}
