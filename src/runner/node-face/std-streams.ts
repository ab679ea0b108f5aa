// `process.stdout` and `process.stderr`: also where the console prints, since a program may listen in.
import { Buffer } from './buffer.ts';
import { nodeError, wrongType } from './errors.ts';
import { EventEmitter } from './emitter.ts';
import { host } from './host.ts';

type Any = any;

const puts: Record<string, (text: string) => void> = {};
function streamOf(name: 'stdout' | 'stderr', fd: number): Any {
  const decoder = new TextDecoder();
  let isWithin = false; // a sign of which more bytes are to come
  const put = (chunk: string | Uint8Array): void => {
    const isText = typeof chunk === 'string';
    if (isText && isWithin) host.write(name, decoder.decode());
    isWithin = !isText;
    host.write(name, isText ? chunk.toWellFormed() : decoder.decode(chunk, { stream: true }));
  };
  const methods = {
    write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
      const done = typeof encoding === 'function' ? encoding : callback;
      const isOther = typeof encoding !== 'function' && encoding && !UTF8.test(encoding as string);
      if (isOther && encoding !== 'buffer' && !Buffer.isEncoding(encoding))
        throw nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
      if (chunk === null)
        throw nodeError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
      if (typeof chunk !== 'string' && !ArrayBuffer.isView(chunk))
        throw wrongType(
          'chunk',
          'of type string or an instance of Buffer, TypedArray, or DataView',
          chunk,
        );
      if (stream.writableEnded) {
        const error = nodeError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
        host.nextTick(() => {
          if (typeof done === 'function') done(error);
          stream.emit('error', error);
        });
        return false;
      }
      const whole = typeof chunk === 'string' && isOther ? Buffer.from(chunk, encoding) : chunk;
      put(whole as string);
      if (typeof done === 'function') host.nextTick(done as () => void, null);
      return true;
    },
    end(chunk?: unknown, encoding?: unknown, callback?: unknown) {
      const done = [chunk, encoding, callback].find((its) => typeof its === 'function');
      if (chunk !== undefined && chunk !== null && chunk !== done) stream.write(chunk, encoding);
      if (!stream.writableEnded)
        host.nextTick(() => {
          stream.emit('finish');
          if (done) (done as () => void)();
        });
      stream.writableEnded = true;
      stream.writable = false;
      return stream;
    },
    cork() {},
    uncork() {},
  };
  const proto = Object.assign(Object.create(Socket.prototype), methods) as object;
  const stream: Any = Object.create(proto);
  EventEmitter.call(stream);
  puts[name] = put;
  return Object.assign(stream, { fd, writable: true, writableEnded: false });
}
/** As Node's are without a terminal. */
const Socket = function Socket(): void {} as unknown as { prototype: object };
Socket.prototype = Object.create(EventEmitter.prototype, {
  constructor: { value: Socket, configurable: true, writable: true },
});
const UTF8 = /^utf-?8$/i;

export const streams: Record<'stdout' | 'stderr', Any> = {
  stdout: streamOf('stdout', 1),
  stderr: streamOf('stderr', 2),
};
const written = { stdout: streams.stdout.write, stderr: streams.stderr.write };
const { apply } = Reflect;
const ignore = (): void => {};
/** As Node's console does it: whatever a program makes of `write`, it's called, and may fail. */
export function print(name: 'stdout' | 'stderr', text: string): void {
  const stream = streams[name];
  try {
    const { write } = stream;
    if (write !== written[name]) apply(write, stream, [text, ignore]);
    else if (!stream.writableEnded) puts[name]!(text);
  } catch (error) {
    if (isTooDeep(error)) throw error;
  }
}
const isTooDeep = (error: unknown): boolean =>
  error instanceof RangeError && error.message === 'Maximum call stack size exceeded';
