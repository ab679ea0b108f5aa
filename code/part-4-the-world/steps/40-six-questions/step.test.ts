import { expect, test } from 'vitest';
import {
  gather,
  HttpError,
  openConnection,
  serveHttp,
  sleep,
  staticFiles,
  type Coroutine,
  type HttpHandler,
  type HttpRequest,
  type HttpResponse,
  type Server,
} from '../../src/index.ts';
import { HERE, onNetwork, text } from '../kit-net.ts';
import { ask, get, hear, say } from '../kit-http.ts';

const timetable: HttpHandler = function* ({ path }) {
  return { body: `${path} to the sea` };
};

/** What comes of talking to a server with that handler. */
function served(
  handler: HttpHandler,
  main: (server: Server) => Coroutine<unknown>,
): ReturnType<typeof onNetwork> {
  return onNetwork(function* () {
    return yield* main(yield* serveHttp(handler, HERE, 0));
  });
}

test('two questions that come in one piece get two answers', () => {
  const { came, told, open } = served(timetable, (server) =>
    say(server, get('/7:02') + get('/8:40')),
  );
  expect(came).toEqual([
    [200, '/7:02 to the sea'],
    [200, '/8:40 to the sea'],
  ]);
  expect([told, open]).toEqual([[], 0]);
});

test('a question that comes in pieces gets one answer', () => {
  const { came } = served(timetable, (server) =>
    say(server, 'G', 'ET /7:', '02 HTTP/1.1\r\nHo', 'st: desk\r\n\r', '\n'),
  );
  expect(came).toEqual([[200, '/7:02 to the sea']]);
});

test('six questions go over one connection, each as soon as the last is answered', () => {
  const { came } = served(timetable, function* (server) {
    const [reader, writer] = yield* openConnection(HERE, server.address().port);
    const heads: string[] = [];
    for (let n = 1; n <= 6; n++) {
      writer.write(get(`/${n}`));
      const head = text(yield* reader.readUntil(new TextEncoder().encode('\r\n\r\n')));
      heads.push(head.split('\r\n')[0]!);
      yield* reader.readExactly(Number(/length: (\d+)/.exec(head)![1]));
    }
    return heads;
  });
  expect(came).toEqual(Array(6).fill('HTTP/1.1 200 OK'));
});

test('the handler is told what is wanted, with the body', () => {
  const seen: HttpRequest[] = [];
  const handler: HttpHandler = function* (request) {
    seen.push(request);
    return { body: text(request.body).toUpperCase() };
  };
  const chunked = ['Transfer-Encoding: chunked'];
  const { came } = served(handler, (server) =>
    say(
      server,
      ask('POST', '/a%20b?x=1', ['Content-Length: 5', 'X-Of: Ann'], 'seats') +
        ask('PUT', '/c', chunked, '3\r\nfor\r\n4\r\n two\r\n0\r\n\r\n') +
        get('/d'),
    ),
  );
  expect(came).toEqual([
    [200, 'SEATS'],
    [200, 'FOR TWO'],
    [200, ''],
  ]);
  const [first] = seen;
  expect([
    seen.map(({ method, path }) => `${method} ${path}`),
    first!.query.get('x'),
    first!.headers.get('x-of'),
  ]).toEqual([['POST /a%20b', 'PUT /c', 'GET /d'], '1', 'Ann']);
});

test.each([
  ['a question that says so', get('/1', 'Connection: close') + get('/2'), 1],
  ['HTTP/1.0', 'GET /1 HTTP/1.0\r\n\r\nGET /2 HTTP/1.0\r\n\r\n', 1],
  [
    'HTTP/1.0 that asks to be kept alive',
    'GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n'.repeat(2),
    2,
  ],
])('after %s it is the end of the connection, or not', (_, pieces, answers) => {
  const { came } = served(timetable, (server) => say(server, pieces));
  expect(came).toHaveLength(answers);
});

test('a body that is sent piece by piece goes out in chunks, and HEAD gets the head', () => {
  const board: HttpHandler = function* (): Coroutine<HttpResponse> {
    return {
      *body(send) {
        yield* send('7:02');
        yield* sleep(10);
        yield* send(' to the sea');
      },
    };
  };
  const { came } = served(board, function* (server) {
    return [yield* hear(server, get('/')), yield* hear(server, ask('HEAD', '/'))];
  });
  const [whole, head] = came as [string, string];
  expect(whole.split('\n\n').slice(1).join('|')).toBe('4\n7:02\nb\n to the sea\n0|');
  expect(head.split('\n\n')).toEqual([whole.split('\n\n')[0], '']);
});

test('for HTTP/1.0, which knows no chunks, the end of the connection ends the body', () => {
  const board: HttpHandler = function* (): Coroutine<HttpResponse> {
    return {
      *body(send) {
        yield* send('7:02');
      },
    };
  };
  const { came } = served(board, (server) =>
    hear(server, 'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n'),
  );
  expect(came).toMatch(/^connection: close$[^]*\n\n7:02$/m);
});

test('a visitor who waits to be told to go on is told, before the body comes', () => {
  const { came } = served(
    function* ({ body }) {
      return { body: text(body) };
    },
    function* (server) {
      const [reader, writer] = yield* openConnection(HERE, server.address().port);
      writer.write(ask('POST', '/', ['Content-Length: 2', 'Expect: 100-continue']));
      const go = text(yield* reader.readLine());
      yield* reader.readLine();
      writer.write('hi');
      return [go, text(yield* reader.readLine())];
    },
  );
  expect(came).toEqual(['HTTP/1.1 100 Continue\r\n', 'HTTP/1.1 200 OK\r\n']);
});

test('a handler that waits holds up its own visitor, and no other', () => {
  const order: string[] = [];
  const { came, at } = served(
    function* ({ path }) {
      yield* sleep(path === '/slow' ? 100 : 10);
      return { body: path };
    },
    function* (server) {
      const visit = function* (path: string): Coroutine<void> {
        for (const [, body] of yield* say(server, get(path))) order.push(body);
      };
      yield* gather(['/slow', '/a', '/b'].map(visit));
    },
  );
  expect([came, order, at]).toEqual([undefined, ['/a', '/b', '/slow'], 100]);
});

test('a visitor who hangs up in the middle of a question is no mistake', () => {
  const { came, told } = served(timetable, function* (server) {
    const early: unknown[] = [];
    for (const piece of ['', 'GET /', ask('POST', '/', ['Content-Length: 9'], 'half')])
      early.push(yield* say(server, piece));
    return [early, yield* say(server, get('/7:02'))];
  });
  expect([came, told]).toEqual([[[[], [], []], [[200, '/7:02 to the sea']]], []]);
});

test('the server is one like any other: it says where it is, and can be closed', () => {
  const { came } = served(timetable, function* (server) {
    const { host, port } = server.address();
    server.close();
    yield* server.waitClosed();
    return [host, port > 0];
  });
  expect(came).toEqual([HERE, true]);
});

test('what came with the step is exported, too', () => {
  expect([new HttpError(404, 'sold out').status, typeof staticFiles]).toEqual([
    404,
    'function',
  ]);
});
