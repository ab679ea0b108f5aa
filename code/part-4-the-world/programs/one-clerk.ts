import { openConnection, run, startServer } from '../src/index.ts';
import type { StreamReader, StreamWriter } from '../src/index.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trimEnd();

function* serve(reader: StreamReader, writer: StreamWriter) {
  const name = text(yield* reader.readLine()); // until the question comes
  writer.write(`${name}: platform 4\n`);
}

function* station() {
  const server = yield* startServer(serve, '127.0.0.1', 0); // any port that's free
  const { host, port } = server.address();
  for (let visitor = 0; visitor < 100; visitor++) yield* openConnection(host, port);
  console.log('100 visitors say nothing');
  const [reader, writer] = yield* openConnection(host, port);
  console.log('Cleo asks');
  writer.write('Cleo\n');
  console.log(text(yield* reader.readLine()));
}

run(station());
