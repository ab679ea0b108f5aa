import { say } from '../props/visitor.ts';
import { getRunningLoop, HttpError, run, serveHttp } from '../src/index.ts';
import type { HttpRequest } from '../src/index.ts';

function* answer({ path }: HttpRequest) {
  if (path === '/timetable') return { body: '7:02 to the sea' };
  if (path === '/weather') throw new RangeError('no window at this desk');
  throw new HttpError(404, `there is no ${path}`);
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: desk\r\n\r\n`;

function* main() {
  getRunningLoop().setExceptionHandler((_, { message, exception }) =>
    console.log(`${message}: ${exception}`),
  );
  const options = { transferMs: 50 };
  const server = yield* serveHttp(answer, '127.0.0.1', 0, options);
  for (const [visitor, ...pieces] of [
    ['Ann', get('/weather') + get('/timetable')],
    ['Ben', 'Hello! Which platform?\r\n\r\n'],
    ['Cleo', 'GET /time', 'table HTTP/1.1\r\nHost: desk\r\n\r\n'],
    ['Dan', get('/dining-car') + get('/timetable')],
  ])
    for (const { status, body } of yield* say(server.address(), ...pieces))
      console.log(`${visitor}: ${status} ${body.trimEnd()}`);
}

run(main());
