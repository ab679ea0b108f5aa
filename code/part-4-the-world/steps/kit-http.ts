// What the tests of the steps with HTTP share beside the other kits: visitors of a server.
import {
  getRunningLoop,
  IncompleteReadError,
  openConnection,
  sleep,
  type Coroutine,
  type Server,
  type StreamReader,
} from '../src/index.ts';
import { bytes, HERE, text } from './kit-net.ts';

/** An answer: its status, and the text of its body. */
export type Answer = [status: number, body: string];

const EMPTY_LINE = bytes('\r\n\r\n');

/** A question without a body. */
export const get = (path: string, ...headers: string[]): string =>
  ask('GET', path, headers);
export const ask = (
  method: string,
  path: string,
  headers: readonly string[] = [],
  body = '',
): string =>
  [`${method} ${path} HTTP/1.1`, 'Host: desk', ...headers, '', body].join('\r\n');

function* readAnswer(reader: StreamReader): Coroutine<Answer | undefined> {
  let head: string;
  try {
    head = text(yield* reader.readUntil(EMPTY_LINE));
  } catch (error) {
    if (error instanceof IncompleteReadError) return undefined;
    throw error;
  }
  const length = Number(/^content-length: (\d+)/m.exec(head)?.[1] ?? 0);
  return [
    Number(head.split(' ')[1]),
    text(yield* reader.readExactly(length)).trimEnd(),
  ];
}

/** All answers, up to the end of the connection. */
export function* readAll(reader: StreamReader): Coroutine<Answer[]> {
  const answers: Answer[] = [];
  for (;;) {
    const answer = yield* readAnswer(reader);
    if (!answer) return answers;
    answers.push(answer);
  }
}

/** Says one piece after the other, 200 ms apart, and nothing more: all the answers. */
export function* say(server: Server, ...pieces: string[]): Coroutine<Answer[]> {
  const [reader, writer] = yield* openConnection(HERE, server.address().port);
  const answers = getRunningLoop().addTask(readAll(reader));
  for (const [at, piece] of pieces.entries()) {
    if (at > 0) yield* sleep(200);
    if (!writer.isClosing()) writer.write(piece);
  }
  writer.writeEof();
  const all = yield* answers;
  writer.close();
  return all;
}

/** Says a piece, and gives all that is heard, as it was said. */
export function* hear(server: Server, piece: string): Coroutine<string> {
  const [reader, writer] = yield* openConnection(HERE, server.address().port);
  writer.write(piece);
  writer.writeEof();
  const heard = text(yield* reader.read());
  writer.close();
  return heard.replaceAll('\r\n', '\n');
}
