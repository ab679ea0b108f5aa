import { expect, test } from 'vitest';
import {
  getCurrentTask,
  getRunningLoop,
  HttpError,
  openConnection,
  serveHttp,
  sleep,
  type Coroutine,
  type HttpHandler,
  type HttpOptions,
  type Server,
} from '../../src/index.ts';
import { begin } from '../kit-time.ts';
import { bytes, HERE, onNetwork, text } from '../kit-net.ts';
import { ask, get, hear, readAll, say } from '../kit-http.ts';

const desk: HttpHandler = function* ({ path }) {
  if (path === '/weather') throw new RangeError('no window at this desk');
  if (path === '/dining-car')
    throw new HttpError(404, 'there is none', { 'x-try': 'the platform' });
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

test('a handler that fails costs an answer, and the next question is answered', () => {
  const { came, told } = served({}, (server) =>
    say(server, get('/weather') + get('/7:02')),
  );
  expect(came).toEqual([
    [500, expect.any(String)],
    [200, '/7:02 to the sea'],
  ]);
  expect(told).toEqual([expect.stringContaining('/weather')]);
});

test('what was wrong in the handler is told to us, and not to the visitor', () => {
  const { came } = served({}, (server) => hear(server, get('/weather')));
  expect(came).not.toContain('window');
});

test('an HttpError of the handler is an answer like any other', () => {
  const { came, told } = served({}, function* (server) {
    const both = get('/dining-car') + get('/7:02');
    return [yield* say(server, both), yield* hear(server, get('/dining-car'))];
  });
  const [answers, heard] = came as [unknown, string];
  expect(answers).toEqual([
    [404, 'there is none'],
    [200, '/7:02 to the sea'],
  ]);
  expect([told, heard.includes('x-try: the platform')]).toEqual([[], true]);
});

test.each<[string, number, string]>([
  ['what is no HTTP', 400, 'Hello! Which platform?\r\n\r\n'],
  ['another version', 505, 'GET / HTTP/2.0\r\nHost: desk\r\n\r\n'],
  ['first lines that are too long', 431, get('/', `X-Long: ${'x'.repeat(300)}`)],
  ['a body that is too long', 413, ask('POST', '/', ['Content-Length: 101'])],
])('%s is told %i, and that is the end of the connection', (_, status, question) => {
  const { came, told } = served({ headLimit: 200, bodyLimit: 100 }, function* (server) {
    const refused = yield* statuses(server, question + get('/7:02'));
    return [refused, yield* statuses(server, get('/7:02'))];
  });
  expect([came, told]).toEqual([[[status], [200]], []]);
});

test('a visitor who is still talking when it is refused hears why', () => {
  const { came, told } = served({ headLimit: 200 }, function* (server) {
    const [reader, writer] = yield* openConnection(HERE, server.address().port);
    const answers = yield* begin(readAll(reader));
    for (let n = 0; n < 20; n++) writer.write('nonsense '.repeat(100));
    for (let n = 0; n < 5; n++) {
      yield* sleep(10);
      if (!writer.isClosing()) writer.write('and more nonsense');
    }
    writer.writeEof();
    return (yield* answers).map(([status]) => status);
  });
  expect([came, told]).toEqual([[414], []]);
});

test('what it is told is plain text, and a line', () => {
  const { came } = served({}, function* (server) {
    const [reader, writer] = yield* openConnection(HERE, server.address().port);
    writer.write(get('/dining-car'));
    const head = text(yield* reader.readUntil(bytes('\r\n\r\n')));
    return [/^content-type: (.*)\r$/m.exec(head)?.[1], text(yield* reader.readLine())];
  });
  expect(came).toEqual(['text/plain; charset=utf-8', 'there is none\n']);
});

test('but the server does not listen to it for ever', () => {
  const { came, at } = served({}, function* (server) {
    const [reader, writer] = yield* openConnection(HERE, server.address().port);
    writer.write('nonsense\r\n\r\n');
    yield* reader.read();
    server.close();
    yield* server.waitClosed();
    return 'closed';
  });
  expect([came, at]).toEqual(['closed', 1000]);
});

test('a handler that is cancelled is not answered for, and nothing is told', () => {
  const { came, told } = onNetwork(function* () {
    const server = yield* serveHttp(
      function* () {
        getCurrentTask().cancel();
        yield;
        return {};
      },
      HERE,
      0,
    );
    return yield* statuses(server, get('/'));
  });
  expect([came, told]).toEqual([[], []]);
});

test('on a bad day good visitors are served', () => {
  const { came } = served({}, function* (server) {
    const loop = getRunningLoop();
    const bad = ['/weather', '/dining-car'].map((path) =>
      loop.addTask(statuses(server, get(path))),
    );
    bad.push(loop.addTask(statuses(server, 'nonsense\r\n\r\n')));
    const good = yield* statuses(server, get('/7:02') + get('/8:40'));
    const all: number[][] = [];
    for (const task of bad) all.push(yield* task);
    return [good, all];
  });
  expect(came).toEqual([
    [200, 200],
    [[500], [404], [400]],
  ]);
});
