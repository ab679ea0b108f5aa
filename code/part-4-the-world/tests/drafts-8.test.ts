import { expect, test } from 'vitest';
import { sendAll } from '../src/drafts/send-all.ts';
import { openConnection, run, startServer } from '../src/index.ts';
import type { StreamReader, StreamWriter } from '../src/index.ts';
import { useLoopback } from '../src/net/driver.ts';

/** How many pages are made for a visitor who reads none. */
function madeBy(
  send: (writer: StreamWriter, pages: Iterable<Uint8Array>) => Generator<any, unknown>,
): number {
  useLoopback();
  let made = 0;
  function* pages() {
    for (; made < 1000; made++) yield new Uint8Array(16_000);
  }
  const serve = (_reader: StreamReader, writer: StreamWriter) => send(writer, pages());
  run(
    (function* () {
      const server = yield* startServer(serve, '127.0.0.1', 0);
      const { host, port } = server.address();
      yield* openConnection(host, port);
      for (let turn = 0; turn < 2000; turn++) yield;
    })(),
  );
  return made;
}

test('sendAll makes every page for a visitor who reads none; with drain it’s a few', () => {
  expect(madeBy(sendAll)).toBe(1000);
  const made = madeBy(function* (writer, pages) {
    for (const page of pages) {
      writer.write(page);
      yield* writer.drain();
    }
  });
  expect(made).toBeLessThan(50);
});
