// What the tests of the steps with a server share beside kit-net.ts: servers, and who talks to them.
import {
  openConnection,
  startServer,
  type ClientHandler,
  type Coroutine,
  type Server,
  type StreamReader,
  type StreamWriter,
} from '../src/index.ts';
import { HERE, text } from './kit-net.ts';

export const serve = (handler: ClientHandler): Coroutine<Server> =>
  startServer(handler, HERE, 0);
export const connectTo = (server: Server) =>
  openConnection(HERE, server.address().port);

/** Says a word and nothing more, and gives the answer. */
export function* ask(server: Server, word: string): Coroutine<string> {
  const [reader, writer] = yield* connectTo(server);
  writer.write(word);
  writer.writeEof();
  const answer = text(yield* reader.read());
  writer.close();
  return answer;
}
export function* shout(reader: StreamReader, writer: StreamWriter): Coroutine<void> {
  writer.write(text(yield* reader.read()).toUpperCase());
}
