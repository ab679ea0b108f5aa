import {
  FutureTimeoutError,
  openConnection,
  run,
  startServer,
  waitFor,
} from '../src/index.ts';
import type { Address, StreamReader, StreamWriter } from '../src/index.ts';

function* echo(reader: StreamReader, writer: StreamWriter) {
  while (!reader.atEof()) {
    writer.write(yield* reader.read(64_000));
    yield* writer.drain();
  }
}

function* call({ host, port }: Address, pages: number) {
  const [reader, writer] = yield* openConnection(host, port);
  for (let page = 0; page < pages; page++) {
    writer.write(new Uint8Array(64_000));
    yield* writer.drain();
  }
  writer.writeEof();
  return (yield* reader.read()).length / 64_000;
}

function* main() {
  const server = yield* startServer(echo, '127.0.0.1', 0);
  for (const pages of [1, 365])
    try {
      console.log(
        yield* waitFor(call(server.address(), pages), 1000),
        'pages came back',
      );
    } catch (error) {
      if (!(error instanceof FutureTimeoutError)) throw error;
      console.log(`${pages} pages: no answer within a second`);
    }
}

run(main());
