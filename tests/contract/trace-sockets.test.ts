// What the probe sees of connections: the same on the network of a page and on Node's, where bytes come in
// by other pieces.
import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/timeline/catalogue/catalogue.ts';
import { runCode, stageFiles, traceOf, useEngine } from './engine.ts';

useEngine();

const IMPORTS = `import { openConnection, run, sleep, startServer, within } from '../src/index.ts';
import type { StreamReader, StreamWriter } from '../src/index.ts';
`;
const TYPES =
  /^(dials|accepts|opened|wrote|came|read|pauses|resumes|drains|drained|halved|heard|closes|lost|shut)$/;
type Seen = Extract<TraceEvent, { type: 'wrote' | 'came' | 'read' }>;

/** What each end went through: its bytes as sums, and how often it had to wait as once. */
async function endsOf(code: string): Promise<Record<string, string[]>> {
  const ran = await runCode(IMPORTS + code, stageFiles('part-4-the-world'), { trace: true });
  expect(ran.stderr).toBe('');
  const trace = traceOf(ran).filter(({ type }) => TYPES.test(type)) as Seen[];
  const named = new Map<number, string>();
  let callers = 0;
  for (const event of trace as TraceEvent[])
    if (event.type === 'dials') named.set(event.id, `caller ${++callers}`);
    else if (event.type === 'accepts')
      named.set(event.id, named.get(event.other!)!.replace('caller', 'server'));
  const ends: Record<string, string[]> = {};
  for (const [id, name] of named) {
    const own = trace.filter((event) => event.id === id);
    const sum = (which: string): number =>
      own.reduce((sum, { type, bytes }) => sum + (type === which ? bytes : 0), 0);
    const said = own.map((event: TraceEvent) =>
      event.type === 'lost'
        ? `lost ${event.code}`
        : event.type === 'closes'
          ? event.how
          : event.type,
    );
    ends[name] = [...new Set(said)].map((type) => {
      const bytes = sum(type);
      return bytes > 0 ? `${type} ${bytes}` : type;
    });
  }
  return ends;
}

test('two ends of a connection: opened, written to, read from, half-closed, closed', async () => {
  const ends = await endsOf(`function* echo(reader: StreamReader, writer: StreamWriter) {
  while (!reader.atEof()) writer.write(yield* reader.read(1000));
}
function* main() {
  const server = yield* startServer(echo, '127.0.0.1', 0);
  const { host, port } = server.address();
  for (const word of ['grüß', ' dich']) {
    const [reader, writer] = yield* openConnection(host, port);
    writer.write(word.slice(0, 2));
    writer.write(word.slice(2));
    writer.writeEof();
    yield* reader.readExactly(5);
    yield* reader.read();
    writer.close();
    yield* writer.waitClosed();
  }
}
run(main());
`);
  const caller = (bytes: number) =>
    ['dials', 'opened', `wrote ${bytes}`, 'halved', `came ${bytes}`, `read ${bytes}`].sort();
  const server = (bytes: number) =>
    [
      'accepts',
      `came ${bytes}`,
      `read ${bytes}`,
      'heard',
      `wrote ${bytes}`,
      'close',
      'shut',
    ].sort();
  expect(Object.keys(ends).sort()).toEqual(['caller 1', 'caller 2', 'server 1', 'server 2']);
  for (const [name, bytes] of [
    ['1', 6],
    ['2', 5],
  ] as const) {
    expect(ends[`server ${name}`]!.toSorted()).toEqual(server(bytes));
    // whether it closes itself, or hears first that the other end has, depends on who is faster
    const own = ends[`caller ${name}`]!.filter((said) => !/^(close|heard|shut)$/.test(said));
    expect(own.toSorted()).toEqual(caller(bytes));
    expect(ends[`caller ${name}`]!.slice(0, 2)).toEqual(['dials', 'opened']);
    expect(ends[`caller ${name}`]!).toContain('shut');
  }
});

test('a reader that has too much pauses its end, and the writer waits until it goes on', async () => {
  const ends = await endsOf(`function* serve(reader: StreamReader, writer: StreamWriter) {
  for (let page = 0; page < 200; page++) {
    writer.write(new Uint8Array(100_000));
    yield* writer.drain();
  }
}
function* main() {
  const server = yield* startServer(serve, '127.0.0.1', 0);
  const { host, port } = server.address();
  const [reader] = yield* openConnection(host, port, { limit: 1000 });
  yield* sleep(300);
  for (let left = 20_000_000; left > 0;) left -= (yield* reader.read(left)).length;
}
run(main());
`);
  expect(ends['server 1']).toEqual(
    expect.arrayContaining(['accepts', 'wrote 20000000', 'drains', 'drained']),
  );
  expect(ends['caller 1']).toEqual(
    expect.arrayContaining([
      'dials',
      'opened',
      'came 20000000',
      'pauses',
      'resumes',
      'read 20000000',
    ]),
  );
  expect(ends['caller 1']).not.toContain('drains');
  expect(ends['server 1']).not.toContain('pauses');
});

test('what an end failed with is seen, and a line that was too long', async () => {
  expect(
    await endsOf(`function* serve(reader: StreamReader, writer: StreamWriter) {
  try {
    yield* reader.readLine();
  } catch {}
  writer.write(yield* reader.readLine());
}
function* main() {
  const server = yield* startServer(serve, '127.0.0.1', 0, { limit: 4 });
  const { host, port } = server.address();
  const [reader, writer] = yield* openConnection(host, port);
  writer.write('far too long\\nshor\\nab\\n');
  yield* reader.readLine();
  writer.abort();
  server.close();
  yield* server.waitClosed();
  try {
    yield* openConnection(host, port);
  } catch {}
}
run(main());
`),
  ).toMatchObject({
    'server 1': expect.arrayContaining(['came 21', 'read 18', 'wrote 5']),
    'caller 1': expect.arrayContaining(['wrote 21', 'read 5', 'abort', 'shut']),
    'caller 2': ['dials', 'lost ECONNREFUSED', 'shut'],
  });
});

test('of two servers each end finds its own', async () => {
  const ends = await endsOf(`const serve = (bytes: number) =>
  function* (reader: StreamReader, writer: StreamWriter) {
    writer.write(new Uint8Array(bytes));
  };
function* main() {
  const [one, two] = [
    yield* startServer(serve(1), '127.0.0.1', 0),
    yield* startServer(serve(2), '127.0.0.1', 0),
  ];
  for (const server of [two, one, two]) {
    const { host, port } = server.address();
    const [reader] = yield* openConnection(host, port);
    yield* reader.read();
  }
}
run(main());
`);
  const bytes = [1, 2, 3].map((n) => [ends[`caller ${n}`], ends[`server ${n}`]].flatMap((said) => said!.filter((it) => /^(came|wrote) /.test(it)))); // prettier-ignore
  expect(bytes).toEqual([
    ['came 2', 'wrote 2'],
    ['came 1', 'wrote 1'],
    ['came 2', 'wrote 2'],
  ]);
});

test('a reader that is fed by hand is no connection, and is mistaken for none', async () => {
  const ends = await endsOf(`import { StreamReader as Reader } from '../src/index.ts';
const byHand = new Reader({ limit: 16 });
byHand.feedData(new Uint8Array(40));
byHand.feedEof();
function* serve(reader: StreamReader, writer: StreamWriter) {
  writer.write(yield* byHand.read());
}
function* main() {
  const server = yield* startServer(serve, '127.0.0.1', 0);
  const { host, port } = server.address();
  const [reader] = yield* openConnection(host, port);
  yield* reader.read();
}
run(main());
`);
  expect(ends['server 1']).toEqual(expect.arrayContaining(['accepts', 'wrote 40']));
  expect(ends['server 1']!.filter((said) => /^(came|read)/.test(said))).toEqual([]);
  expect(ends['caller 1']).toEqual(expect.arrayContaining(['came 40', 'read 40']));
});
