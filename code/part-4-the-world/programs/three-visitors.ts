import { say } from '../props/visitor.ts';
import { servePages } from '../src/drafts/serve-pages.ts';
import { run, startServer } from '../src/index.ts';

const pages: Record<string, string> = {
  '/timetable': '7:02 to the sea',
  '/platforms': '1 to 4',
};
const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: desk\r\n\r\n`;

function* main() {
  const server = yield* startServer(
    (reader, writer) => servePages(reader, writer, pages),
    '127.0.0.1',
    0,
  );
  for (const [visitor, ...pieces] of [
    ['Ann', get('/timetable')],
    ['Ben', 'GET /time', 'table HTTP/1.1\r\nHost: desk\r\n\r\n'],
    ['Cleo', get('/timetable') + get('/platforms')],
  ])
    for (const { body } of yield* say(server.address(), ...pieces))
      console.log(`${visitor}: ${body}`);
}

run(main());
