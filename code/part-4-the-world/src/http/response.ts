import type { Coroutine } from '../coroutine.ts';
import type { StreamWriter } from '../net/stream-writer.ts';

/** Sends a piece of a body, and waits where the client is slow. */
export type Send = (piece: Uint8Array | string) => Coroutine<void>;

/** The answer to a request. */
export interface HttpResponse {
  /** 200 if it is not said. */
  status?: number;
  headers?: Readonly<Record<string, string>>;
  /**
   * Text (as UTF-8), bytes, or what sends it piece by piece. That goes out in chunks,
   * unless a `content-length` among the headers says how much it will be.
   */
  body?: Uint8Array | string | ((send: Send) => Coroutine<void>);
}

/** How it is to be sent. */
export interface Manner {
  /** Only the head, as `HEAD` wants it. */
  isHead: boolean;
  /** False for HTTP/1.0, which knows no chunks: the end of the connection ends the body. */
  knowsChunks: boolean;
  keepsAlive: boolean;
}

const REASONS: Readonly<Record<number, string>> = {
  100: 'Continue',
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Content Too Large',
  414: 'URI Too Long',
  417: 'Expectation Failed',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
  505: 'HTTP Version Not Supported',
};

const utf8 = new TextEncoder();

/** @returns False if the connection has to end with this response. */
export function* sendResponse(
  { status = 200, headers = {}, body = '' }: HttpResponse,
  writer: StreamWriter,
  drain: () => Coroutine<unknown>,
  { isHead, knowsChunks, keepsAlive }: Manner,
): Coroutine<boolean> {
  const bytes = typeof body === 'string' ? utf8.encode(body) : body;
  const fields = new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const hasNoBody = status === 204 || status === 304;
  if (typeof bytes !== 'function' && !hasNoBody)
    fields.set('content-length', `${bytes.length}`);
  const length = fields.get('content-length');
  const isChunked = length === undefined && !hasNoBody && knowsChunks;
  if (isChunked) fields.set('transfer-encoding', 'chunked');
  const staysOpen = keepsAlive && (length !== undefined || hasNoBody || knowsChunks);
  fields.set('connection', staysOpen ? 'keep-alive' : 'close');
  const head = headOf(status, fields);
  if (isHead || hasNoBody) writer.write(head);
  else if (typeof bytes !== 'function') writeBoth(writer, head, bytes);
  else {
    writer.write(head);
    yield* sendPieces(bytes, writer, drain, isChunked, length);
  }
  yield* drain();
  return staysOpen;
}

function headOf(status: number, fields: ReadonlyMap<string, string>): string {
  let head = `HTTP/1.1 ${status} ${REASONS[status] ?? ''}\r\n`;
  for (const [name, value] of fields) {
    if (/[^\x20-\x7e\t]/.test(name + value))
      throw new TypeError(
        `the header ${name} has characters that a header cannot have`,
      );
    head += `${name}: ${value}\r\n`;
  }
  return `${head}\r\n`;
}

/** In one piece: two would be two packets. */
function writeBoth(writer: StreamWriter, head: string, body: Uint8Array): void {
  const both = new Uint8Array(head.length + body.length);
  utf8.encodeInto(head, both);
  both.set(body, head.length);
  writer.write(both);
}

/** @throws {RangeError} if it is not as much as the response said. */
function* sendPieces(
  body: (send: Send) => Coroutine<void>,
  writer: StreamWriter,
  drain: () => Coroutine<unknown>,
  isChunked: boolean,
  length: string | undefined,
): Coroutine<void> {
  let sent = 0;
  yield* body(function* (piece) {
    const bytes = typeof piece === 'string' ? utf8.encode(piece) : piece;
    if (bytes.length === 0) return; // an empty chunk would be the last
    sent += bytes.length;
    if (sent > Number(length ?? Infinity))
      throw new RangeError(`the body has more than ${length} bytes`);
    if (isChunked) writer.write(`${bytes.length.toString(16)}\r\n`);
    writer.write(bytes);
    if (isChunked) writer.write('\r\n');
    yield* drain();
  });
  if (sent < Number(length ?? 0))
    throw new RangeError(`the body has ${sent} bytes instead of ${length}`);
  if (isChunked) writer.write('0\r\n\r\n');
}
