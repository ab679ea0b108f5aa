import { openConnection, run, sleep, startServer } from '../src/index.ts';
import type { StreamReader, StreamWriter } from '../src/index.ts';

function* timetable() {
  for (let day = 1; day <= 365; day++) yield new Uint8Array(64_000);
}

function* serve(reader: StreamReader, writer: StreamWriter) {
  yield* reader.readLine();
  for (const page of timetable()) {
    writer.write(page);
    yield* writer.drain();
  }
  console.log('the desk has written 365 pages');
}

function* visitor() {
  const server = yield* startServer(serve, '127.0.0.1', 0);
  const { host, port } = server.address();
  const [reader, writer] = yield* openConnection(host, port);
  writer.write('the whole timetable\n');
  yield* sleep(300); // looks out of the window
  console.log('the visitor begins to read');
  const all = yield* reader.read();
  console.log(`the visitor has read ${all.length / 64_000} pages`);
}

run(visitor());
