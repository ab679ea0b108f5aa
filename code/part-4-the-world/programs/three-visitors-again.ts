import { say } from '../props/visitor.ts';
import { HttpError, run, serveHttp, type HttpRequest } from '../src/index.ts';

const pages: Record<string, string> = {
  '/timetable': '7:02 to the sea',
  '/platforms': '1 to 4',
};
const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: desk\r\n\r\n`;

function* answer({ path }: HttpRequest) {
  const body = pages[path];
  if (body === undefined) throw new HttpError(404, `there is no ${path}`);
  return { body };
}

function* main() {
  const server = yield* serveHttp(answer, '127.0.0.1', 0);
  for (const [visitor, ...pieces] of [
    ['Ann', get('/timetable')],
    ['Ben', 'GET /time', 'table HTTP/1.1\r\nHost: desk\r\n\r\n'],
    ['Cleo', get('/timetable') + get('/platforms')],
  ])
    for (const { body } of yield* say(server.address(), ...pieces))
      console.log(`${visitor}: ${body}`);
}

run(main());
