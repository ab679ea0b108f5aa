import { openConnection, run, startServer } from '../src/index.ts';
import type { Address, StreamReader, StreamWriter } from '../src/index.ts';

function* echo(reader: StreamReader, writer: StreamWriter) {
  while (!reader.atEof()) {
    writer.write(yield* reader.read(1000));
    yield* writer.drain();
  }
}

function* call({ host, port }: Address, words: string[]) {
  const [reader, writer] = yield* openConnection(host, port);
  for (const word of words) writer.write(word);
  writer.writeEof(); // nothing more from here
  const heard = yield* reader.read();
  writer.close();
  yield* writer.waitClosed();
  return new TextDecoder().decode(heard);
}

function* main() {
  const server = yield* startServer(echo, '127.0.0.1', 0);
  console.log(yield* call(server.address(), ['hello', ' ', 'hello']));
  console.log(yield* call(server.address(), ['grüß', ' dich']));
  server.close();
  yield* server.waitClosed();
  console.log('closed');
}

run(main());
