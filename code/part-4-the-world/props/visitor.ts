import {
  getRunningLoop,
  IncompleteReadError,
  openConnection,
  sleep,
  type Address,
  type Coroutine,
  type StreamReader,
} from '../src/index.ts';

/** What a desk answers. */
export interface Answer {
  status: number;
  headers: Map<string, string>;
  body: string;
}

const EMPTY_LINE = new TextEncoder().encode('\r\n\r\n');
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Reads one answer; `undefined` if the connection ends before it begins. */
export function* readAnswer(reader: StreamReader): Coroutine<Answer | undefined> {
  let head: string;
  try {
    head = text(yield* reader.readUntil(EMPTY_LINE));
  } catch (error) {
    if (error instanceof IncompleteReadError) return undefined;
    throw error;
  }
  const [first = '', ...lines] = head.trimEnd().split('\r\n');
  const headers = new Map(lines.map((line) => line.split(': ', 2) as [string, string]));
  const length = Number(headers.get('content-length') ?? 0);
  const body = text(yield* reader.readExactly(length));
  return { status: Number(first.split(' ')[1]), headers, body };
}

/**
 * Says one piece after the other, with a pause between them, and nothing more.
 * @returns All answers, up to the end of the connection.
 */
export function* say(
  { host, port }: Address,
  ...pieces: string[]
): Coroutine<Answer[]> {
  const [reader, writer] = yield* openConnection(host, port);
  const answers = getRunningLoop().addTask(readAll(reader));
  for (const [at, piece] of pieces.entries()) {
    if (at > 0) yield* sleep(200);
    writer.write(piece);
  }
  writer.writeEof();
  const all = yield* answers;
  writer.close();
  return all;
}

function* readAll(reader: StreamReader): Coroutine<Answer[]> {
  const answers: Answer[] = [];
  for (;;) {
    const answer = yield* readAnswer(reader);
    if (!answer) return answers;
    answers.push(answer);
  }
}

/** Says a piece, and gives all that is heard, as it was said. */
export function* hear({ host, port }: Address, piece: string): Coroutine<string> {
  const [reader, writer] = yield* openConnection(host, port);
  writer.write(piece);
  writer.writeEof();
  const heard = text(yield* reader.read());
  writer.close();
  return heard.replaceAll('\r\n', '\n').trimEnd();
}
