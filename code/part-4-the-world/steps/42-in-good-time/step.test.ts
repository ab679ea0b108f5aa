import { expect, test } from 'vitest';
import {
  getRunningLoop,
  openConnection,
  serveHttp,
  sleep,
  type Coroutine,
  type HttpHandler,
  type HttpOptions,
  type Server,
} from '../../src/index.ts';
import { begin } from '../kit-time.ts';
import { HERE, onNetwork, text } from '../kit-net.ts';
import { get, readAll, say } from '../kit-http.ts';

const desk: HttpHandler = function* ({ path }) {
  if (path === '/slow') yield* sleep(500);
  return { body: `${path} to the sea` };
};

/** What comes of talking to a desk with those options. */
function served(
  options: HttpOptions,
  main: (server: Server) => Coroutine<unknown>,
): ReturnType<typeof onNetwork> {
  return onNetwork(function* () {
    return yield* main(yield* serveHttp(desk, HERE, 0, options));
  });
}
const statuses = function* (server: Server, ...pieces: string[]): Coroutine<number[]> {
  return (yield* say(server, ...pieces)).map(([status]) => status);
};

test('a question that does not come to its end in time is told 408', () => {
  const { came, told } = served({ transferMs: 50 }, function* (server) {
    const [reader, writer] = yield* openConnection(HERE, server.address().port);
    const asked = getRunningLoop().time();
    writer.write('GET /7:02 HT');
    const head = text(yield* reader.readLine());
    return [head, getRunningLoop().time() - asked];
  });
  expect([came, told]).toEqual([['HTTP/1.1 408 Request Timeout\r\n', 50], []]);
});

test('a handler may take longer than that', () => {
  const { came } = served({ transferMs: 50, idleMs: 50 }, (server) =>
    statuses(server, get('/slow')),
  );
  expect(came).toEqual([200]);
});

test('a connection that is idle for too long is closed, without an answer', () => {
  const { came, told } = served({ idleMs: 50 }, function* (server) {
    const loop = getRunningLoop();
    const [reader, writer] = yield* openConnection(HERE, server.address().port);
    const answers = yield* begin(readAll(reader));
    yield* sleep(40);
    writer.write(get('/7:02'));
    const asked = loop.time();
    return [yield* answers, loop.time() - asked];
  });
  expect([came, told]).toEqual([[[[200, '/7:02 to the sea']], 50], []]);
});

test('a visitor who does not take what was sent loses the connection', () => {
  const { came } = onNetwork(function* () {
    let sent = 0;
    const board: HttpHandler = function* () {
      return {
        *body(send) {
          for (; sent < 1000; sent++) yield* send('x'.repeat(2 ** 14));
        },
      };
    };
    const server = yield* serveHttp(board, HERE, 0, { transferMs: 50 });
    const [, writer] = yield* openConnection(HERE, server.address().port);
    writer.write(get('/'));
    yield* sleep(200); // and does not read
    server.close();
    yield* server.waitClosed();
    return [sent < 100, getRunningLoop().time() < 500];
  });
  expect(came, 'sent little; and soon').toEqual([true, true]);
});

test('a slow visitor holds up no other', () => {
  const { came } = served({ transferMs: 50 }, function* (server) {
    const slow = getRunningLoop().addTask(
      statuses(server, 'GET ', '/7:02 HTTP/1.1\r\n'),
    );
    const good = yield* statuses(server, get('/7:02') + get('/8:40'));
    return [good, yield* slow];
  });
  expect(came).toEqual([[200, 200], [408]]);
});

test('a question whose body is late is told 408, too, and one in time is answered', () => {
  const { came } = served({ transferMs: 300 }, function* (server) {
    const head = 'POST / HTTP/1.1\r\nHost: desk\r\nContent-Length: 4\r\n\r\n';
    return [
      yield* statuses(server, head, '', 'late'),
      yield* statuses(server, head, 'good'),
    ];
  });
  expect(came).toEqual([[408], [200]]);
});
