import { expect, test } from 'vitest';
import {
  getRunningLoop,
  NetworkError,
  startServer,
  wait,
  type Coroutine,
  type StreamReader,
  type StreamWriter,
} from '../../src/index.ts';
import { begin, errorFrom } from '../kit-time.ts';
import { HERE, onNetwork, text } from '../kit-net.ts';
import { ask, connectTo, serve, shout } from '../kit-server.ts';

function* echo(reader: StreamReader, writer: StreamWriter): Coroutine<void> {
  for (;;) {
    const piece = yield* reader.read(2 ** 16);
    if (piece.length === 0) return;
    writer.write(piece);
    yield* writer.drain();
  }
}
const codeOf = (error: unknown): unknown => error instanceof NetworkError && error.code;

test('a server that is closed refuses new clients, and serves those it has', () => {
  const { came } = onNetwork(function* () {
    const server = yield* serve(echo);
    const [reader, writer] = yield* connectTo(server);
    writer.write('a');
    const seen: unknown[] = [text(yield* reader.readExactly(1))];
    server.close();
    server.close();
    const closed = yield* begin(server.waitClosed());
    seen.push(codeOf(yield* errorFrom(connectTo(server))));
    writer.write('b');
    seen.push(text(yield* reader.readExactly(1)), closed.done());
    writer.writeEof();
    seen.push(text(yield* reader.read()));
    yield* closed;
    yield* server.waitClosed(); // and again
    return seen;
  });
  expect(came).toEqual(['a', 'ECONNREFUSED', 'b', false, '']);
});

test('waitClosed waits until the server is closed, even if it has no visitors', () => {
  const { came } = onNetwork(function* () {
    const server = yield* serve(echo);
    const closed = yield* begin(server.waitClosed());
    yield;
    const before = closed.done();
    server.close();
    yield* closed;
    return before;
  });
  expect(came).toBe(false);
});

test('waitClosed waits until what the handlers wrote last has gone', () => {
  const { came } = onNetwork(function* () {
    const server = yield* serve(function* (reader, writer) {
      yield* reader.read(1);
      writer.write('the last words');
    });
    const [reader, writer] = yield* connectTo(server);
    writer.write('x');
    server.close();
    yield* server.waitClosed();
    const task = yield* begin(reader.read());
    yield;
    return [task.done(), text(yield* task)];
  });
  expect(came).toEqual([true, 'the last words']);
});

test('serveForever serves until it is cancelled, and closes the server then', () => {
  const { came } = onNetwork(function* () {
    const server = yield* serve(shout);
    const serving = yield* begin(server.serveForever());
    const answer = yield* ask(server, 'a');
    const before = serving.done();
    serving.cancel();
    yield* wait([serving]);
    yield* server.waitClosed();
    const after = codeOf(yield* errorFrom(connectTo(server)));
    return [answer, before, serving.cancelled(), after];
  });
  expect(came).toEqual(['A', false, true, 'ECONNREFUSED']);
});

test('a port can be had again when its server is closed, or was cancelled as it began', () => {
  const { came } = onNetwork(function* () {
    let server = yield* serve(shout);
    const { port } = server.address();
    for (let turns = 0; turns < 4; turns++) {
      server.close();
      yield* server.waitClosed();
      const task = getRunningLoop().addTask(startServer(shout, HERE, port));
      for (let n = 0; n < turns; n++) yield;
      if (task.cancel()) yield* wait([task]);
      else (yield* task).close();
      yield;
      yield;
      server = yield* startServer(shout, HERE, port);
    }
    return yield* ask(server, 'open');
  });
  expect(came).toBe('OPEN');
});
