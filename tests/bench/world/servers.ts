// One server of the benchmark, by name: it listens at a port that is free, and prints that.
//   node servers.ts echo ours
import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import {
  getRunningLoop,
  run,
  serveHttp,
  startServer,
  type Coroutine,
} from '../../../code/part-4-the-world/src/index.ts';

const HOST = '127.0.0.1';
const TEXT = 'Hello, world!\n';
const say = (port: number): void => console.log(JSON.stringify({ port }));

function* echo(): Coroutine<void> {
  const server = yield* startServer(
    function* (reader, writer) {
      for (;;) {
        const bytes = yield* reader.read(2 ** 16);
        if (bytes.length === 0) return;
        writer.write(bytes);
        yield* writer.drain();
      }
    },
    HOST,
    0,
  );
  say(server.address().port);
  yield* server.serveForever();
}

function* http(): Coroutine<void> {
  const headers = { 'content-type': 'text/plain' };
  const server = yield* serveHttp(
    function* () {
      return { headers, body: TEXT };
    },
    HOST,
    0,
    { idleMs: 60_000 },
  );
  say(server.address().port);
  yield* server.serveForever();
}

/** What asyncio's side does: the end of a head, and a dictionary of its lines. No check, no path, no timer. */
function* bareHttp(): Coroutine<void> {
  const end = new Uint8Array([13, 10, 13, 10]);
  const latin1 = new TextDecoder('latin1');
  const server = yield* startServer(
    function* (reader, writer) {
      for (let keeps = true; keeps;) {
        const head = latin1.decode(yield* reader.readUntil(end));
        const [, ...lines] = head.toLowerCase().split('\r\n');
        const headers = new Map(lines.map((line) => line.split(':', 2) as [string, string]));
        keeps = headers.get('connection')?.trim() !== 'close';
        writer.write(
          `HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: ${TEXT.length}\r\n` +
            `connection: ${keeps ? 'keep-alive' : 'close'}\r\n\r\n${TEXT}`,
        );
        yield* writer.drain();
      }
    },
    HOST,
    0,
  );
  getRunningLoop().setExceptionHandler(() => {}); // clients that hang up in the middle of a head
  say(server.address().port);
  yield* server.serveForever();
}

const listen = (server: Server | HttpServer): unknown =>
  server.listen(0, HOST, 4096, () => say((server.address() as AddressInfo).port));

const SERVERS: Record<string, () => unknown> = {
  'echo ours': () => run(echo()),
  'http ours, serveHttp': () => run(http()),
  'http ours, bare': () => run(bareHttp()),
  'echo node:net': () =>
    listen(
      createTcpServer({ noDelay: true }, (socket) => {
        socket.on('error', () => socket.destroy());
        socket.pipe(socket);
      }),
    ),
  'http node:http': () =>
    listen(
      createServer((_, response) => {
        response.setHeader('content-type', 'text/plain');
        response.end(TEXT);
      }),
    ),
};

SERVERS[process.argv.slice(2).join(' ')]!();
