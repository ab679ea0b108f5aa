// `for await` of a stream, which WebKit's streams don't know.
const Stream = ReadableStream;

export function letStreamsBeRead(): void {
  const proto = Stream.prototype;
  if (Symbol.asyncIterator in proto) return;
  const { values } = {
    values(this: ReadableStream, options?: { preventCancel?: boolean }): AsyncIterator<unknown> {
      const keeps = Boolean(options?.preventCancel);
      return steps(this.getReader(), keeps);
    },
  };
  const its = { value: values, configurable: true, writable: true };
  Object.defineProperty(proto, 'values', { ...its, enumerable: true });
  Object.defineProperty(proto, Symbol.asyncIterator, its);
}

/** @param keeps Whether the stream goes on when its reader has had enough. */
async function* steps(
  reader: ReadableStreamDefaultReader,
  keeps: boolean,
): AsyncGenerator<unknown, void, undefined> {
  let isOver = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return void (isOver = true);
      yield value;
    }
  } catch (error) {
    isOver = true;
    throw error;
  } finally {
    if (!isOver && !keeps) await reader.cancel();
    reader.releaseLock();
  }
}
