import type { Coroutine } from '../coroutine.ts';
import { getRunningLoop } from '../task-loop.ts';
import { Connection } from './connection.ts';
import { checkPort, order } from './messages.ts';
import type { StreamReader } from './stream-reader.ts';
import { StreamWriter } from './stream-writer.ts';

/** The longest line that a stream takes if it is not told otherwise, in bytes. */
export const LIMIT = 2 ** 16;

/**
 * Connects to a server. asyncio's `open_connection`.
 * @param options.limit Of the reader: see there.
 * @throws {RangeError} if the port or the limit is none.
 * @throws {NetworkError} if nobody is there, or the name is not known.
 */
export function* openConnection(
  host: string,
  port: number,
  { limit = LIMIT }: { limit?: number } = {},
): Coroutine<[StreamReader, StreamWriter]> {
  checkPort(port);
  const connection = new Connection(getRunningLoop(), { host, port }, limit);
  connection.order(order.connect, { host, port });
  try {
    yield* connection.opened.wait();
  } catch (error) {
    connection.order(order.abort);
    throw error;
  }
  if (connection.error) throw connection.error;
  return [connection.reader, new StreamWriter(connection)];
}
