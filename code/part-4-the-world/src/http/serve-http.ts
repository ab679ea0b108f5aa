import type { Coroutine } from '../coroutine.ts';
import {
  FutureCancelledError,
  FutureTimeoutError,
  IncompleteReadError,
} from '../errors.ts';
import type { Future } from '../future.ts';
import { startServer, type Server } from '../net/server.ts';
import type { StreamReader } from '../net/stream-reader.ts';
import type { StreamWriter } from '../net/stream-writer.ts';
import { timeout } from '../scopes/timeout.ts';
import { within } from '../scopes/within.ts';
import { getRunningLoop } from '../task-loop.ts';
import { HttpError } from './http-error.ts';
import { placeOf, readBody, readHead, type Head, type HttpRequest } from './request.ts';
import { sendResponse, type HttpResponse } from './response.ts';

/** Answers a request. */
export type HttpHandler = (request: HttpRequest) => Coroutine<HttpResponse>;

export interface HttpOptions {
  /** How long a connection may be idle between two requests, in milliseconds. */
  idleMs?: number;
  /** How long a request may take to come in, and a client to take what was sent. */
  transferMs?: number;
  /** How long the first lines of a request may be, in bytes. */
  headLimit?: number;
  bodyLimit?: number;
}

/**
 * Serves HTTP/1.1. Connections stay open for the next request; a request that is
 * malformed, too long or too slow is answered as such, and ends its connection and
 * nothing else.
 * @param port Zero for any that is free.
 * @throws {NetworkError} if the address is not ours, or in use.
 */
export function* serveHttp(
  handler: HttpHandler,
  host: string,
  port: number,
  options: HttpOptions = {},
): Coroutine<Server> {
  const { idleMs = 5_000, transferMs = 30_000, bodyLimit = 2 ** 20 } = options;
  const { headLimit = 2 ** 14 } = options;
  const limits = { idleMs, transferMs, bodyLimit };
  const serve = (reader: StreamReader, writer: StreamWriter): Coroutine<void> =>
    serveConnection(handler, reader, writer, limits);
  return yield* startServer(serve, host, port, { limit: headLimit });
}

type Limits = Required<Omit<HttpOptions, 'headLimit'>>;

function* serveConnection(
  handler: HttpHandler,
  reader: StreamReader,
  writer: StreamWriter,
  limits: Limits,
): Coroutine<void> {
  for (;;) {
    const first = yield* firstByte(reader, limits.idleMs);
    if (first.length === 0) return;
    const isOpen = yield* serveOne(handler, first, reader, writer, limits);
    if (!isOpen) return;
  }
}

/** Nothing, if the client closes the connection, or is idle for too long. */
function* firstByte(reader: StreamReader, idleMs: number): Coroutine<Uint8Array> {
  try {
    return yield* inTime(idleMs, reader.read(1));
  } catch (error) {
    if (error instanceof FutureTimeoutError) return new Uint8Array(0);
    throw error;
  }
}

/** @returns True if the connection stays open. */
function* serveOne(
  handler: HttpHandler,
  first: Uint8Array,
  reader: StreamReader,
  writer: StreamWriter,
  limits: Limits,
): Coroutine<boolean> {
  const drain = (): Coroutine<void> => inTime(limits.transferMs, writer.drain());
  try {
    const { request, head } = yield* receive(first, reader, writer, limits);
    const response = yield* answer(handler, request);
    return yield* sendResponse(response, writer, drain, {
      isHead: head.method === 'HEAD',
      knowsChunks: head.isCurrent,
      keepsAlive: head.keepsAlive,
    });
  } catch (error) {
    if (error instanceof IncompleteReadError) return false; // the client has hung up
    if (!(error instanceof HttpError)) throw error;
    yield* sendResponse(responseTo(error), writer, drain, REFUSED);
    yield* linger(reader, writer);
    return false;
  }
}

const REFUSED = { isHead: false, knowsChunks: false, keepsAlive: false };

interface Received {
  head: Head;
  request: HttpRequest;
}

/** @throws {HttpError} for what is no request, or comes too slowly. */
function* receive(
  first: Uint8Array,
  reader: StreamReader,
  writer: StreamWriter,
  { transferMs, bodyLimit }: Limits,
): Coroutine<Received> {
  const go = (): void => writer.write('HTTP/1.1 100 Continue\r\n\r\n');
  try {
    return yield* inTime(transferMs, readRequest(first, reader, bodyLimit, go));
  } catch (error) {
    if (error instanceof FutureTimeoutError) throw new HttpError(408, 'too slow');
    throw error;
  }
}

function* readRequest(
  first: Uint8Array,
  reader: StreamReader,
  bodyLimit: number,
  go: () => void,
): Coroutine<Received> {
  const head = yield* readHead(reader, first);
  const { method, headers } = head;
  const { path, query } = placeOf(head);
  const body = yield* readBody(head, reader, bodyLimit, go);
  return { head, request: { method, path, query, headers, body } };
}

/**
 * Limits how long the work may take, as a `timeout` does. Mostly all that it needs is
 * there already, and work that ends without waiting needs no timer.
 */
function* inTime<T>(ms: number, work: Coroutine<T>): Coroutine<T> {
  const step = work.next();
  if (step.done) return step.value;
  return (yield* within(timeout(ms), () => rest(work, step)))!;
}

/** What is left of work that has taken a step. */
function* rest<T>(
  work: Coroutine<T>,
  step: IteratorResult<Future<any> | undefined | void, T>,
): Coroutine<T> {
  while (!step.done) {
    let go: () => typeof step;
    try {
      const sent: unknown = yield step.value;
      go = () => work.next(sent);
    } catch (error) {
      go = () => work.throw(error);
    }
    step = go();
  }
  return step.value;
}

/** A handler that fails costs its client an answer, and nobody else anything. */
function* answer(handler: HttpHandler, request: HttpRequest): Coroutine<HttpResponse> {
  try {
    return yield* handler(request);
  } catch (exception) {
    if (exception instanceof HttpError) return responseTo(exception);
    if (exception instanceof FutureCancelledError) throw exception;
    const message = `Error in the handler of ${request.method} ${request.path}`;
    getRunningLoop().callExceptionHandler({ message, exception });
    return responseTo(new HttpError(500, 'something went wrong here'));
  }
}

const responseTo = ({ status, message, headers }: HttpError): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  body: `${message}\n`,
});

/**
 * Reads on for a moment: a connection that is closed while something comes in is reset,
 * and the client may never see why.
 */
function* linger(reader: StreamReader, writer: StreamWriter): Coroutine<void> {
  writer.writeEof();
  try {
    yield* within(timeout(1_000), function* () {
      for (let left = 64; left > 0; left--)
        if ((yield* reader.read(2 ** 16)).length === 0) return;
    });
  } catch (error) {
    if (!(error instanceof FutureTimeoutError)) throw error;
  }
}
