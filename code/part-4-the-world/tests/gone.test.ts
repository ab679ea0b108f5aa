import { expect, test } from 'vitest';
import { NetworkError, openConnection, run, startServer } from '../src/index.ts';
import { useLoopback } from '../src/net/driver.ts';

test('a writer that waits in drain hears that its visitor has gone', () => {
  useLoopback();
  let error: unknown;
  run(
    (function* () {
      const server = yield* startServer(
        function* (_reader, writer) {
          try {
            for (;;) {
              writer.write(new Uint8Array(16_000));
              yield* writer.drain();
            }
          } catch (thrown) {
            error = thrown;
            throw thrown;
          }
        },
        '127.0.0.1',
        0,
      );
      const { host, port } = server.address();
      const [, writer] = yield* openConnection(host, port);
      for (let turn = 0; turn < 100; turn++) yield;
      writer.abort();
      server.close();
      yield* server.waitClosed();
    })(),
  );
  expect(error).toBeInstanceOf(NetworkError);
});
