import type { Coroutine, StreamReader, StreamWriter } from '../index.ts';

/** Answers a browser that wants one of these pages. */
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
