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
import { servePages } from './exercise.ts';

useLoopback();

const pages = { '/a': 'page a', '/b': 'page b' };
const get = (path: string, ...more: string[]): string =>
  [`GET ${path} HTTP/1.1`, 'Host: desk', ...more, '', ''].join('\r\n');

function* turns(count = 20): Coroutine<void> {
  for (let turn = 0; turn < count; turn++) yield;
}

/** What a browser hears that says these pieces, and how many have gone by then. */
class Browser {
  readonly #writer: StreamWriter;
  #heard = '';

  constructor(reader: StreamReader, writer: StreamWriter) {
    this.#writer = writer;
    getRunningLoop().addTask(this.#listen(reader));
  }

  *#listen(reader: StreamReader): Coroutine<void> {
    while (!reader.atEof())
      this.#heard += new TextDecoder().decode(yield* reader.read(1000));
    this.#heard += 'END';
  }

  *says(piece: string): Coroutine<void> {
    this.#writer.write(piece);
    yield* turns();
  }

  *endsWith(what: 'writeEof' | 'close'): Coroutine<void> {
    this.#writer[what]();
    yield* turns();
  }

  /** The bodies of the answers so far. */
  get heard(): string[] {
    return this.#heard.match(/page .|there is no \/\w*|END/g) ?? [];
  }
}

/** @returns What went wrong in the server. */
function browsing(work: (browser: Browser) => Coroutine<void>): unknown[] {
  const errors: unknown[] = [];
  run(
    (function* () {
      getRunningLoop().setExceptionHandler((_, { exception, message }) => {
        errors.push(exception ?? message);
      });
      const server = yield* startServer(
        (reader, writer) => servePages(reader, writer, pages),
        '127.0.0.1',
        0,
      );
      const { host, port } = server.address();
      yield* work(new Browser(...(yield* openConnection(host, port))));
    })(),
  );
  return errors;
}

test('a question is answered at once', () => {
  browsing(function* (browser) {
    yield* browser.says(get('/a'));
    expect(browser.heard[0]).toBe('page a');
  });
});

test('a question may come a few bytes at a time', () => {
  browsing(function* (browser) {
    for (const piece of get('/b').match(/[^]{1,3}/g)!) {
      expect(browser.heard).toEqual([]);
      yield* browser.says(piece);
    }
    expect(browser.heard).toEqual(['page b']);
  });
});

test('the next question comes by the same connection', () => {
  browsing(function* (browser) {
    for (const [path, body] of [
      ['/a', 'page a'],
      ['/c', 'there is no /c'],
      ['/b', 'page b'],
    ] as const) {
      yield* browser.says(get(path));
      expect(browser.heard.at(-1)).toBe(body);
    }
    expect(browser.heard).toHaveLength(3);
  });
});

test('questions in one piece get an answer each', () => {
  browsing(function* (browser) {
    yield* browser.says(get('/a') + get('/b') + get('/a'));
    expect(browser.heard).toEqual(['page a', 'page b', 'page a']);
  });
});

test('a question with half of the next is answered before the other half comes', () => {
  browsing(function* (browser) {
    const next = get('/b');
    yield* browser.says(get('/a') + next.slice(0, 9));
    expect(browser.heard).toEqual(['page a']);
    yield* browser.says(next.slice(9));
    expect(browser.heard).toEqual(['page a', 'page b']);
  });
});

test('a question may be long', () => {
  browsing(function* (browser) {
    yield* browser.says(get('/a', `Cookie: ${'crumb '.repeat(1000)}`) + get('/b'));
    expect(browser.heard).toEqual(['page a', 'page b']);
  });
});

test('when it has no more questions, all are answered, and the connection is closed', () => {
  const errors = browsing(function* (browser) {
    yield* browser.says(get('/a'));
    yield* browser.endsWith('writeEof');
    expect(browser.heard).toEqual(['page a', 'END']);
  });
  expect(errors).toEqual([]);
});

test('a browser that hangs up in the middle of a question is no error', () => {
  const errors = browsing(function* (browser) {
    yield* browser.says('GET /a HT');
    yield* browser.endsWith('close');
  });
  expect(errors).toEqual([]);
});
