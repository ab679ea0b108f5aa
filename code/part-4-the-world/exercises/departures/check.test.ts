import { expect, test } from 'vitest';
import {
  getRunningLoop,
  openConnection,
  run,
  serveHttp,
  type Address,
  type Coroutine,
  type StreamWriter,
} from '../../src/index.ts';
import { useLoopback } from '../../src/net/driver.ts';
import { Board } from './exercise.ts';

useLoopback();

function* turns(count = 30): Coroutine<void> {
  for (let turn = 0; turn < count; turn++) yield;
}

interface Visitor {
  writer: StreamWriter;
  /** The trains that were heard of so far. */
  heard(): string[];
}

/** Visits the board, and keeps listening unless `ear` is false. */
function* visit(
  { host, port }: Address,
  { method = 'GET', ear = true } = {},
): Coroutine<Visitor> {
  const [reader, writer] = yield* openConnection(host, port);
  let all = '';
  function* listen(): Coroutine<void> {
    while (!reader.atEof()) {
      const bytes = yield* reader.read(1000);
      all += new TextDecoder().decode(bytes);
    }
  }
  if (ear) getRunningLoop().addTask(listen());
  writer.write(`${method} / HTTP/1.1\r\nHost: desk\r\n\r\n`);
  yield* turns();
  return { writer, heard: () => all.match(/train \d+/g) ?? [] };
}

/** @returns What went wrong in the server. */
function station(work: (board: Board, at: Address) => Coroutine<void>): unknown[] {
  const errors: unknown[] = [];
  run(
    (function* () {
      getRunningLoop().setExceptionHandler((_, { exception, message }) => {
        errors.push(exception ?? message);
      });
      const board = new Board();
      const server = yield* serveHttp(() => board.answer(), '127.0.0.1', 0);
      yield* work(board, server.address());
    })(),
  );
  return errors;
}

test('a visitor hears of each train as it leaves', () => {
  station(function* (board, at) {
    const ann = yield* visit(at);
    for (const train of ['train 1', 'train 2']) {
      board.announce(train);
      yield* turns();
      expect(ann.heard().at(-1)).toBe(train);
    }
    expect(ann.heard()).toEqual(['train 1', 'train 2']);
  });
});

test('each visitor hears of all trains since they came', () => {
  station(function* (board, at) {
    board.announce('train 0');
    const ann = yield* visit(at);
    board.announce('train 1');
    board.announce('train 2');
    const ben = yield* visit(at);
    expect(board.listeners).toBe(2);
    board.announce('train 3');
    yield* turns();
    expect(ann.heard()).toEqual(['train 1', 'train 2', 'train 3']);
    expect(ben.heard()).toEqual(['train 3']);
  });
});

test('trains that leave together are told one after the other', () => {
  station(function* (board, at) {
    const ann = yield* visit(at);
    const trains = Array.from({ length: 20 }, (_, n) => `train ${n}`);
    for (const train of trains) board.announce(train);
    yield* turns(200);
    expect(ann.heard()).toEqual(trains);
  });
});

test('a visitor who hangs up is forgotten at the second train after that', () => {
  const errors = station(function* (board, at) {
    const ann = yield* visit(at);
    const ben = yield* visit(at);
    ann.writer.close();
    for (const train of ['train 1', 'train 2', 'train 3']) {
      yield* turns();
      board.announce(train);
    }
    yield* turns();
    expect(board.listeners).toBe(1);
    expect(ben.heard()).toEqual(['train 1', 'train 2', 'train 3']);
  });
  expect(errors).toEqual([]);
});

test('when the server ends, all visitors are forgotten', () => {
  let board: Board | undefined;
  station(function* (ours, at) {
    board = ours;
    yield* visit(at);
    expect(ours.listeners).toBe(1);
  });
  expect(board?.listeners).toBe(0);
});

test('a visitor who only wants the head doesn’t listen', () => {
  station(function* (board, at) {
    yield* visit(at, { method: 'HEAD' });
    expect(board.listeners).toBe(0);
  });
});

test('a visitor who looks out of the window holds up no other', () => {
  station(function* (board, at) {
    yield* visit(at, { ear: false });
    const ben = yield* visit(at);
    const long = 'x'.repeat(10_000);
    for (let train = 0; train < 100; train++) {
      board.announce(`train ${train} ${long}`);
      yield* turns(5);
    }
    yield* turns(200);
    expect(ben.heard()).toHaveLength(100);
  });
});
