import type { Coroutine } from '../coroutine.ts';
import { LimitOverrunError } from '../errors.ts';
import type { StreamReader } from '../net/stream-reader.ts';
import { HttpError } from './http-error.ts';

/** What a client wants. */
export interface HttpRequest {
  /** Such as `GET`, as it was sent. */
  method: string;
  /** The path, with its escapes: `/a%20page`. */
  path: string;
  query: URLSearchParams;
  /** By their names in small letters. */
  headers: ReadonlyMap<string, string>;
  body: Uint8Array;
}

/** A request whose body is not read yet. */
export interface Head {
  method: string;
  target: string;
  headers: Map<string, string>;
  /** True if the client can take what HTTP/1.1 has that 1.0 had not. */
  isCurrent: boolean;
  /** True if the connection may be used again. */
  keepsAlive: boolean;
}

const END_OF_LINE = new Uint8Array([13, 10]);
const END_OF_HEAD = new Uint8Array([13, 10, 13, 10]);
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const REQUEST_LINE = new RegExp(`^(${TOKEN}) ([!-~]+) HTTP/(\\d)\\.(\\d)$`);
const HEADER = new RegExp(`^(${TOKEN}):([^\\0-\\x08\\x0a-\\x1f\\x7f]*)$`);
const HOST = /^(?:\[[0-9a-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(?::\d*)?$/i;
const listed = (token: string): RegExp =>
  new RegExp(`(?:^|,)[ \\t]*${token}[ \\t]*(?:,|$)`, 'i');
const CLOSE = listed('close');
const KEEP_ALIVE = listed('keep-alive');
const CHUNK = /^0*([0-9a-f]{1,8})(?:[ \t]*;[^\0-\x08\x0a-\x1f\x7f]*)?\r\n$/i;
const MOST_CHUNKS = 2 ** 14; // of a body: a tiny one takes as much time as a long one
const latin1 = new TextDecoder('latin1');

/**
 * The first lines of a request, up to the empty one.
 * @param begun What was read of it already.
 */
export function* readHead(reader: StreamReader, begun: Uint8Array): Coroutine<Head> {
  try {
    const rest = yield* reader.readUntil(END_OF_HEAD);
    return parseHead(String.fromCharCode(...begun) + latin1.decode(rest).slice(0, -4));
  } catch (error) {
    if (!(error instanceof LimitOverrunError)) throw error;
    yield* upTo(reader, END_OF_LINE, 414, 'the target is too long');
    throw new HttpError(431, 'the headers are too long');
  }
}

function* upTo(
  reader: StreamReader,
  end: Uint8Array,
  status: number,
  why: string,
): Coroutine<Uint8Array> {
  try {
    return yield* reader.readUntil(end);
  } catch (error) {
    throw error instanceof LimitOverrunError ? new HttpError(status, why) : error;
  }
}

function parseHead(text: string): Head {
  const [first, ...lines] = text.replace(/^(\r\n)+/, '').split('\r\n');
  const match = REQUEST_LINE.exec(first!);
  if (!match) throw new HttpError(400, 'this is no request line');
  if (match[3] !== '1')
    throw new HttpError(505, 'only HTTP/1.0 and 1.1 are known here');
  const headers = parseHeaders(lines);
  const isCurrent = match[4] !== '0';
  const host = headers.get('host');
  if (isCurrent && host === undefined) throw new HttpError(400, 'there is no Host');
  if (!HOST.test(host ?? '')) throw new HttpError(400, 'the Host is no name of one');
  const connection = headers.get('connection') ?? '';
  const keepsAlive =
    !CLOSE.test(connection) && (isCurrent || KEEP_ALIVE.test(connection));
  return { method: match[1]!, target: match[2]!, headers, isCurrent, keepsAlive };
}

/** Those that come more than once are a list; these must not. */
const ONLY_ONCE = new Set(['host', 'content-length', 'transfer-encoding', 'expect']);

function parseHeaders(lines: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const match = HEADER.exec(line);
    if (!match) throw new HttpError(400, 'one of the headers is none');
    const key = match[1]!.toLowerCase();
    const before = headers.get(key);
    if (before !== undefined && ONLY_ONCE.has(key))
      throw new HttpError(400, `${match[1]} comes twice`);
    const here = withoutBlanks(match[2]!);
    headers.set(key, before === undefined ? here : `${before}, ${here}`);
  }
  return headers;
}

const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t';

/** `trim` takes more, and what only seems to be `chunked` must not pass for it. */
function withoutBlanks(text: string): string {
  let [from, to] = [0, text.length];
  while (isBlank(text[from])) from++;
  while (to > from && isBlank(text[to - 1])) to--;
  return text.slice(from, to);
}

/** @throws {HttpError} for a target that is no place on this server. */
export function placeOf({ method, target }: Head): {
  path: string;
  query: URLSearchParams;
} {
  if (target === '*' && method === 'OPTIONS')
    return { path: '*', query: new URLSearchParams() };
  const [whole, host, local = ''] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(target) ?? [];
  if (host === '' || !HOST.test(host ?? ''))
    throw new HttpError(400, 'the target is on no host');
  const [path, query] = cutAt('?', whole === undefined ? target : local);
  if (!/^\/[^#]*$/.test(path) && !(whole && path === ''))
    throw new HttpError(400, 'the path of a target begins with /');
  return { path: path || '/', query: new URLSearchParams(query) };
}

function cutAt(char: string, text: string): [before: string, after: string] {
  const at = text.indexOf(char);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * What comes behind the head.
 * @param limit In bytes.
 * @param go Tells a client that waits for it to send the body.
 */
export function* readBody(
  { headers, isCurrent }: Head,
  reader: StreamReader,
  limit: number,
  go: () => void,
): Coroutine<Uint8Array> {
  const length = headers.get('content-length');
  const coding = headers.get('transfer-encoding')?.toLowerCase();
  if (coding !== undefined && (length !== undefined || !isCurrent))
    throw new HttpError(
      400,
      'the length of the body is said in two ways, or in a wrong one',
    );
  if (coding !== undefined && coding !== 'chunked')
    throw new HttpError(501, 'of transfer encodings only chunked is known here');
  if (length !== undefined && !/^\d+$/.test(length))
    throw new HttpError(400, 'the Content-Length is no number');
  if (Number(length ?? 0) > limit) throw new HttpError(413, 'the body is too long');
  if (coding === undefined && !Number(length ?? 0)) return new Uint8Array(0);
  const expected = isCurrent ? headers.get('expect')?.toLowerCase() : undefined;
  if (expected === '100-continue') go();
  else if (expected !== undefined)
    throw new HttpError(417, 'only 100-continue can be expected');
  return coding
    ? yield* readChunks(reader, limit)
    : yield* reader.readExactly(Number(length));
}

function* readChunks(reader: StreamReader, limit: number): Coroutine<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for (let total = 0; ;) {
    const line = latin1.decode(
      yield* upTo(reader, END_OF_LINE, 400, 'a chunk has no length'),
    );
    const [, digits] = CHUNK.exec(line) ?? [];
    if (digits === undefined) throw new HttpError(400, 'a chunk has no length');
    const length = parseInt(digits, 16);
    total += length;
    if (total > limit) throw new HttpError(413, 'the body is too long');
    if (length === 0) break;
    if (chunks.length === MOST_CHUNKS)
      throw new HttpError(413, 'the body comes in too many pieces');
    const chunk = yield* reader.readExactly(length + 2);
    if (chunk.at(-2) !== 13 || chunk.at(-1) !== 10)
      throw new HttpError(400, 'a chunk is longer than it says');
    chunks.push(chunk.subarray(0, -2));
  }
  yield* skipTrailers(reader);
  return join(chunks);
}

/** Headers behind the body, which nobody here asks for. They have to be some. */
function* skipTrailers(reader: StreamReader): Coroutine<void> {
  for (let left = 100; left > 0; left--) {
    const line = yield* upTo(reader, END_OF_LINE, 431, 'a trailer is too long');
    if (line.length === 2) return;
    parseHeaders([latin1.decode(line).slice(0, -2)]);
  }
  throw new HttpError(431, 'there are too many trailers');
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
