import { expect, test } from 'vitest';
import {
  getRunningLoop,
  openConnection,
  run,
  startServer,
  type Coroutine,
  type StreamReader,
  type StreamWriter,
} from '../../src/index.ts';
import { useLoopback } from '../../src/net/driver.ts';
import { sayAndListen } from './exercise.ts';

useLoopback();

const SIZE = 16_000; // bytes a page
let echoed = 0;

function* echo(reader: StreamReader, writer: StreamWriter) {
  while (!reader.atEof()) {
    const bytes = yield* reader.read(SIZE);
    echoed += bytes.length;
    writer.write(bytes);
    yield* writer.drain();
  }
}

/** With a connection to an echo. */
function withEcho(
  work: (reader: StreamReader, writer: StreamWriter) => Coroutine<void>,
): void {
  echoed = 0;
  run(
    (function* () {
      const server = yield* startServer(echo, '127.0.0.1', 0);
      const { host, port } = server.address();
      yield* work(...(yield* openConnection(host, port)));
    })(),
  );
}

function* turns(count: number) {
  for (let turn = 0; turn < count; turn++) yield;
}

test('all comes back, however much it is', () => {
  withEcho(function* (reader, writer) {
    const pages = Array.from({ length: 200 }, (_, n) => new Uint8Array(SIZE).fill(n));
    const answer = yield* sayAndListen(reader, writer, pages);
    expect(answer).toHaveLength(200 * SIZE);
    expect(
      pages.every((_, n) => answer[n * SIZE] === n),
      'each page is in its place',
    ).toBe(true);
  });
});

test('a few words come back, too, and nothing does if nothing is said', () => {
  for (const words of [[], [7, 8]])
    withEcho(function* (reader, writer) {
      const pages = words.map((word) => new Uint8Array([word]));
      expect([...(yield* sayAndListen(reader, writer, pages))]).toEqual(words);
    });
});

test('pages are made when they are wanted', () => {
  withEcho(function* (reader, writer) {
    let ahead = 0;
    function* pages() {
      for (let made = 1; made <= 500; made++) {
        ahead = Math.max(ahead, made * SIZE - echoed);
        yield new Uint8Array(SIZE);
      }
    }
    yield* sayAndListen(reader, writer, pages());
    expect(ahead, 'bytes made ahead of the echo').toBeLessThan(100 * SIZE);
  });
});

test('if a page cannot be made, its error comes out, and no other task reads any more', () => {
  withEcho(function* (reader, writer) {
    function* pages() {
      yield new Uint8Array(SIZE);
      throw new RangeError('out of paper');
    }
    const task = getRunningLoop().addTask(sayAndListen(reader, writer, pages()));
    yield* turns(200);
    if (!task.done()) throw new Error('it waits, with an error in its hands');
    const error = task.exception() as AggregateError;
    expect(
      [error, ...(error.errors ?? [])].some((one) => one instanceof RangeError),
      'the RangeError comes out',
    ).toBe(true);
    expect(getRunningLoop().allTasks().size, 'tasks left').toBeLessThan(3); // this one, and the echo
  });
});

test('if it is cancelled, no other task reads any more', () => {
  withEcho(function* (reader, writer) {
    function* pages() {
      while (true) yield new Uint8Array(SIZE);
    }
    const task = getRunningLoop().addTask(sayAndListen(reader, writer, pages()));
    yield* turns(50);
    task.cancel();
    yield* turns(10);
    expect(task.cancelled(), 'the task is cancelled').toBe(true);
    const left = [...getRunningLoop().allTasks()];
    expect(left, 'tasks left: this one, and the echo').toHaveLength(2);
  });
});
