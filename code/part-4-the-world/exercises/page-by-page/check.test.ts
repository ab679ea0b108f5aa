import { expect, test } from 'vitest';
import {
  openConnection,
  run,
  startServer,
  type Coroutine,
  type StreamReader,
} from '../../src/index.ts';
import { useLoopback } from '../../src/net/driver.ts';
import { sendAll } from './exercise.ts';

useLoopback();

const SIZE = 16_000; // bytes a page

/** Sends so many pages, and has `visit` read them. */
function sent(
  count: number,
  visit: (reader: StreamReader, made: () => number) => Coroutine<void>,
): void {
  let made = 0;
  function* pages() {
    while (made < count) yield new Uint8Array(SIZE).fill(++made);
  }
  run(
    (function* () {
      const server = yield* startServer(
        (_reader, writer) => sendAll(writer, pages()),
        '127.0.0.1',
        0,
      );
      const { host, port } = server.address();
      const [reader] = yield* openConnection(host, port);
      yield* visit(reader, () => made);
    })(),
  );
}

function* turns(count: number) {
  for (let turn = 0; turn < count; turn++) yield;
}

test('while the visitor looks out of the window, few pages are made', () => {
  sent(1000, function* (_reader, made) {
    yield* turns(2000);
    expect(made()).toBeGreaterThan(0);
    expect(made(), 'pages made while he looks out').toBeLessThan(50);
  });
});

test('when the visitor reads, more are made', () => {
  sent(1000, function* (reader, made) {
    yield* turns(100);
    const before = made();
    yield* reader.readExactly(20 * SIZE);
    yield* turns(100);
    expect(made()).toBeGreaterThanOrEqual(before + 10);
    expect(made(), 'pages made while he reads slowly').toBeLessThan(before + 50);
  });
});

test('a visitor who reads gets all pages, in order', () => {
  sent(100, function* (reader) {
    for (let page = 1; page <= 100; page++) {
      const bytes = yield* reader.readExactly(SIZE);
      expect([bytes[0], bytes.at(-1)]).toEqual([page, page]);
    }
    expect(yield* reader.read()).toHaveLength(0);
  });
});
