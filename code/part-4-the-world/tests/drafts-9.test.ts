import { expect, test } from 'vitest';
import { servePages } from '../src/drafts/serve-pages.ts';
import {
  openConnection,
  run,
  serveHttp,
  startServer,
  type Coroutine,
  type HttpResponse,
  type Server,
} from '../src/index.ts';
import { useLoopback } from '../src/net/driver.ts';

const pages: Record<string, string> = { '/a': 'page a', '/b': 'page b' };
const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: desk\r\n\r\n`;

const draft = (): Coroutine<Server> =>
  startServer((reader, writer) => servePages(reader, writer, pages), '127.0.0.1', 0);

function* answer({ path }: { path: string }): Coroutine<HttpResponse> {
  return { body: pages[path] ?? `there is no ${path}` };
}

const library = (): Coroutine<Server> => serveHttp(answer, '127.0.0.1', 0);

/** The bodies of all answers to a visitor who says these pieces. */
function heard(serve: () => Coroutine<Server>, ...pieces: string[]): string[] {
  useLoopback();
  return run(
    (function* () {
      const { host, port } = (yield* serve()).address();
      const [reader, writer] = yield* openConnection(host, port);
      for (const piece of pieces) {
        writer.write(piece);
        for (let turn = 0; turn < 20; turn++) yield;
      }
      writer.writeEof();
      let all = '';
      try {
        while (!reader.atEof())
          all += new TextDecoder().decode(yield* reader.read(1000));
      } catch {
        all += 'reset';
      }
      return all.match(/page .|there is no \/\w*|reset/g) ?? [];
    })(),
  );
}

test('a whole question in one piece is answered by both', () => {
  expect(heard(draft, get('/a'))).toEqual(['page a']);
  expect(heard(library, get('/a'))).toEqual(['page a']);
});

test('servePages takes the first piece for the whole question', () => {
  const cut = ['GET /a', 'b HTTP/1.1\r\nHost: desk\r\n\r\n'];
  expect(heard(draft, ...cut)[0]).not.toBe('there is no /ab');
  expect(heard(library, ...cut)).toEqual(['there is no /ab']);
});

test('servePages answers one question in a piece, and hangs up', () => {
  expect(heard(draft, get('/a') + get('/b'))).toEqual(['page a']);
  expect(heard(draft, get('/a'), get('/b'))).not.toContain('page b');
  expect(heard(library, get('/a') + get('/b'))).toEqual(['page a', 'page b']);
  expect(heard(library, get('/a'), get('/b'))).toEqual(['page a', 'page b']);
});
